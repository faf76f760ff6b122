import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { UsageError } from '../arguments.ts'

/**
 * Refuses a file that a recording could not be kept in, before anybody has talked.
 *
 * @throws UsageError where it is there already, its folder is not, or no test would find it.
 */
export function refuseRecordFile(file: string): void {
  if (!file.endsWith('.yaml')) {
    throw new UsageError(`"${file}" is no file of a transcript; its name ends in .yaml.`)
  }
  if (existsSync(file)) {
    throw new UsageError(`${file} is there already; name another file, or remove it first.`)
  }
  if (!existsSync(dirname(file))) {
    throw new UsageError(`The folder ${dirname(file)} is not there; make it, or name another.`)
  }
}
