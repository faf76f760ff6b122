/** What each measurement says, by the name under which it can be run alone. */
export interface Measured {
  readonly turns: {
    readonly flowTurnsPerSecond: number
    readonly flowTurnCpuUs: number
    readonly questionsPerSecond: number
    readonly questionCpuUs: number
    readonly atHalfRate: { readonly perSecond: number; readonly p99Ms: number }
  }
  readonly dialogs: { readonly turnsPerSecond: number; readonly cpuUs: number }
  readonly answers: {
    readonly answersPerSecond: number
    readonly phrasingsPerEntryAndLocale: number
  }
  readonly people: {
    readonly figures: readonly {
      readonly people: number
      readonly cpuUs: number
      readonly jsonFileMs: number | string
    }[]
    readonly ratios: readonly number[]
  }
  readonly writes: {
    readonly writesPerSecond: number
    readonly peer: { readonly writesPerSecond: number; readonly gatheredByHand: number }
    readonly times: number
  }
  readonly start: { readonly medianMs: number; readonly times: number }
  readonly memory: {
    readonly idleMb: number
    readonly loadMb: number
    readonly people: number
    readonly messagesPerSecond: number
  }
  readonly postgres: {
    readonly cores: number
    readonly one: { readonly perSecond: number; readonly busyCores: number }
    readonly two: { readonly perSecond: number; readonly busyCores: number }
    readonly times: number
  }
}

/** What was measured now; where it was measured before as well, the better figures of both. */
export function better(now: Partial<Measured>, before: Partial<Measured>): Partial<Measured> {
  const { turns, dialogs } = now
  const turnsBefore = before.turns ?? turns
  const dialogsBefore = before.dialogs ?? dialogs
  return {
    ...now,
    ...(turns === undefined || turnsBefore === undefined
      ? {}
      : { turns: betterTurns(turns, turnsBefore) }),
    ...(dialogs === undefined || dialogsBefore === undefined
      ? {}
      : { dialogs: best([dialogs, dialogsBefore], (one) => one.turnsPerSecond) }),
  }
}

function betterTurns(a: Measured['turns'], b: Measured['turns']): Measured['turns'] {
  const flow = best([a, b], (one) => one.flowTurnsPerSecond)
  const questions = best([a, b], (one) => one.questionsPerSecond)
  const latency = best([a, b], (one) => -one.atHalfRate.p99Ms)
  return {
    ...{ flowTurnsPerSecond: flow.flowTurnsPerSecond, flowTurnCpuUs: flow.flowTurnCpuUs },
    questionsPerSecond: questions.questionsPerSecond,
    questionCpuUs: questions.questionCpuUs,
    atHalfRate: latency.atHalfRate,
  }
}

function best<T>([a, b]: readonly [T, T], figure: (one: T) => number): T {
  return figure(a) >= figure(b) ? a : b
}

/** One line of the table, before it is measured. */
export interface RowKind {
  readonly id: string
  readonly what: string
  readonly wanted: string
  /** The measurements that it is read from. */
  readonly needs: readonly (keyof Measured)[]
  read(measured: Measured): Reading
}

/** What was measured. */
export interface Reading {
  readonly figure: string
  /** What the peer does in the same run. */
  readonly peer?: string
  readonly isReached: boolean
  /** What one has to know to read the figures right. */
  readonly note?: string
}

const flow: RowKind = {
  id: 'flow',
  what: 'durable turns a second, a step of a flow, 1,000 people at once',
  wanted: '≥ 2 × the peer',
  needs: ['turns', 'dialogs'],
  read({ turns, dialogs }) {
    const times = turns.flowTurnsPerSecond / dialogs.turnsPerSecond
    return {
      figure: count(turns.flowTurnsPerSecond),
      peer: `botbuilder-dialogs in memory ${count(dialogs.turnsPerSecond)}`,
      isReached: times >= 2,
      note:
        `${times.toFixed(2)} × as many, ${count(turns.flowTurnCpuUs)} µs of the processor for a turn ` +
        `and ${count(dialogs.cpuUs)} µs for the peer's; both hold the same conversation`,
    }
  },
}

const questions: RowKind = {
  id: 'questions',
  what: 'durable answers a second, whole content, 1,000 people at once',
  wanted: '≥ 1,500',
  needs: ['turns', 'answers'],
  read: ({ turns, answers }) => ({
    figure: count(turns.questionsPerSecond),
    peer: `node-nlp in memory ${count(answers.answersPerSecond)}`,
    isReached: turns.questionsPerSecond >= 1500,
    note:
      `${count(turns.questionCpuUs)} µs of the processor for an answer; node-nlp knows ${answers.phrasingsPerEntryAndLocale} phrasings of each entry and locale and ` +
      'only looks one up: no session, language, emergency, nothing kept or sent',
  }),
}

const latency: RowKind = {
  id: 'latency',
  what: 'the slowest of a hundred answers at half that rate',
  wanted: '≤ 60 ms',
  needs: ['turns'],
  read: ({ turns: { atHalfRate } }) => ({
    figure: `${atHalfRate.p99Ms} ms at ${count(atHalfRate.perSecond)} a second`,
    isReached: atHalfRate.p99Ms <= 60,
  }),
}

const people: RowKind = {
  id: 'people',
  what: 'cost of a turn with 1,000 / 100,000 / 1,000,000 stored people',
  wanted: 'ratio ≤ 1.3',
  needs: ['people'],
  read({ people: { figures, ratios } }) {
    const one = figures.map(({ jsonFileMs }) => (typeof jsonFileMs === 'number' ? jsonFileMs : '—'))
    const why = figures.flatMap(({ jsonFileMs: ms }) => (typeof ms === 'string' ? [ms] : []))
    return {
      figure: `${figures.map(({ cpuUs }) => count(cpuUs)).join(' / ')} µs`,
      peer: `lowdb's JSONFile, one change ${one.join(' / ')} ms`,
      isReached: Math.max(...ratios) <= 1.3,
      note: [
        `ratios ${ratios.join(' / ')}; processor time of a whole turn`,
        ...why.map((reason) => `JSONFile cannot: ${reason}`),
      ].join('; '),
    }
  },
}

const writes: RowKind = {
  id: 'writes',
  what: 'writes a second that are on disk, 100 writers',
  wanted: '≥ 1 × the peer',
  needs: ['writes'],
  read: ({ writes: { writesPerSecond, peer, times } }) => ({
    figure: count(writesPerSecond),
    peer: `better-sqlite3, WAL and FULL ${count(peer.writesPerSecond)}`,
    isReached: times >= 1,
    note: `${times} × as many; a hundred gathered by hand in each transaction, the peer does ${count(peer.gatheredByHand)}`,
  }),
}

const start: RowKind = {
  id: 'start',
  what: 'start to first answer, content unchanged',
  wanted: '≤ 1,500 ms',
  needs: ['start'],
  read: ({ start: { medianMs, times } }) => ({
    figure: `${count(medianMs)} ms`,
    isReached: medianMs <= 1500,
    note: `median of ${times} starts`,
  }),
}

const idle: RowKind = {
  id: 'idle',
  what: 'resident memory, idle',
  wanted: '≤ 200 MB',
  needs: ['memory'],
  read: ({ memory: { idleMb } }) => ({ figure: `${idleMb} MB`, isReached: idleMb <= 200 }),
}

const load: RowKind = {
  id: 'load',
  what: 'resident memory, under load',
  wanted: '≤ 400 MB',
  needs: ['memory'],
  read: ({ memory }) => ({
    figure: `${memory.loadMb} MB`,
    isReached: memory.loadMb <= 400,
    note: `${count(memory.people)} open chat pages write as fast as they are answered, ${count(memory.messagesPerSecond)} a second`,
  }),
}

const postgres: RowKind = {
  id: 'postgres',
  what: 'PostgreSQL, answers a second of 1 / 2 processes',
  wanted: '≥ 1.6 × where a core is free',
  needs: ['postgres'],
  read: ({ postgres: { cores, one, two, times } }) => ({
    figure: `${count(one.perSecond)} / ${count(two.perSecond)}`,
    isReached: times >= 1.6,
    note:
      `${times} ×; while one process answered, ${(cores - one.busyCores).toFixed(2)} of ${cores} ` +
      'cores were free for another, with PostgreSQL on the same machine',
  }),
}

/** The rows of the table, in the order in which they are printed. */
export const ROWS = [flow, questions, latency, people, writes, start, idle, load, postgres] as const

function count(value: number): string {
  return value.toLocaleString('en')
}
