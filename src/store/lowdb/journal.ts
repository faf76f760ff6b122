import { join } from 'node:path'
import type { Disk, DiskFile } from './disk.ts'
import { toWriteError } from './failures.ts'
import { journalName } from './files.ts'
import { encodeRecord } from './framing.ts'
import { headerPayload } from './records.ts'

/** The end of the journal, where records are appended. One call at a time. */
export class Journal {
  readonly #disk: Disk
  readonly #dir: string
  #file: DiskFile
  #number: number
  /** Bytes of whole records that are on disk. */
  #length: number
  /** Bytes behind {@link #length} may have been written by a call that failed. */
  #isDirty = false

  private constructor(disk: Disk, dir: string, file: DiskFile, number: number, length: number) {
    this.#disk = disk
    this.#dir = dir
    this.#file = file
    this.#number = number
    this.#length = length
  }

  /** Opens the journal of that number to go on after `length` bytes; makes it where there is none. */
  static async open(disk: Disk, dir: string, number: number, length: number): Promise<Journal> {
    const path = join(dir, journalName(number))
    if (length > 0) return new Journal(disk, dir, await disk.open(path, 'update'), number, length)
    const created = await create(disk, dir, number)
    return new Journal(disk, dir, created.file, number, created.length)
  }

  get number(): number {
    return this.#number
  }

  get length(): number {
    return this.#length
  }

  /**
   * Resolves once the bytes are on disk. After a failure the journal ends where it ended before:
   * the next call begins by cutting off what the failed one left, or fails itself.
   *
   * @throws DalilError `store:write_failed`, `store:read_only`
   */
  async append(bytes: Uint8Array): Promise<void> {
    try {
      if (this.#isDirty) await this.#cut()
      this.#isDirty = true
      await this.#file.write(bytes, this.#length)
      await this.#file.sync()
      this.#isDirty = false
      this.#length += bytes.length
    } catch (error) {
      if (this.#isDirty) await this.#cut().catch(() => {})
      throw toWriteError(error, `Writing to ${join(this.#dir, journalName(this.#number))}`)
    }
  }

  /** Begins the next journal; the one before stays as it is. */
  async rotate(): Promise<void> {
    try {
      if (this.#isDirty) await this.#cut()
      const created = await create(this.#disk, this.#dir, this.#number + 1)
      const old = this.#file
      this.#file = created.file
      this.#length = created.length
      this.#number += 1
      await old.close()
    } catch (error) {
      throw toWriteError(error, `Beginning a new journal in ${this.#dir}`)
    }
  }

  async close(): Promise<void> {
    await this.#file.close()
  }

  async #cut(): Promise<void> {
    await this.#file.truncate(this.#length)
    await this.#file.sync()
    this.#isDirty = false
  }
}

async function create(
  disk: Disk,
  dir: string,
  number: number,
): Promise<{ readonly file: DiskFile; readonly length: number }> {
  const header = encodeRecord(headerPayload('journal'))
  const file = await disk.open(join(dir, journalName(number)), 'empty')
  try {
    await file.write(header, 0)
    await file.sync()
    await disk.syncFolder(dir)
  } catch (error) {
    await file.close()
    throw error
  }
  return { file, length: header.length }
}
