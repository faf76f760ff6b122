import type { Font } from 'fontkit'
import { createCanvas, type Point } from './canvas.ts'
import { type Fonts, openFonts } from './fonts.ts'
import { linesOf, type Measure } from './lines.ts'
import { BASELINE, INK, indentOf, LEADING, type TextBox } from './paper.ts'
import type { Script } from './pieces.ts'
import { qrModules, runsOf } from './qr.ts'

/** A PNG that is being drawn, without a browser; lengths are in pixels, from the top left. */
export interface Picture {
  readonly width: number
  /** Sets a text; the y just below it. */
  text(text: string, box: TextBox): number
  /** How high a text would be. */
  heightOf(text: string, box: Omit<TextBox, 'x' | 'y'>): number
  box(x: number, y: number, width: number, height: number, color: string): void
  /** A QR code on white, as wide as whole pixels allow within `side`, in its middle. */
  qr(text: string, x: number, y: number, side: number): void
  /** The picture down to this height. */
  finish(height: number): Uint8Array
}

const QUIET = 4

/** Opens the fonts once, for any number of pictures. */
export function createPictures(): (width: number, maxHeight: number) => Picture {
  let fonts: Fonts | undefined
  return (width, maxHeight) => {
    fonts ??= openFonts()
    return createPicture(fonts, width, maxHeight)
  }
}

function createPicture(fonts: Fonts, width: number, maxHeight: number): Picture {
  const canvas = createCanvas(width, maxHeight)
  type Set = Pick<TextBox, 'size' | 'weight'>
  const fontOf = (script: Script, { weight = 'regular' }: Set) => fonts(script, weight)
  const measure = (box: Set): Measure => ({
    width: (text, script) => widthOf(fontOf(script, box), text, box.size),
    space: widthOf(fontOf('latin', box), ' ', box.size),
  })
  const lines = (text: string, box: Omit<TextBox, 'x' | 'y'>) =>
    linesOf(text, { direction: box.direction, width: box.width, measure: measure(box) })
  const leadOf = ({ size, leading = LEADING }: Pick<TextBox, 'size' | 'leading'>) => size * leading
  return {
    width,
    text(text, box) {
      let { y } = box
      for (const line of lines(text, box)) {
        const left = box.x + indentOf(box, line.width)
        for (const { text: word, script, x } of line.placed) {
          const at: Point = [left + x, y + leadOf(box) * BASELINE]
          const outlines = outlinesOf(fontOf(script, box), word, { at, size: box.size })
          for (const glyph of outlines) canvas.fill(glyph, box.color ?? INK)
        }
        y += leadOf(box)
      }
      return y
    },
    heightOf: (text, box) => lines(text, box).length * leadOf(box),
    box: canvas.box,
    qr(text, x, y, side) {
      const { size, isDark } = qrModules(text)
      const unit = Math.floor(side / (size + 2 * QUIET))
      const left = Math.round(x + (side - unit * size) / 2)
      const top = Math.round(y + (side - unit * size) / 2)
      canvas.box(x, y, side, side, '#ffffff')
      for (let row = 0; row < size; row += 1) {
        for (const { column, length } of runsOf(size, row, isDark)) {
          canvas.box(left + column * unit, top + row * unit, length * unit, unit, '#000000')
        }
      }
    },
    finish: (height) => canvas.toPng(Math.ceil(height)),
  }
}

function widthOf(font: Font, text: string, size: number): number {
  return (font.layout(text).advanceWidth * size) / font.unitsPerEm
}

/** The outlines of a word, glyph by glyph; the font joins and turns the letters of Arabic. */
function outlinesOf(
  font: Font,
  text: string,
  { at, size }: { readonly at: Point; readonly size: number },
): readonly (readonly (readonly Point[])[])[] {
  const { glyphs, positions } = font.layout(text)
  const scale = size / font.unitsPerEm
  let [x] = at
  return glyphs.flatMap((glyph, index) => {
    const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[index] ?? {}
    const left = x + xOffset * scale
    x += xAdvance * scale
    const toPixel = ([px, py]: Point): Point => [left + px * scale, at[1] - (py + yOffset) * scale]
    const outlines = flattened(glyph.path.commands).map((outline) => outline.map(toPixel))
    return outlines.length === 0 ? [] : [outlines]
  })
}

type Command = Font extends { getGlyph(id: number): { path: { commands: (infer C)[] } } }
  ? C
  : never

/** Straight pieces for each curve: finer than a pixel at the sizes of a slip. */
const PIECES = 8

/** Outlines of straight edges. */
function flattened(commands: readonly Command[]): readonly (readonly Point[])[] {
  const outlines: Point[][] = []
  const last = (): Point => outlines.at(-1)?.at(-1) ?? [0, 0]
  for (const { command, args } of commands) {
    const points = pairs(args)
    if (command === 'moveTo') outlines.push(points)
    if (command === 'lineTo') outlines.at(-1)?.push(...points)
    if (command === 'quadraticCurveTo' || command === 'bezierCurveTo') {
      const curve = [last(), ...points]
      for (let piece = 1; piece <= PIECES; piece += 1) {
        outlines.at(-1)?.push(onCurve(curve, piece / PIECES))
      }
    }
  }
  return outlines.filter((outline) => outline.length > 2)
}

function pairs(args: readonly number[]): Point[] {
  return args.flatMap((x, at): Point[] => (at % 2 === 0 ? [[x, args[at + 1] ?? 0]] : []))
}

/** A point of a Bézier curve of any degree (de Casteljau). */
function onCurve(points: readonly Point[], t: number): Point {
  const [first, ...rest] = points
  if (first === undefined) return [0, 0]
  if (rest.length === 0) return first
  const between = rest.map(([x, y], at): Point => {
    const [px, py] = points[at] ?? first
    return [px + (x - px) * t, py + (y - py) * t]
  })
  return onCurve(between, t)
}
