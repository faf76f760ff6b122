import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { toFigure } from '../../src/core/index.ts'
import { type Store, silentLogger } from '../../src/ports/index.ts'
import { openLowdbStore } from '../../src/store/lowdb/index.ts'
import { campaign } from '../store/records.ts'
import { createClock } from '../support/clock.ts'

const dir = mkdtempSync(join(tmpdir(), 'dalil-report-'))
let store: Store

beforeAll(async () => {
  store = await openLowdbStore({ dir, clock: createClock(), logger: silentLogger })
  const who = { topic: 'work', locale: 'fr', channel: 'telegram' }
  await store.figures.increment(toFigure('2026-03-02', 'answered', who), 40)
  await store.figures.increment(toFigure('2026-03-02', 'unknown', who), 9)
  await store.figures.increment(toFigure('2025-03-02', 'answered', who), 100)
  await store.campaigns.put(campaign('DAKUKUD', { name: 'Radio' }))
})

afterAll(async () => {
  await store.close()
  rmSync(dir, { recursive: true, force: true })
})

function report(...args: string[]) {
  return spawnSync(process.execPath, ['src/run.mjs', 'cli/report.ts', ...args], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, DATA_DIR: dir },
    encoding: 'utf8',
  })
}

describe('npm run report', () => {
  it('prints the numbers of a period while Dalil runs', () => {
    const { stdout, status } = report('--from', '2026-01-01', '--to', '2026-12-31', '--json')

    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      period: { from: '2026-01-01', to: '2026-12-31' },
      questions: { total: 49 },
      campaigns: [{ code: 'DAKUKUD' }],
    })
  })

  it('writes a PDF in the language that is asked for', () => {
    const file = join(dir, 'report.pdf')
    const { stdout, status } = report(
      ...['--from', '2026-01-01', '--to', '2026-12-31', '--locale', 'ar', '--out', file],
    )

    expect([status, stdout]).toEqual([0, `${file}\n`])
    expect(existsSync(file)).toBe(true)
    expect(readFileSync(file, 'latin1')).toContain('/Lang (ar-MA)')
  })

  it('says what is wrong with its use', () => {
    const { stderr, status } = report('--from', 'yesterday')

    expect(status).toBe(2)
    expect(stderr).toContain('"yesterday" is not a day')
    expect(report('--locale', 'de').status).toBe(2)
  })
})
