/**
 * Answers a second of one and of two processes over one PostgreSQL on this machine, which waits for
 * the disk as it does by default; and how many cores the first one left free for the second.
 * `npm run -s bench -- postgres [--json] [--people 50] [--seconds 6]`
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { isDalilError } from '../../src/errors.ts'
import { amount } from '../support/arguments.ts'
import { startPostgres } from '../support/postgres/server.ts'
import { allAtOnce } from './support/crowd.ts'
import { benchArguments, printReport } from './support/report.ts'
import { startWholeDalil } from './support/whole-dalil.ts'

/** Times as many answers that the second process is to bring, where a core is free for it. */
const WANTED = 1.6

const { values, number } = benchArguments({
  name: 'postgres',
  about: 'Answers a second of one and of two processes over one PostgreSQL on this machine.',
  options: {
    people: amount('50', 'people who write at once'),
    seconds: amount('6', 'how long each round takes'),
    worker: { type: 'string', value: 'name', help: 'is one of its processes' },
    url: { type: 'string', value: 'address', help: 'the database of that process' },
    key: { type: 'string', value: 'base64', help: 'the key of that process' },
  },
})
const people = number('people')
const ms = number('seconds') * 1000

if (values.worker === undefined) await measure()
else await work(values.worker)

/** One process: opens, says that it is ready, and answers when it is told to go. */
async function work(account: string): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'dalil-bench-'))
  const dalil = await startWholeDalil({ dir, databaseUrl: values.url, key: values.key, account })
  let question = 0
  const write = (person: number) => {
    const text = dalil.questionAt(question++)
    return untilKept(() => dalil.say(person, { type: 'text', text }))
  }
  await allAtOnce({ people, ms: ms / 3, write })
  for await (const _go of told('ready')) {
    const { perSecond } = await allAtOnce({ people, ms, write })
    process.stdout.write(`${perSecond}\n`)
  }
  await dalil.stop()
  rmSync(dir, { recursive: true, force: true })
}

/** What is turned away because all connections are taken is brought again, as platforms do. */
async function untilKept(say: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await say()
    } catch (error) {
      if (!isDalilError(error) || error.code !== 'store:unavailable') throw error
    }
  }
}

/** Says something, then hands out what it is told, line by line. */
function told(what: string): AsyncIterable<string> {
  process.stdout.write(`${what}\n`)
  return createInterface({ input: process.stdin })
}

async function measure(): Promise<void> {
  const server = await startPostgres()
  if (server === undefined) throw new Error('npm has no PostgreSQL for this platform.')
  const key = randomBytes(32).toString('base64')
  const workers = ['one', 'two'].map((name) => open(name, server.url, key))
  try {
    // One after the other: the first makes the tables.
    for (const worker of workers) await worker.next()
    const [first, second] = workers
    const alone = await together(first === undefined ? [] : [first])
    const both = await together(workers.slice(0, second === undefined ? 1 : 2))
    const times = Math.round((100 * both.perSecond) / alone.perSecond) / 100
    const report = {
      cores: cpus().length,
      one: alone,
      two: both,
      ...{ times, wanted: WANTED, ok: times >= WANTED },
    }
    printReport(report, values.json)
    process.exitCode = report.ok ? 0 : 1
  } finally {
    await Promise.all(workers.map((worker) => worker.end()))
    await server.stop()
  }
}

/** A process that works, seen from the one that measures. */
interface Worker {
  go(): void
  /** The next line that it says. */
  next(): Promise<string>
  end(): Promise<void>
}

async function together(workers: readonly Worker[]) {
  const before = busy()
  const began = performance.now()
  for (const worker of workers) worker.go()
  const rates = await Promise.all(workers.map(async (worker) => Number(await worker.next())))
  const busyCores = (busy() - before) / (performance.now() - began)
  return {
    perSecond: Math.round(rates.reduce((sum, rate) => sum + rate, 0)),
    busyCores: Math.round(100 * busyCores) / 100,
  }
}

/** How long all cores have worked so far, in ms. */
function busy(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0)
}

function open(name: string, url: string, key: string): Worker {
  const flags = [...process.execArgv, process.argv[1] ?? '', '--worker', name]
  const child: ChildProcess = spawn(
    process.execPath,
    [...flags, '--url', url, '--key', key, '--people', values.people, '--seconds', values.seconds],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const lines = createInterface({ input: child.stdout ?? process.stdin })[Symbol.asyncIterator]()
  return {
    go: () => void child.stdin?.write('go\n'),
    async next() {
      const { value, done } = await lines.next()
      if (done === true) throw new Error(`The process "${name}" ended before it had answered.`)
      return value
    },
    async end() {
      child.stdin?.end()
      await gone
    },
  }
}
