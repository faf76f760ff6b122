import type { DiskFile } from './disk.ts'
import { decodeRecord } from './framing.ts'

/** How far a file could be read. */
export interface ReadResult {
  readonly records: number
  /** Bytes of whole records from the beginning; what follows is torn. */
  readonly length: number
  readonly size: number
}

const READ_BYTES = 1 << 20

/** Hands every whole record before the first torn one to `onRecord`, without the file in memory. */
export async function readRecords(
  file: DiskFile,
  onRecord: (payload: string) => void,
): Promise<ReadResult> {
  const size = await file.size()
  let buffer = Buffer.allocUnsafe(Math.min(READ_BYTES, size))
  let filled = await file.read(buffer, 0)
  let start = 0
  let length = 0
  let records = 0
  for (;;) {
    const decoded = decodeRecord(buffer, start, filled)
    if (decoded.type === 'record') {
      onRecord(decoded.payload)
      records += 1
      length += decoded.end - start
      start = decoded.end
      continue
    }
    const isMore = decoded.type === 'incomplete' && length + decoded.needed <= size
    if (!isMore) return { records, length, size }
    const kept = filled - start
    const next = Buffer.allocUnsafe(Math.max(READ_BYTES, decoded.needed))
    buffer.copy(next, 0, start, filled)
    const read = await file.read(next.subarray(kept), length + kept)
    if (read === 0) return { records, length, size }
    buffer = next
    filled = kept + read
    start = 0
  }
}

/** Whole records that lie behind a torn place: what a crash leaves has none, a damaged disk has. */
export function countRecordsAfterTear(tail: Buffer): number {
  let count = 0
  for (let start = 0; start < tail.length; ) {
    const decoded = decodeRecord(tail, start, tail.length)
    if (decoded.type === 'record') {
      count += 1
      start = decoded.end
      continue
    }
    const newline = tail.indexOf(0x0a, start)
    if (newline === -1) break
    start = newline + 1
  }
  return count
}
