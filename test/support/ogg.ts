import { createRandom } from './models/encoder-model.ts'

const SAMPLES_A_PACKET = 960
const PACKETS_A_PAGE = 40

/** A voice message as messengers send it: OGG with Opus, noise or silence, 20 ms a packet. */
export function oggOpus(seconds: number, { silent = false } = {}): Buffer {
  const random = createRandom(5)
  const packet = () =>
    silent
      ? Buffer.from([0xf8, 0xff, 0xfe])
      : Buffer.from([0xf8, ...Array.from({ length: 60 }, () => Math.floor(random() * 256))])
  const head = Buffer.from('OpusHead\x01\x01\x00\x00\x80\xbb\x00\x00\x00\x00\x00', 'latin1')
  const tags = Buffer.from('OpusTags\x04\x00\x00\x00test\x00\x00\x00\x00', 'latin1')
  const pages = [page([head], 0, 2), page([tags], 0, 0)]
  const count = Math.round(seconds * 50)
  for (let from = 0; from < count; from += PACKETS_A_PAGE) {
    const length = Math.min(PACKETS_A_PAGE, count - from)
    const isLast = from + length === count
    const packets = Array.from({ length }, packet)
    pages.push(page(packets, (from + length) * SAMPLES_A_PACKET, isLast ? 4 : 0))
  }
  return Buffer.concat(pages.map((make, number) => make(number)))
}

function page(packets: readonly Buffer[], granule: number, flags: number) {
  return (number: number): Buffer => {
    const sizes = packets.map(({ length }) => length)
    const head = Buffer.alloc(27 + sizes.length)
    head.write('OggS', 0, 'latin1')
    head.writeUInt8(flags, 5)
    head.writeBigUInt64LE(BigInt(granule), 6)
    head.writeUInt32LE(7, 14)
    head.writeUInt32LE(number, 18)
    head.writeUInt8(sizes.length, 26)
    for (const [at, size] of sizes.entries()) head.writeUInt8(size, 27 + at)
    const whole = Buffer.concat([head, ...packets])
    whole.writeUInt32LE(checksum(whole), 22)
    return whole
  }
}

/** The checksum of OGG: CRC-32 without reflection (RFC 3533). */
function checksum(bytes: Buffer): number {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte << 24
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1
  }
  return crc >>> 0
}
