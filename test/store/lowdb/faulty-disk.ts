import { type Disk, type DiskFile, nodeDisk } from '../../../src/store/lowdb/index.ts'

/** The calls that can be made to fail. */
export type DiskCall = keyof Disk | keyof DiskFile

/** What a disk does before it makes a call: nothing, or throw. */
export type BeforeCall = (call: DiskCall, path: string) => void

/** A real disk whose calls can be made to fail. */
export function createFaultyDisk(before: BeforeCall): Disk {
  const guarded =
    <A extends [string, ...unknown[]], T>(call: DiskCall, run: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      before(call, args[0])
      return run(...args)
    }
  return {
    makeFolder: guarded('makeFolder', nodeDisk.makeFolder),
    list: guarded('list', nodeDisk.list),
    readText: guarded('readText', nodeDisk.readText),
    rename: guarded('rename', nodeDisk.rename),
    delete: guarded('delete', nodeDisk.delete),
    touch: guarded('touch', nodeDisk.touch),
    touchedAt: guarded('touchedAt', nodeDisk.touchedAt),
    syncFolder: guarded('syncFolder', nodeDisk.syncFolder),
    async open(path, mode) {
      before('open', path)
      return guardFile(await nodeDisk.open(path, mode), path, before)
    },
  }
}

function guardFile(file: DiskFile, path: string, before: BeforeCall): DiskFile {
  return {
    async read(buffer, position) {
      before('read', path)
      return file.read(buffer, position)
    },
    async write(bytes, position) {
      try {
        before('write', path)
      } catch (error) {
        // A disk that runs full takes a part first.
        await file.write(bytes.subarray(0, bytes.length >>> 1), position)
        throw error
      }
      await file.write(bytes, position)
    },
    async truncate(length) {
      before('truncate', path)
      await file.truncate(length)
    },
    async sync() {
      before('sync', path)
      await file.sync()
    },
    size: () => file.size(),
    close: () => file.close(),
  }
}

/** An error as the file system throws it. */
export function diskError(code: string): Error {
  return Object.assign(new Error(`${code}: said by the test`), { code })
}
