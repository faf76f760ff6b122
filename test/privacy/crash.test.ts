import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { refuseTelltales } from '../../src/start/crash.ts'
import { until } from '../channels/support/until.ts'
import { type DalilProcess, startDalil } from '../soak/support/dalil.ts'

/** What the bug and a person on the chat page say, and nobody may find again. */
const TRACES = ['zoubayda', '061234561', 'ktir7ezzinaxq', 'peer-of-nobody']

const dir = mkdtempSync(join(tmpdir(), 'dalil-crash-'))
const started: DalilProcess[] = []
afterAll(async () => {
  await Promise.all(started.map((one) => one.kill()))
  rmSync(dir, { recursive: true, force: true })
})

/** Every way to write down a death that Node and the system have is open. */
const REPORTS = '--report-uncaught-exception --report-on-fatalerror --report-on-signal'

/** A Dalil with a bug in it, in a folder of its own, that has heard a secret. */
async function startBuggy(name: string): Promise<{ dalil: DalilProcess; cwd: string }> {
  const cwd = join(dir, name)
  mkdirSync(cwd)
  const bug = join(PROJECT_ROOT, 'test/fixtures/crash/bug.mjs')
  const unlimited = ['/bin/sh', '-c', 'ulimit -c unlimited; exec "$0" "$@"'] as const
  const settings = { DATA_DIR: join(cwd, 'data'), NODE_OPTIONS: REPORTS, LOG_LEVEL: 'debug' }
  const dalil = await startDalil(settings, {
    cwd,
    command: [...unlimited, process.execPath, '--import', bug],
  })
  started.push(dalil)
  await say(dalil, 'xqzv ktir7ezzinaxq wkrp')
  return { dalil, cwd }
}

async function say({ url }: DalilProcess, text: string): Promise<void> {
  const token = `peer-of-nobody-${'x'.repeat(12)}`
  const body = JSON.stringify({ token, id: text, content: { type: 'text', text } })
  const headers = { 'content-type': 'application/json' }
  const { status } = await fetch(`${url}/chat/messages`, { method: 'POST', headers, body })
  expect(status).toBe(202)
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** Which files of a folder, and whether the log, hold something of what was said. */
function leaksIn(cwd: string, log: string): readonly string[] {
  const written = filesIn(cwd).map((path) => [path, readFileSync(path, 'latin1')] as const)
  return [...written, ['the log', log] as const].flatMap(([place, text]) =>
    TRACES.filter((trace) => text.includes(trace)).map((trace) => `${trace} in ${place}`),
  )
}

function reportsIn(cwd: string): readonly string[] {
  return filesIn(cwd).filter((path) => /report\.|heapsnapshot/u.test(path))
}

describe('a Dalil that breaks', () => {
  it('says what broke without the words in it, and ends only where it must', async () => {
    const { dalil, cwd } = await startBuggy('thrown')

    dalil.signal('SIGWINCH')
    await until(() => dalil.log().includes('something was not handled'), 'the rejection')
    await say(dalil, 'it still answers')
    dalil.signal('SIGIO')
    const status = await dalil.ended

    expect(status).toBe(1)
    expect(dalil.log()).toMatch(/"reason":"Error, caused by Error","at":\[".*bug\.mjs:/u)
    expect(dalil.log()).toContain('it broke, and ends')
    expect(reportsIn(cwd)).toEqual([])
    expect(leaksIn(cwd, dalil.log())).toEqual([])
  })

  it.runIf(process.platform === 'linux')('leaves no core', async () => {
    const { dalil, cwd } = await startBuggy('aborted')
    const limits = readFileSync(`/proc/${dalil.pid}/limits`, 'utf8')
    const filter = readFileSync(`/proc/${dalil.pid}/coredump_filter`, 'utf8')

    dalil.signal('SIGABRT')
    const ending = await dalil.ended

    expect(ending).toBe('SIGABRT')
    expect(limits).toMatch(/^Max core file size +1 +1 /mu)
    expect(Number.parseInt(filter, 16)).toBe(0)
    expect(filesIn(cwd).filter((path) => !path.startsWith(join(cwd, 'data')))).toEqual([])
    expect(leaksIn(cwd, dalil.log())).toEqual([])
  })

  it('does not start with a flag that would tell, also one of NODE_OPTIONS', async () => {
    const NODE_OPTIONS = '--report-on-signal --heapsnapshot_signal=SIGUSR2'
    const starting = startDalil({ DATA_DIR: join(dir, 'refused'), NODE_OPTIONS })

    await expect(starting).rejects.toThrow('Take it out of the command and of NODE_OPTIONS')
    expect(existsSync(join(dir, 'refused'))).toBe(false)
  })
})

describe('refuseTelltales', () => {
  it.each([
    '--heapsnapshot-near-heap-limit=1',
    '--heapsnapshot-signal',
    '--abort-on-uncaught-exception',
    '--unhandled-rejections=warn',
  ])('refuses %s', (flag) => {
    expect(() => refuseTelltales(['--enable-source-maps', flag])).toThrow(flag)
  })

  it('lets other flags be', () => {
    expect(() => refuseTelltales(['--max-semi-space-size=4', '--inspect', ''])).not.toThrow()
  })
})
