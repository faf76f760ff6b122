import { inflateRawSync } from 'node:zlib'

/** What a spreadsheet may unpack to, in bytes and in files. */
const MAX_UNPACKED = 24 * 1024 * 1024
const MAX_FILES = 200
/** More cells than these are no list of answers or partners. */
const MAX_CELLS = 100_000
/** A named range that covers more is refused: reading it would make all of its cells. */
const MAX_RANGE = 200_000

const END = 0x06054b50
const FILE = 0x02014b50
/** The end of a zip stands within so many bytes of its end. */
const END_WITHIN = 65_557

/** What a look into a zip found. */
export type ZipLook = 'fine' | 'broken' | 'too-large'

/**
 * Looks into a zip before a reader of spreadsheets unpacks it: each file is unpacked here, with a
 * limit that holds whatever the zip says of its sizes. Too many cells, and what would make a reader
 * build millions of them, is too large as well.
 */
export function lookIntoZip(bytes: Buffer): ZipLook {
  try {
    return look(bytes)
  } catch (error) {
    const isTooLarge =
      error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    return isTooLarge ? 'too-large' : 'broken'
  }
}

function look(bytes: Buffer): ZipLook {
  const end = findEnd(bytes)
  if (end === undefined) return 'broken'
  const count = bytes.readUInt16LE(end + 10)
  if (count > MAX_FILES) return 'too-large'
  let at = bytes.readUInt32LE(end + 16)
  let left = MAX_UNPACKED
  for (let file = 0; file < count; file += 1) {
    if (bytes.readUInt32LE(at) !== FILE) return 'broken'
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const content = unpack(bytes, at, left)
    if (content === undefined) return 'broken'
    left -= content.length
    if (left <= 0) return 'too-large'
    const found = name.endsWith('.xml') ? lookIntoXml(content.toString('utf8')) : 'fine'
    if (found !== 'fine') return found
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return 'fine'
}

function findEnd(bytes: Buffer): number | undefined {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - END_WITHIN); at -= 1) {
    if (bytes.readUInt32LE(at) === END) return at
  }
  return undefined
}

/** The content of a file of which the directory tells at `at`; throws where it has more than `most`. */
function unpack(bytes: Buffer, at: number, most: number): Buffer | undefined {
  const method = bytes.readUInt16LE(at + 10)
  const size = bytes.readUInt32LE(at + 20)
  const local = bytes.readUInt32LE(at + 42)
  const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  if (from + size > bytes.length) return undefined
  const packed = bytes.subarray(from, from + size)
  if (method === 0) return packed
  return method === 8 ? inflateRawSync(packed, { maxOutputLength: most }) : undefined
}

const CELL = /<c[\s>/]/gu
const DEFINED = /<definedName[^>]*>([^<]*)</gu
const RANGE = /\$?([A-Z]{1,3})?\$?(\d+)?:\$?([A-Z]{1,3})?\$?(\d+)?/gu
const LAST_ROW = 1_048_576

function lookIntoXml(xml: string): ZipLook {
  if (xml.includes('<!DOCTYPE')) return 'broken'
  if ([...xml.matchAll(CELL)].length > MAX_CELLS) return 'too-large'
  for (const [, ranges = ''] of xml.matchAll(DEFINED)) {
    for (const [, left, top, right, bottom] of ranges.matchAll(RANGE)) {
      const width = Math.abs(columnOf(right ?? 'XFD') - columnOf(left ?? 'A')) + 1
      const height = Math.abs(Number(bottom ?? LAST_ROW) - Number(top ?? 1)) + 1
      if (width * height > MAX_RANGE) return 'too-large'
    }
  }
  return 'fine'
}

function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}
