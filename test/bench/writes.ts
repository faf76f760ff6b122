/**
 * Writes a second that are on disk before they count, a hundred writers at once, beside
 * better-sqlite3 with the same guarantee (WAL, synchronous=FULL) on the same disk in turn.
 * `npm run -s bench -- writes [--json] [--dir /where/the/disk/is]`
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLogger, systemClock } from '../../src/ports/index.ts'
import { openLowdbStore } from '../../src/store/lowdb/index.ts'
import { together } from './support/crowd.ts'
import { installPeer } from './support/peers.ts'
import { benchArguments, printReport } from './support/report.ts'

const WRITERS = 100
const WRITES = 1000
/** In turn, so that all meet the same machine; the best round of each counts. */
const ROUNDS = 5
const FILLING = 's'.repeat(600)
/** Times as many as the peer that are wanted. */
const WANTED = 1

interface Database {
  put(name: string, value: string): void
  putAll(rows: readonly (readonly [name: string, value: string])[]): void
  close(): void
}

const { values } = benchArguments({
  name: 'writes',
  about: 'Writes a second that are on disk before they count, beside better-sqlite3.',
  options: {
    dir: {
      type: 'string',
      value: 'folder',
      default: tmpdir(),
      help: 'where the disk is that is measured',
    },
  },
})

installPeer('better-sqlite3')
const path = new URL('./better-sqlite3/database.js', import.meta.url).href
const { openDatabase } = await import(path)
const dir = mkdtempSync(join(values.dir, 'dalil-bench-'))
const store = await openLowdbStore({ dir, clock: systemClock, logger: silentLogger })
const database: Database = openDatabase(join(dir, 'peer.sqlite'))
const best = { dalil: 0, peer: 0, gathered: 0 }
try {
  for (let round = 0; round < ROUNDS; round += 1) {
    await measure('dalil', () => together(WRITERS, WRITES, keep))
    // It has no waiting of its own: writers come one after the other, each until it is on disk.
    await measure('peer', () =>
      together(WRITERS, WRITES, async (n) => database.put(nameOf(n), textOf(n))),
    )
    await measure('gathered', gathered)
  }
} finally {
  database.close()
  await store.close()
  rmSync(dir, { recursive: true, force: true })
}
const times = Math.round((100 * best.dalil) / best.peer) / 100
const report = {
  writers: WRITERS,
  writesPerSecond: best.dalil,
  peer: { name: 'better-sqlite3', writesPerSecond: best.peer, gatheredByHand: best.gathered },
  ...{ times, wanted: WANTED, ok: times >= WANTED },
}
printReport(report, values.json)
process.exitCode = report.ok ? 0 : 1

async function measure(whose: keyof typeof best, write: () => Promise<void>): Promise<void> {
  const began = performance.now()
  await write()
  const perSecond = Math.round((1000 * WRITES) / (performance.now() - began))
  best[whose] = Math.max(best[whose], perSecond)
}

function keep(number: number): Promise<void> {
  return store.settings.put(nameOf(number), textOf(number))
}

/** What a program reaches that gathers its writers' rows itself: a hundred in one transaction. */
async function gathered(): Promise<void> {
  for (let at = 0; at < WRITES; at += WRITERS) {
    database.putAll(
      Array.from({ length: WRITERS }, (_, one) => [nameOf(at + one), textOf(at + one)]),
    )
  }
}

/** Another one each time: SQLite does not write what a row holds already. */
function textOf(number: number): string {
  return `${performance.now()} ${number} ${FILLING}`
}

function nameOf(number: number): string {
  return `s-${number}`
}
