import { createKeyring, createSealer, rotateKeyFile } from '../../privacy/index.ts'
import { createResealer } from '../reseal.ts'
import { EXIT } from '../run.ts'
import type { Kept } from './kept.ts'

/** A crash in between is harmless: both keys are in the file, and rows are exchanged all at once. */
export async function rotateKey(kept: Kept, dir: string): Promise<number> {
  await kept.refuseInUse()
  const id = rotateKeyFile(dir)
  const { change, unsealable } = createResealer(createSealer(createKeyring({ dir })))
  const rows = await kept.rewrite(change)
  process.stdout.write(`${rows} rows are sealed with the new key ${id}\n`)
  if (unsealable() === 0) return EXIT.ok
  process.stdout.write(`${unsealable()} texts were sealed with a key that is lost, and stay so\n`)
  return EXIT.finding
}
