import { randomInt } from 'node:crypto'
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Logger, silentLogger, systemClock } from '../../src/ports/index.ts'
import { openLowdbStore } from '../../src/store/lowdb/index.ts'
import type { Scenario } from './scenario.ts'

const WRITES = 400
const NAME = 'journal-00000001.log'

/** One journal, damaged in a copy of its own each time: cut off, or with a bit turned over. */
export const journal: Scenario = {
  name: 'journal',
  about: 'a torn and a bit-flipped journal of the embedded store, anywhere in it',
  brief: 60,
  long: 2000,
  async run({ rounds, say }) {
    const dir = mkdtempSync(join(tmpdir(), 'dalil-journal-'))
    try {
      const whole = join(dir, 'whole')
      const ends = await writeJournal(whole)
      let kept = 0
      for (let round = 1; round <= rounds; round += 1) {
        const copy = join(dir, `copy-${round}`)
        cpSync(whole, copy, { recursive: true })
        const isCut = round % 2 === 0
        const at = damage(join(copy, NAME), isCut)
        // Cut off between two records, it is whole: there is nothing to say.
        const saysSo = !(isCut && ends.includes(at))
        const expected = ends.filter((end) => end <= at).length
        const found = await recover(copy)
        rmSync(copy, { recursive: true })
        if (found.rows !== expected || found.saidSo !== saysSo) {
          const says = `byte ${at}: ${found.rows} of ${expected} rows, said so: ${found.saidSo}`
          return { type: 'broken', says }
        }
        kept += found.rows
      }
      say(`${rounds} damaged journals of ${WRITES} records, ${kept} records kept`)
      return {
        type: 'held',
        says: `every record before the damage was kept, and the log said so, ${rounds} times`,
      }
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  },
}

/** Writes records one by one; resolves with where each of them ends. */
async function writeJournal(dir: string): Promise<readonly number[]> {
  const store = await openLowdbStore({ dir, clock: systemClock, logger: silentLogger })
  const ends: number[] = []
  for (let count = 0; count < WRITES; count += 1) {
    await store.settings.put(`s-${count}`, 'x'.repeat(randomInt(1, 600)))
    ends.push(statSync(join(dir, NAME)).size)
  }
  await store.close()
  return ends
}

/** Damages a file behind its header; returns the first byte that is not what it was. */
function damage(path: string, isCut: boolean): number {
  const { size } = statSync(path)
  const at = randomInt(60, size)
  if (isCut) {
    truncateSync(path, at)
    return at
  }
  const bytes = readFileSync(path)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << randomInt(8))
  writeFileSync(path, bytes)
  return at
}

async function recover(dir: string): Promise<{ readonly rows: number; readonly saidSo: boolean }> {
  const said: string[] = []
  const note = (message: string) => void said.push(message)
  const logger: Logger = { ...silentLogger, warn: note, error: note }
  const store = await openLowdbStore({ dir, clock: systemClock, logger })
  let rows = 0
  for (let count = 0; count < WRITES; count += 1) {
    if ((await store.settings.find(`s-${count}`)) === undefined) break
    rows += 1
  }
  await store.settings.put('after', 'it goes on')
  await store.close()
  return { rows, saidSo: said.some((line) => line.includes('moved aside')) }
}
