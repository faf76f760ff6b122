/**
 * What the embedded store itself costs: a turn-like transaction with few and with many stored
 * people, each size in a process of its own.
 * `npm run -s bench -- store [--json] [--people 10,100000] [--dir /where/the/disk/is]`
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type PersonId, toPersonId } from '../../src/core/index.ts'
import { silentLogger, systemClock } from '../../src/ports/index.ts'
import { type LowdbStore, openLowdbStore } from '../../src/store/lowdb/index.ts'
import { together } from './support/crowd.ts'
import { benchArguments } from './support/report.ts'

const WRITERS = 100
/** The best of so many rounds counts: the others tell what else the machine was doing. */
const ROUNDS = 10
const TURNS = 2000
const SESSION = 's'.repeat(600)
const ADDRESS = 'a'.repeat(90)
const MESSAGE = 'm'.repeat(500)

/** What one size was measured to cost. */
interface Figures {
  readonly people: number
  readonly turnsPerSecond: number
  /** Processor time of one turn, in microseconds. */
  readonly cpuUs: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly openMs: number
  readonly rssMb: number
}

const { values, number } = benchArguments({
  name: 'store',
  about:
    'What the embedded store costs: a turn-like transaction with few and with many stored people.',
  options: {
    people: { type: 'string', value: 'n,n', default: '10,100000', help: 'how many are stored' },
    dir: {
      type: 'string',
      value: 'folder',
      default: tmpdir(),
      help: 'where the disk is that is measured',
    },
    only: { type: 'string', value: 'n', help: 'measures one size, in this process' },
  },
})

if (values.only !== undefined) {
  process.stdout.write(JSON.stringify(await measure(number('only'))))
} else {
  const figures: Figures[] = []
  for (const people of values.people.split(',')) figures.push(await measureApart(people))
  const first = figures[0]
  const ratios = figures.map(({ cpuUs }) => round(cpuUs / (first?.cpuUs ?? Number.NaN)))
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ writers: WRITERS, figures, ratios })}\n`)
  } else {
    figures.forEach((one, at) => {
      process.stdout.write(`${JSON.stringify(one)} cost, first = 1: ${ratios[at]}\n`)
    })
  }
}

async function measureApart(people: string): Promise<Figures> {
  const script = process.argv[1] ?? ''
  const flags = [...process.execArgv, '--expose-gc', script, '--only', people, '--dir', values.dir]
  const { stdout } = await promisify(execFile)(process.execPath, flags)
  return JSON.parse(stdout) as Figures
}

async function withStore<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(values.dir, 'dalil-bench-'))
  try {
    return await work(dir)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

function open(dir: string): Promise<LowdbStore> {
  return openLowdbStore({ dir, clock: systemClock, logger: silentLogger })
}

function measure(people: number): Promise<Figures> {
  return withStore(async (dir) => {
    const filling = await open(dir)
    await fill(filling, people)
    await filling.compact()
    await filling.close()
    const opening = performance.now()
    const store = await open(dir)
    const openMs = performance.now() - opening
    const id = (number: number) => toPersonId(`person-${(number * 7919) % people}`)
    await together(WRITERS, 2000, (number) => turn(store, number, id(number)))
    const rounds: Round[] = []
    for (let at = 1; at <= ROUNDS; at += 1) {
      rounds.push(await runRound(store, (number) => [at * TURNS + number, id(at * 31 + number)]))
    }
    globalThis.gc?.()
    const rssMb = Math.round(process.memoryUsage().rss / 2 ** 20)
    await store.close()
    const best = (of: (one: Round) => number) => round(Math.min(...rounds.map(of)))
    return {
      people,
      turnsPerSecond: Math.round(TURNS / Math.min(...rounds.map(({ seconds }) => seconds))),
      cpuUs: best(({ cpuUs }) => cpuUs),
      p50Ms: best(({ p50Ms }) => p50Ms),
      p99Ms: best(({ p99Ms }) => p99Ms),
      openMs: Math.round(openMs),
      rssMb,
    }
  })
}

interface Round {
  readonly seconds: number
  readonly cpuUs: number
  readonly p50Ms: number
  readonly p99Ms: number
}

async function runRound(
  store: LowdbStore,
  who: (number: number) => readonly [number, PersonId],
): Promise<Round> {
  const times: number[] = []
  const cpu = process.cpuUsage()
  const started = performance.now()
  await together(WRITERS, TURNS, async (number) => {
    const begun = performance.now()
    await turn(store, ...who(number))
    times.push(performance.now() - begun)
  })
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(cpu)
  times.sort((a, b) => a - b)
  return {
    seconds,
    cpuUs: (user + system) / TURNS,
    p50Ms: times[TURNS / 2] ?? 0,
    p99Ms: times[Math.floor(TURNS * 0.99)] ?? 0,
  }
}

async function fill(store: LowdbStore, people: number): Promise<void> {
  for (let begin = 0; begin < people; begin += 1000) {
    await store.transaction(async (kept) => {
      for (let number = begin; number < Math.min(people, begin + 1000); number += 1) {
        await kept.people.put(person(toPersonId(`person-${number}`), number))
      }
    })
  }
}

/** What a turn writes, and the sender after it. */
async function turn(store: LowdbStore, number: number, id: PersonId): Promise<void> {
  const at = 1_000_000 + number
  if (await store.deliveries.has(`d-${number}`)) return
  await store.people.find(id)
  await store.transaction(async (kept) => {
    await kept.deliveries.add(`d-${number}`, at)
    await kept.people.put(person(id, at))
    await kept.outbox.add({
      id: `o-${number}`,
      person: id,
      channel: 'telegram',
      address: ADDRESS,
      message: MESSAGE,
      createdAt: at,
      dueAt: at,
      attempts: 0,
      state: 'waiting',
    })
  })
  await store.outbox.delete(`o-${number}`)
}

function person(id: PersonId, at: number) {
  return {
    id,
    channel: 'telegram',
    address: ADDRESS,
    session: `${at}${SESSION}`,
    createdAt: 1,
    lastSeenAt: at,
    gone: false,
  } as const
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
