import { crc32 } from './crc32.ts'

/**
 * How records lie in a file: `length checksum payload`, one a line. Length (of the payload, in
 * bytes) and CRC-32 are eight hexadecimal digits each; the payload is JSON, which has no raw line
 * break, so that a person can read a file and a reader can find the next record after a torn one.
 */
const HEADER_BYTES = 18

const HEADER = /^([0-9a-f]{8}) ([0-9a-f]{8}) $/u
const NEWLINE = 0x0a

/** What stands at a place in a file. */
export type Decoded =
  | { readonly type: 'record'; readonly payload: string; readonly end: number }
  /** The record goes on after what was read; `needed` bytes in all, as far as is known. */
  | { readonly type: 'incomplete'; readonly needed: number }
  | { readonly type: 'torn' }

/** Frames one record. */
export function encodeRecord(payload: string): Buffer {
  return encodeRecords([payload])
}

/** Frames records, one behind the other. */
export function encodeRecords(payloads: readonly string[]): Buffer {
  const lengths = payloads.map((payload) => Buffer.byteLength(payload))
  const all = lengths.reduce((sum, length) => sum + HEADER_BYTES + length + 1, 0)
  const records = Buffer.allocUnsafe(all)
  let at = 0
  for (const [number, payload] of payloads.entries()) {
    const begin = at + HEADER_BYTES
    const end = begin + (lengths[number] ?? 0)
    records.write(payload, begin)
    records[end] = NEWLINE
    const checksum = crc32(records.subarray(begin, end))
    records.write(`${hex(end - begin)} ${hex(checksum)} `, at, 'latin1')
    at = end + 1
  }
  return records
}

/** Reads the record that begins at `start`; `end` in the result is the offset after it. */
export function decodeRecord(buffer: Buffer, start: number, limit: number): Decoded {
  if (limit - start < HEADER_BYTES) return { type: 'incomplete', needed: HEADER_BYTES }
  const header = HEADER.exec(buffer.toString('latin1', start, start + HEADER_BYTES))
  if (header === null) return { type: 'torn' }
  const begin = start + HEADER_BYTES
  const end = begin + Number.parseInt(header[1] ?? '', 16)
  if (end >= limit) return { type: 'incomplete', needed: end + 1 - start }
  const isWhole =
    buffer[end] === NEWLINE &&
    crc32(buffer.subarray(begin, end)) === Number.parseInt(header[2] ?? '', 16)
  if (!isWhole) return { type: 'torn' }
  return { type: 'record', payload: buffer.toString('utf8', begin, end), end: end + 1 }
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0')
}
