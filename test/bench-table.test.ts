import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../src/cli/paths.ts'
import { MEASUREMENTS } from './bench/table/measure.ts'
import { better, type Measured, ROWS } from './bench/table/rows.ts'
import { printTable, tableOf } from './bench/table/table.ts'

const MEASURED: Measured = {
  turns: {
    ...{ flowTurnsPerSecond: 1234, flowTurnCpuUs: 390 },
    ...{ questionsPerSecond: 1500, questionCpuUs: 640 },
    atHalfRate: { perSecond: 750, p99Ms: 60.1 },
  },
  dialogs: { turnsPerSecond: 618, cpuUs: 1500 },
  answers: { answersPerSecond: 9000, phrasingsPerEntryAndLocale: 3 },
  people: {
    figures: [
      { people: 1000, cpuUs: 400, jsonFileMs: 8 },
      { people: 100_000, cpuUs: 410, jsonFileMs: 400 },
      { people: 1_000_000, cpuUs: 520, jsonFileMs: 'Invalid string length' },
    ],
    ratios: [1, 1.03, 1.3],
  },
  writes: {
    ...{ writesPerSecond: 30_000, times: 100 },
    peer: { writesPerSecond: 300, gatheredByHand: 20_000 },
  },
  start: { medianMs: 1501, times: 5 },
  memory: { idleMb: 180, loadMb: 400, people: 500, messagesPerSecond: 300 },
  postgres: {
    ...{ cores: 2, times: 1.2 },
    one: { perSecond: 300, busyCores: 1.6 },
    two: { perSecond: 360, busyCores: 2 },
  },
}

describe('the table of the benchmark', () => {
  it('has a row for everything that is wanted', () => {
    expect(ROWS.map(({ id, wanted }) => `${id} ${wanted}`)).toEqual([
      'flow ≥ 2 × the peer',
      'questions ≥ 1,500',
      'latency ≤ 60 ms',
      'people ratio ≤ 1.3',
      'writes ≥ 1 × the peer',
      'start ≤ 1,500 ms',
      'idle ≤ 200 MB',
      'load ≤ 400 MB',
      'postgres ≥ 1.6 × where a core is free',
    ])
  })

  it('takes the better figure of two runs, for Dalil and for the peer it is beside', () => {
    const { turns } = MEASURED
    const quickToAnswer = { perSecond: 700, p99Ms: 12 }
    const now = { ...turns, flowTurnsPerSecond: 1000, questionsPerSecond: 1600 }

    expect(better({ turns: { ...now, atHalfRate: quickToAnswer } }, MEASURED)).toEqual({
      turns: { ...turns, questionsPerSecond: 1600, atHalfRate: quickToAnswer },
    })
    expect(better({ dialogs: { turnsPerSecond: 600, cpuUs: 1600 } }, MEASURED)).toEqual({
      dialogs: MEASURED.dialogs,
    })
    expect(better({ start: MEASURED.start }, {})).toEqual({ start: MEASURED.start })
  })

  it('is measured by files that are there, each of which a row needs', () => {
    const needed = new Set(ROWS.flatMap(({ needs }) => needs))

    expect([...needed].sort()).toEqual([...MEASUREMENTS].sort())
    for (const name of MEASUREMENTS) {
      expect(existsSync(join(PROJECT_ROOT, 'test', 'bench', `${name}.ts`))).toBe(true)
    }
  })

  it('says of each row whether it is reached, as JSON too', () => {
    const table = tableOf({ measured: MEASURED, failed: {} }, 300)

    const rows = (JSON.parse(JSON.stringify(table)) as typeof table).rows
    expect(rows.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
      'flow missed',
      'questions reached',
      'latency missed',
      'people reached',
      'writes reached',
      'start missed',
      'idle reached',
      'load reached',
      'postgres missed',
    ])
  })

  it('prints a figure beside that of the peer, and what has to be known', () => {
    const lines = printTable(tableOf({ measured: MEASURED, failed: {} }, 300)).split('\n')

    const at = lines.findIndex((line) => line.startsWith('cost of a turn'))
    expect(lines[at]).toMatch(
      /400 \/ 410 \/ 520 µs +lowdb's JSONFile, one change 8 \/ 400 \/ — ms/u,
    )
    expect(lines[at + 1]).toContain('JSONFile cannot: Invalid string length')
  })

  it('counts as missed what could not be measured, and says why', () => {
    const { turns: _turns, ...measured } = MEASURED
    const { rows } = tableOf({ measured, failed: { turns: 'no room on the disk' } }, 300)

    expect(rows.filter(({ note }) => note === 'no room on the disk')).toMatchObject([
      { id: 'flow', figure: '—', verdict: 'missed' },
      { id: 'questions', figure: '—', verdict: 'missed' },
      { id: 'latency', figure: '—', verdict: 'missed' },
    ])
  })
})
