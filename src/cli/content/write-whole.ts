import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** A file that is there as a whole or not at all. */
export function writeWhole(path: string, source: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.tmp`, source)
  renameSync(`${path}.tmp`, path)
}
