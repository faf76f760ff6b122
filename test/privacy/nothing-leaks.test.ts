import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { readConfig } from '../../src/config.ts'
import type { Logger } from '../../src/ports/index.ts'
import { startServer } from '../support/server.ts'

/** What people write and nobody may find again: in words, digits and letters of five writings. */
const SECRETS = [
  'zoubaydaxq',
  'بنتي_المخفية',
  '0612345678',
  '+212 6 98 76 54 32',
  '٠٦٥٥٤٤٣٣٢٢',
  'mehdi.cachotte@exemple.example',
  'AB987654',
  'ktir7ezzinaxq',
] as const
/** Their digits and letters, whatever stands between them. */
const TRACES = [
  'zoubaydaxq',
  'المخفية',
  '612345678',
  '98765432',
  '٦٥٥٤٤٣٣٢٢',
  'cachotte',
  'AB987654',
  'ktir7ezzinaxq',
]

const PEERS = Array.from({ length: 12 }, (_, at) => `peer-of-nobody-${at}-${'x'.repeat(12)}`)

const dataDir = mkdtempSync(join(tmpdir(), 'dalil-leak-'))
const TOKEN = 'a token for the watcher'
const logged: string[] = []
let metrics = ''
let status: number | null = 1

/** A log at its most talkative. */
function recordingLogger(bound: object = {}): Logger {
  const write =
    (level: string) =>
    (message: string, data: object = {}) =>
      void logged.push(JSON.stringify({ level, message, ...bound, ...data }))
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  }
}

beforeAll(async () => {
  const settings = { DATA_DIR: dataDir, METRICS_TOKEN: TOKEN, LOG_LEVEL: 'debug', PORT: '0' }
  const config = readConfig({ ...settings, MESSAGES_PER_MINUTE: '1000' })
  const server = await startServer({ config, logger: recordingLogger() }, 0, dataDir)
  const post = async (token: string, id: string, content: object) => {
    const body = JSON.stringify({ token, id, content })
    const headers = { 'content-type': 'application/json' }
    const { status } = await fetch(`${server.url}/chat/messages`, { method: 'POST', headers, body })
    expect(status).toBe(202)
  }
  for (const [at, peer] of PEERS.entries()) {
    for (const [place, secret] of SECRETS.entries()) {
      const text =
        place % 2 === 0 ? `xqzv ${secret} wkrp, jfbn ${at}` : `je m'appelle Zoubaydaxq, ${secret} ?`
      await post(peer, `${at}-${place}`, { type: 'text', text })
    }
    await post(peer, `${at}-yes`, { type: 'choice', data: 'p:yes' })
    await post(peer, `${at}-menu`, { type: 'text', text: 'menu' })
  }
  const headers = { authorization: `Bearer ${TOKEN}` }
  metrics = await (await fetch(`${server.url}/metrics`, { headers })).text()
  await server.running.stop()
  const backup = join(dataDir, 'copy.backup')
  const env = { ...process.env, DATA_DIR: dataDir }
  const run = ['src/run.mjs', 'cli/data.ts', 'backup', backup]
  status = spawnSync(process.execPath, run, { cwd: PROJECT_ROOT, env }).status
})

afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

/** Everything below a folder, as text. */
function filesIn(dir: string): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dir, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
}

function tracesIn(text: string): readonly string[] {
  return [...TRACES, ...PEERS].filter((trace) => text.includes(trace))
}

describe('what people wrote', () => {
  it('stands in no file of the data folder, nor in a backup of it', () => {
    const files = filesIn(dataDir)

    expect(status).toBe(0)
    expect(files.length).toBeGreaterThan(2)
    expect(files.flatMap(({ path, text }) => tracesIn(text).map((trace) => [path, trace]))).toEqual(
      [],
    )
  })

  it('stands in no line of the log, however much it tells', () => {
    expect(logged.length).toBeGreaterThan(0)
    expect(tracesIn(logged.join('\n'))).toEqual([])
  })

  it('stands nowhere in the metrics', () => {
    expect(metrics).toContain('dalil_')
    expect(tracesIn(metrics)).toEqual([])
  })
})
