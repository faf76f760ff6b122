/**
 * What a turn costs with few and with many stored people, each size in a process of its own: a whole
 * Dalil, everything on disk before it counts. Beside it, what it costs to keep one changed person
 * with lowdb's own JSONFile adapter. `npm run -s bench -- people [--json] [--sizes 1000,100000]`
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Low } from 'lowdb'
import { JSONFile } from 'lowdb/node'
import { toPersonId } from '../../src/core/index.ts'
import { messageOf } from '../../src/errors.ts'
import { type PersonRecord, silentLogger, systemClock } from '../../src/ports/index.ts'
import { openLowdbStore } from '../../src/store/lowdb/index.ts'
import { allAtOnce } from './support/crowd.ts'
import { benchArguments, printReport } from './support/report.ts'
import { startWholeDalil } from './support/whole-dalil.ts'

/** How much more a turn may cost with the most people than with the fewest. */
const WANTED = 1.3
/** Those who write, of all who are stored. */
const WRITERS = 500
const ROUND_MS = 1500
/** The best round counts: the others tell what else the machine was doing. */
const ROUNDS = 4
const AT_ONCE = 5000
const DAY_MS = 86_400_000

/** What one size was measured to cost. */
interface Figures {
  readonly people: number
  /** Processor time of one turn, in microseconds. */
  readonly cpuUs: number
  readonly turnsPerSecond: number
  /** From reading the files to taking messages in. */
  readonly startMs: number
  readonly rssMb: number
  /** One changed person with lowdb's adapter, in ms; why not, where it cannot be done. */
  readonly jsonFileMs: number | string
}

const { values, number } = benchArguments({
  name: 'people',
  about:
    'What a turn costs with few and with many stored people, each size in a process of its own.',
  options: {
    sizes: {
      type: 'string',
      value: 'n,n',
      default: '1000,100000,1000000',
      help: 'how many are stored',
    },
    only: { type: 'string', value: 'n', help: 'measures one size, in this process' },
  },
})

if (values.only !== undefined) {
  process.stdout.write(JSON.stringify(await measure(number('only'))))
} else {
  const sizes = values.sizes.split(',')
  const [first, second] = [await measureAll(sizes), await measureAll(sizes)]
  // Sizes are minutes apart: of two times, the quieter one counts for each.
  const figures = first.map((one, at) => quieter(one, second[at] ?? one))
  const least = figures[0]?.cpuUs ?? Number.NaN
  const ratios = figures.map(({ cpuUs }) => Math.round((100 * cpuUs) / least) / 100)
  const report = { writers: WRITERS, figures, ratios, wanted: WANTED }
  printReport(report, values.json)
  process.exitCode = Math.max(...ratios) <= WANTED ? 0 : 1
}

async function measureAll(sizes: readonly string[]): Promise<readonly Figures[]> {
  const figures: Figures[] = []
  for (const size of sizes) figures.push(await measureApart(size))
  return figures
}

function quieter(one: Figures, other: Figures): Figures {
  return one.cpuUs <= other.cpuUs ? one : other
}

async function measureApart(size: string): Promise<Figures> {
  const flags = ['--max-old-space-size=6000', ...process.execArgv, process.argv[1] ?? '']
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, '--only', size])
  return JSON.parse(stdout) as Figures
}

async function measure(people: number): Promise<Figures> {
  const dir = mkdtempSync(join(tmpdir(), 'dalil-bench-'))
  try {
    await fill(dir, people)
    const figures = await measureTurns(dir, people)
    return { ...figures, jsonFileMs: await measureJsonFile(dir, people) }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

async function fill(dir: string, people: number): Promise<void> {
  const store = await openLowdbStore({ dir, clock: systemClock, logger: silentLogger })
  for (let at = 0; at < people; at += AT_ONCE) {
    await store.transaction(async (kept) => {
      for (let number = at; number < Math.min(people, at + AT_ONCE); number += 1) {
        await kept.people.put(personOf(number))
      }
    })
  }
  await store.compact()
  await store.close()
}

async function measureTurns(dir: string, people: number): Promise<Omit<Figures, 'jsonFileMs'>> {
  const began = performance.now()
  const dalil = await startWholeDalil({ dir })
  const startMs = Math.round(performance.now() - began)
  let question = 0
  const write = (person: number) =>
    dalil.say(person, { type: 'text', text: dalil.questionAt(question++) })
  await allAtOnce({ people: WRITERS, ms: ROUND_MS, write })
  const rounds = []
  for (let round = 0; round < ROUNDS; round += 1) {
    await dalil.running.dalil.idle()
    rounds.push(await allAtOnce({ people: WRITERS, ms: ROUND_MS, write }))
  }
  const rssMb = Math.round(process.memoryUsage.rss() / 2 ** 20)
  await dalil.stop()
  return {
    ...{ people, startMs, rssMb },
    cpuUs: Math.round(Math.min(...rounds.map(({ cpuUs }) => cpuUs))),
    turnsPerSecond: Math.round(Math.max(...rounds.map(({ perSecond }) => perSecond))),
  }
}

/** What lowdb does by itself: the whole file anew for each change, and no fsync. */
async function measureJsonFile(dir: string, people: number): Promise<number | string> {
  try {
    const kept = Array.from({ length: people }, (_, number) => personOf(number))
    const low = new Low(new JSONFile<PersonRecord[]>(join(dir, 'low.json')), kept)
    await low.write()
    const writes = people > 10_000 ? 3 : 50
    const began = performance.now()
    for (let at = 0; at < writes; at += 1) {
      await low.update((all) => {
        all[at] = { ...personOf(at), lastSeenAt: Date.now() }
      })
    }
    return Math.round((10 * (performance.now() - began)) / writes) / 10
  } catch (error) {
    return messageOf(error)
  }
}

/** Somebody as large as people are once they are sealed; they wrote a while ago. */
function personOf(number: number): PersonRecord {
  return {
    ...{ id: toPersonId(`person-${number}`), channel: 'telegram', gone: false },
    ...{ address: 'a'.repeat(90), session: `${number}${'s'.repeat(600)}` },
    ...{ createdAt: 1, lastSeenAt: Date.now() - DAY_MS - number },
  }
}
