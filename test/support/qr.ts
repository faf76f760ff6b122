import { createRequire } from 'node:module'
import { inflateSync } from 'node:zlib'
import { PNG } from 'pngjs'

const jsQR: typeof import('jsqr').default = createRequire(import.meta.url)('jsqr')

/** What a scanner reads in a PNG picture; `undefined` where it finds no code. */
export function readPng(bytes: Uint8Array): string | undefined {
  const { data, width, height } = PNG.sync.read(Buffer.from(bytes))
  return jsQR(new Uint8ClampedArray(data), width, height)?.data
}

/** What a scanner reads in the QR code of a PDF, rebuilt from the squares that it draws. */
export function readPdf(pdf: Uint8Array): string | undefined {
  const squares = squaresOf(pdf)
  const left = Math.min(...squares.map(({ x }) => x))
  const top = Math.min(...squares.map(({ y }) => y))
  const unit = Math.min(...squares.map(({ height }) => height))
  const scale = 4 / unit
  const side =
    Math.ceil((Math.max(...squares.map(({ x, width }) => x + width)) - left) * scale) + 64
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const { x, y, width, height } of squares) {
    for (let row = 0; row < Math.round(height * scale); row += 1) {
      for (let column = 0; column < Math.round(width * scale); column += 1) {
        const at = Math.round((y - top) * scale) + row + 32
        const pixel = (at * side + Math.round((x - left) * scale) + column + 32) * 4
        pixels.fill(0, pixel, pixel + 3)
      }
    }
  }
  return jsQR(pixels, side, side)?.data
}

/** The longest run of rectangles that a page fills in one go: nothing else has so many. */
function squaresOf(pdf: Uint8Array) {
  const runs = streamsOf(Buffer.from(pdf)).flatMap((stream) =>
    [...stream.matchAll(/(?:[\d.]+ [\d.]+ [\d.]+ [\d.]+ re\s+)+/gu)].map(([run]) => run),
  )
  const longest = runs.reduce((a, b) => (b.length > a.length ? b : a), '')
  return [...longest.matchAll(/([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re/gu)].map((found) => {
    const [x = 0, y = 0, width = 0, height = 0] = found.slice(1).map(Number)
    return { x, y, width, height }
  })
}

function streamsOf(pdf: Buffer): string[] {
  const streams: string[] = []
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 1)) {
    try {
      streams.push(inflateSync(pdf.subarray(at + 7)).toString('latin1'))
    } catch {
      // The end of a stream, or one that is not compressed.
    }
  }
  return streams
}
