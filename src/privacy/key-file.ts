import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { DalilError, messageOf } from '../errors.ts'

/** Only the user that runs Dalil may read the file. */
const OWNER_ONLY = 0o600

/** The secrets in a key file, one a line, newest first; `undefined` where there is no file. */
export function findKeyFile(path: string): readonly string[] | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new DalilError(
      'privacy:key_damaged',
      `${path} cannot be read: ${messageOf(error)}. Give the user that runs Dalil the right to.`,
      { cause: error },
    )
  }
  closeToOthers(path)
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  // An empty file is a lost key, not a first start: a new one would make everybody a stranger.
  return lines.length === 0 ? [''] : lines
}

/** Writes a key file that is there as a whole or not at all, in the place of the one before. */
export function writeKeyFile(path: string, lines: readonly string[]): void {
  write(path, lines, (unfinished) => renameSync(unfinished, path))
}

/**
 * Writes a key file where there is none; one that another process made meanwhile stays, or what that
 * one seals could be read by nobody.
 */
export function createKeyFile(path: string, line: string): void {
  write(path, [line], (unfinished) => {
    try {
      linkSync(unfinished, path)
    } catch {
      // Not because somebody was faster: a file system that has no second names for a file.
      if (!existsSync(path)) return renameSync(unfinished, path)
    }
    rmSync(unfinished)
  })
}

function write(path: string, lines: readonly string[], place: (unfinished: string) => void): void {
  const unfinished = `${path}.${process.pid}.tmp`
  try {
    const file = openSync(unfinished, 'w', OWNER_ONLY)
    try {
      writeSync(file, `${lines.join('\n')}\n`)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    place(unfinished)
    syncFolder(dirname(path))
  } catch (error) {
    throw new DalilError(
      'privacy:key_not_kept',
      `The key could not be written to ${path}: ${messageOf(error)}. ` +
        'Make the data folder writable, or give the key as DALIL_KEY.',
      { cause: error },
    )
  }
}

function closeToOthers(path: string): void {
  try {
    chmodSync(path, OWNER_ONLY)
  } catch {
    // Somebody else's file, or a system without such rights: reading it was possible, that is enough.
  }
}

/** A key that is lost in a power cut takes with it all that was sealed. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
