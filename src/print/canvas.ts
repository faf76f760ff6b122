import { deflateSync } from 'node:zlib'

/** A point, in pixels from the top left. */
export type Point = readonly [x: number, y: number]

/** Pixels that can be filled and written as a PNG. */
export interface Canvas {
  readonly width: number
  readonly height: number
  box(x: number, y: number, width: number, height: number, color: string): void
  /** Fills what closed outlines surround; edges are smooth. */
  fill(outlines: readonly (readonly Point[])[], color: string): void
  /** The first `rows` rows as a PNG. */
  toPng(rows: number): Uint8Array
}

/** Creates a white canvas. */
export function createCanvas(width: number, height: number): Canvas {
  const pixels = new Uint8Array(width * height * 3).fill(255)
  const blend = (x: number, y: number, cover: number, [red, green, blue]: Rgb) => {
    if (x < 0 || x >= width || y < 0 || y >= height) return
    const at = (y * width + x) * 3
    pixels[at] = mix(pixels[at], red, cover)
    pixels[at + 1] = mix(pixels[at + 1], green, cover)
    pixels[at + 2] = mix(pixels[at + 2], blue, cover)
  }
  return {
    width,
    height,
    box(x, y, boxWidth, boxHeight, color) {
      const rgb = toRgb(color)
      for (let row = Math.round(y); row < Math.round(y + boxHeight); row += 1) {
        for (let column = Math.round(x); column < Math.round(x + boxWidth); column += 1) {
          blend(column, row, 1, rgb)
        }
      }
    },
    fill(outlines, color) {
      const area = coverageOf(outlines)
      const rgb = toRgb(color)
      area.cover.forEach((cover, at) => {
        if (cover === 0) return
        blend(area.left + (at % area.width), area.top + Math.floor(at / area.width), cover, rgb)
      })
    },
    toPng: (rows) => toPng(pixels, width, Math.min(rows, height)),
  }
}

type Rgb = readonly [number, number, number]

function toRgb(color: string): Rgb {
  const value = Number.parseInt(color.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

function mix(below: number | undefined, above: number, cover: number): number {
  return Math.round((below ?? 255) * (1 - cover) + above * cover)
}

interface Coverage {
  readonly left: number
  readonly top: number
  readonly width: number
  /** How much of each pixel is inside, from 0 to 1, row by row. */
  readonly cover: Float32Array
}

/**
 * How much of each pixel lies inside: every edge notes in the rows it crosses how much it covers to
 * its right, and a running sum over each row adds that up. Outlines that run the other way cut out.
 */
function coverageOf(outlines: readonly (readonly Point[])[]): Coverage {
  const points = outlines.flat()
  const left = Math.floor(Math.min(...points.map(([x]) => x)))
  const top = Math.floor(Math.min(...points.map(([, y]) => y)))
  const width = Math.ceil(Math.max(...points.map(([x]) => x))) - left + 2
  const height = Math.ceil(Math.max(...points.map(([, y]) => y))) - top + 1
  if (points.length === 0) return { left: 0, top: 0, width: 1, cover: new Float32Array(0) }
  const sums = new Float32Array(width * height + 1)
  for (const outline of outlines) {
    for (const [index, [x, y]] of outline.entries()) {
      const [toX, toY] = outline[(index + 1) % outline.length] ?? [x, y]
      addEdge(sums, width, [x - left, y - top], [toX - left, toY - top])
    }
  }
  const cover = new Float32Array(width * height)
  for (let row = 0; row < height; row += 1) {
    let sum = 0
    for (let column = 0; column < width; column += 1) {
      sum += sums[row * width + column] ?? 0
      cover[row * width + column] = Math.min(1, Math.abs(sum))
    }
  }
  return { left, top, width, cover }
}

function addEdge(sums: Float32Array, width: number, from: Point, to: Point): void {
  if (from[1] === to[1]) return
  const sign = from[1] < to[1] ? 1 : -1
  const [[x0, y0], [x1, y1]] = sign === 1 ? [from, to] : [to, from]
  const slope = (x1 - x0) / (y1 - y0)
  for (let row = Math.floor(y0); row < y1; row += 1) {
    const [start, end] = [Math.max(row, y0), Math.min(row + 1, y1)]
    const xs = [x0 + (start - y0) * slope, x0 + (end - y0) * slope] as const
    addRow(sums, row * width, xs, sign * (end - start))
  }
}

/** One row of an edge: `height` of it, spread over the pixels between its two ends. */
function addRow(
  sums: Float32Array,
  row: number,
  xs: readonly [number, number],
  height: number,
): void {
  const [low, high] = [Math.min(...xs), Math.max(...xs)]
  const first = Math.floor(low)
  const last = Math.max(first, Math.ceil(high) - 1)
  let before = 0
  for (let column = first; column <= last + 1; column += 1) {
    const covered = coveredBelow(column + 1, low, high)
    sums[row + column] = (sums[row + column] ?? 0) + height * (covered - before)
    before = covered
  }
}

/** Of an edge from `low` to `high`: what it has covered, on average, to its right before `x`. */
function coveredBelow(x: number, low: number, high: number): number {
  // The mean over the edge of how much of the pixel that ends at `x` lies to its right.
  const clamp = (value: number) => Math.min(1, Math.max(0, value))
  if (high - low < 1e-6) return clamp(x - low)
  const primitive = (value: number) => {
    const part = clamp(value)
    return (part * part) / 2 + Math.max(0, value - 1)
  }
  return (primitive(x - low) - primitive(x - high)) / (high - low)
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** @see https://www.w3.org/TR/png-3/ */
function toPng(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const raw = Buffer.alloc(height * (width * 3 + 1))
  for (let row = 0; row < height; row += 1) {
    const line = pixels.subarray(row * width * 3, (row + 1) * width * 3)
    raw.set(line, row * (width * 3 + 1) + 1)
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return new Uint8Array(
    Buffer.concat([
      SIGNATURE,
      chunk('IHDR', head),
      chunk('IDAT', deflateSync(raw)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  )
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** CRC-32 as PNG has it; `node:zlib` has none in the first releases of Node 20. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
