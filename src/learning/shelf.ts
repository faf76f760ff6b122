import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { messageOf } from '../errors.ts'
import type { Logger } from '../ports/index.ts'
import { pack, unpack } from './pack.ts'

/** Where what was learnt is kept between runs. */
export interface ShelfOptions {
  /** Folders that may hold it, looked through in order; something new goes to the first. */
  readonly modelDirs: readonly string[]
  readonly logger: Logger
}

/** Keeps what was learnt, by the hash of what it was learnt from. */
export interface Shelf {
  /** What is kept under this name; else it is learnt now, and kept. */
  recall<T extends object>(name: string, kind: string, learn: () => T): T
}

/** Of each kind so many are kept: the one in use, and those before it, to go back to at once. */
const KEPT = 3

/** Opens the shelf; what is damaged or cannot be written costs time at the next start, no more. */
export function openShelf({ modelDirs, logger }: ShelfOptions): Shelf {
  return {
    recall<T extends object>(name: string, kind: string, learn: () => T): T {
      const file = `${name}.${kind}`
      const known = read(file)
      // The name holds the hash of everything it was learnt from, so this is what learning gives.
      if (known !== undefined) return known as T
      const learnt = learn()
      // As it is read, other threads can share it.
      const isKept = keep(file, kind, learnt)
      return isKept ? ((read(file) as T | undefined) ?? learnt) : learnt
    },
  }

  function read(file: string): unknown {
    for (const dir of modelDirs) {
      let bytes: Buffer
      try {
        bytes = readShared(join(dir, file))
      } catch {
        continue
      }
      try {
        return unpack(bytes)
      } catch (error) {
        logger.warn('what was learnt is damaged and is learnt again', { reason: messageOf(error) })
      }
    }
    return undefined
  }

  /** Whether it could be kept. */
  function keep(file: string, kind: string, learnt: object): boolean {
    const dir = modelDirs[0]
    if (dir === undefined) return false
    try {
      mkdirSync(dir, { recursive: true })
      const path = join(dir, file)
      writeFileSync(`${path}.tmp`, pack(learnt))
      renameSync(`${path}.tmp`, path)
      forgetOlder(dir, kind)
      return true
    } catch (error) {
      logger.warn('what was learnt could not be kept', { reason: messageOf(error) })
      return false
    }
  }
}

/** Reads a file into memory that threads share: a second one that answers needs no copy of a model. */
function readShared(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.from(new SharedArrayBuffer(fstatSync(file).size))
    for (let at = 0; at < bytes.length; ) {
      const read = readSync(file, bytes, at, bytes.length - at, at)
      if (read === 0) return bytes.subarray(0, at)
      at += read
    }
    return bytes
  } finally {
    closeSync(file)
  }
}

function forgetOlder(dir: string, kind: string): void {
  const files = readdirSync(dir)
    .filter((file) => file.endsWith(`.${kind}`))
    .map((file) => ({ path: join(dir, file), at: statSync(join(dir, file)).mtimeMs }))
    .sort((a, b) => b.at - a.at)
  for (const { path } of files.slice(KEPT)) rmSync(path, { force: true })
}
