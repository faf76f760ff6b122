import { mkdir, open, readdir, readFile, rename, stat, unlink, utimes } from 'node:fs/promises'

/** An open file. Positions are given with each call; nothing is remembered between two. */
export interface DiskFile {
  /** Fills `buffer` from `position` on; resolves with how many bytes there were. */
  read(buffer: Uint8Array, position: number): Promise<number>
  /** Resolves once all bytes were handed to the system, which is not yet on disk. */
  write(bytes: Uint8Array, position: number): Promise<void>
  truncate(length: number): Promise<void>
  /** Resolves once all that was written is on disk. */
  sync(): Promise<void>
  size(): Promise<number>
  close(): Promise<void>
}

/** The calls of the file system that the store makes, so that tests can make each of them fail. */
export interface Disk {
  makeFolder(path: string): Promise<void>
  list(folder: string): Promise<readonly string[]>
  /** `new` fails where the file exists; `empty` makes it empty or new. */
  open(path: string, mode: 'read' | 'update' | 'empty' | 'new'): Promise<DiskFile>
  readText(path: string): Promise<string>
  rename(from: string, to: string): Promise<void>
  delete(path: string): Promise<void>
  /** Sets when a file was changed last. */
  touch(path: string, at: number): Promise<void>
  /** When a file was changed last. */
  touchedAt(path: string): Promise<number>
  /** Makes what was created, renamed and deleted in a folder last. */
  syncFolder(folder: string): Promise<void>
}

const FLAGS = { read: 'r', update: 'r+', empty: 'w+', new: 'wx+' } as const

/** The file system of the machine. What it creates, only its owner may read. */
export const nodeDisk: Disk = {
  async makeFolder(path) {
    await mkdir(path, { recursive: true, mode: 0o700 })
  },
  list: (folder) => readdir(folder),
  open: openFile,
  readText: (path) => readFile(path, 'utf8'),
  rename,
  delete: unlink,
  touch: (path, at) => utimes(path, at / 1000, at / 1000),
  async touchedAt(path) {
    const { mtimeMs } = await stat(path)
    return mtimeMs
  },
  async syncFolder(folder) {
    // Windows cannot open a folder; it needs no such call either.
    if (process.platform === 'win32') return
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  },
}

async function openFile(path: string, mode: keyof typeof FLAGS): Promise<DiskFile> {
  const handle = await open(path, FLAGS[mode], 0o600)
  return {
    async read(buffer, position) {
      let total = 0
      while (total < buffer.length) {
        const left = buffer.length - total
        const { bytesRead } = await handle.read(buffer, total, left, position + total)
        if (bytesRead === 0) break
        total += bytesRead
      }
      return total
    },
    async write(bytes, position) {
      // A disk that runs full takes part of the bytes, and says so at the next call only.
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await handle.write(
          bytes,
          done,
          bytes.length - done,
          position + done,
        )
        done += bytesWritten
      }
    },
    truncate: (length) => handle.truncate(length),
    sync: () => handle.datasync(),
    async size() {
      const { size } = await handle.stat()
      return size
    },
    close: () => handle.close(),
  }
}
