import * as zlib from 'node:zlib'

/** The table of CRC-32 as zlib and PNG have it. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value >>> 0
})

/** CRC-32 (IEEE) of some bytes. */
export function crc32(bytes: Uint8Array): number {
  // Missing from the first releases of Node 20.
  return typeof zlib.crc32 === 'function' ? zlib.crc32(bytes) : tableCrc32(bytes)
}

/** The same without the help of zlib. */
export function tableCrc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (let at = 0; at < bytes.length; at += 1) {
    crc = (crc >>> 8) ^ (TABLE[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}
