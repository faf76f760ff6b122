import { cpus, totalmem } from 'node:os'
import type { Measurements } from './measure.ts'
import { type Measured, ROWS, type RowKind } from './rows.ts'

/** One line of the table. */
export interface Row {
  readonly id: string
  readonly what: string
  readonly figure: string
  /** What the peer does in the same run; empty where there is none. */
  readonly peer: string
  readonly wanted: string
  readonly verdict: 'reached' | 'missed'
  readonly note: string
}

/** What was measured where, as one value. */
export interface Table {
  readonly machine: {
    readonly cores: number
    readonly processor: string
    readonly memoryGb: number
    readonly node: string
  }
  readonly seconds: number
  readonly rows: readonly Row[]
  /** All that the measurements said. */
  readonly measured: Partial<Measured>
}

const HEAD = { what: 'what', figure: 'figure', peer: 'peer in the same run', wanted: 'wanted' }
const COLUMNS = ['what', 'figure', 'peer', 'wanted'] as const

/** Makes the table of what was measured in so many seconds. */
export function tableOf({ measured, failed }: Measurements, seconds: number): Table {
  const machine = {
    ...{ cores: cpus().length, processor: cpus()[0]?.model.trim() ?? '' },
    ...{ memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version },
  }
  return { machine, seconds, rows: ROWS.map((row) => read(row, { measured, failed })), measured }
}

/** What could not be measured is missed, and says why. */
function read(row: RowKind, { measured, failed }: Measurements): Row {
  const { id, what, wanted, needs } = row
  const reasons = needs.flatMap((name) => failed[name] ?? [])
  if (!isWhole(measured, needs)) {
    const note = reasons.join('; ')
    return { id, what, wanted, figure: '—', peer: '', verdict: 'missed', note }
  }
  const { figure, peer = '', isReached, note = '' } = row.read(measured)
  return { id, what, wanted, figure, peer, verdict: isReached ? 'reached' : 'missed', note }
}

function isWhole(
  measured: Partial<Measured>,
  needs: readonly (keyof Measured)[],
): measured is Measured {
  return needs.every((name) => measured[name] !== undefined)
}

/** The table for a terminal, the note of each row below it. */
export function printTable({ machine, seconds, rows }: Table): string {
  const widths = COLUMNS.map((column) =>
    Math.max(HEAD[column].length, ...rows.map((row) => row[column].length)),
  )
  const line = (cells: Readonly<Record<(typeof COLUMNS)[number], string>>, last: string) =>
    [...COLUMNS.map((column, at) => cells[column].padEnd(widths[at] ?? 0)), last].join('  ')
  const lines = [
    line(HEAD, ''),
    ...rows.flatMap((row) => [
      line(row, row.verdict),
      ...(row.note === '' ? [] : [`    ${row.note}`]),
    ]),
    `${machine.cores} cores of ${machine.processor}, ${machine.memoryGb} GB, Node ${machine.node}; ` +
      `measured in ${seconds} s`,
  ]
  return lines.map((one) => `${one.trimEnd()}\n`).join('')
}
