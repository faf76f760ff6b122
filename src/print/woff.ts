import { inflateSync } from 'node:zlib'

const HEADER = 44
const ENTRY = 20

/**
 * A WOFF font unpacked to the TrueType font that it wraps. The PDF library can read WOFF too, but
 * inflates it in JavaScript, which takes a second for each page that is made.
 *
 * @see https://www.w3.org/TR/WOFF/
 */
export function fromWoff(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, at) => readTable(woff, HEADER + at * ENTRY))
  const selector = Math.floor(Math.log2(count))
  const head = Buffer.alloc(12 + count * 16)
  woff.copy(head, 0, 4, 8)
  head.writeUInt16BE(count, 4)
  head.writeUInt16BE(16 * 2 ** selector, 6)
  head.writeUInt16BE(selector, 8)
  head.writeUInt16BE(16 * (count - 2 ** selector), 10)
  let offset = head.length
  for (const [at, { tag, checksum, bytes, padded }] of tables.entries()) {
    const entry = 12 + at * 16
    tag.copy(head, entry)
    checksum.copy(head, entry + 4)
    head.writeUInt32BE(offset, entry + 8)
    head.writeUInt32BE(bytes.length, entry + 12)
    offset += padded.length
  }
  return Buffer.concat([head, ...tables.map(({ padded }) => padded)])
}

function readTable(woff: Buffer, entry: number) {
  const offset = woff.readUInt32BE(entry + 4)
  const packed = woff.subarray(offset, offset + woff.readUInt32BE(entry + 8))
  const length = woff.readUInt32BE(entry + 12)
  // A table that would not become smaller is stored as it is.
  const bytes = packed.length === length ? packed : inflateSync(packed)
  return {
    tag: woff.subarray(entry, entry + 4),
    checksum: woff.subarray(entry + 16, entry + 20),
    bytes,
    padded: Buffer.concat([bytes, Buffer.alloc((4 - (length % 4)) % 4)]),
  }
}
