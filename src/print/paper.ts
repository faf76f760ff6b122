import type { Direction } from '../core/index.ts'
import { loadPdfKit } from './drawing.ts'
import { fontBytes, WEIGHTS, type Weight } from './fonts.ts'
import { linesOf, type Measure } from './lines.ts'
import { SCRIPTS, type Script } from './pieces.ts'
import { qrModules, runsOf } from './qr.ts'

/** A PDF that is being drawn; lengths are in points, measured from the top left. */
export interface Paper {
  readonly width: number
  readonly height: number
  /** Sets a text; the y just below it. */
  text(text: string, box: TextBox): number
  /** How high a text would be. */
  heightOf(text: string, box: Omit<TextBox, 'x' | 'y'>): number
  /** How wide a text is in one line. */
  widthOf(text: string, box: Pick<TextBox, 'size' | 'weight' | 'direction'>): number
  box(x: number, y: number, width: number, height: number, color: string, radius?: number): void
  rule(x: number, y: number, width: number, color: string): void
  /** A QR code on white, `side` wide with its quiet zone. */
  qr(text: string, x: number, y: number, side: number): void
  addPage(): void
  /** Draws on each page once all are there: page numbers. */
  onEachPage(draw: (page: number, pages: number) => void): void
  finish(): Promise<Uint8Array>
}

/** Where and how a text is set. */
export interface TextBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
  readonly direction: Direction
  readonly weight?: 'regular' | 'bold'
  readonly color?: string
  /** Where lines begin, unless they stand in the middle or at the other end. */
  readonly align?: 'start' | 'center' | 'end'
  /** Height of a line as a multiple of the size. */
  readonly leading?: number
}

/** What a paper is made with. */
export interface PaperOptions {
  readonly format: 'A4' | 'A5'
  readonly title: string
  /** BCP 47 tag, for whoever has it read out. */
  readonly language: string
  readonly author: string
  /** ms since 1970. */
  readonly createdAt: number
}

/** The colour of text unless another is given. */
export const INK = '#1b2423'

/** Height of a line as a multiple of the size, unless another is given. */
export const LEADING = 1.45

/** From the top of a line to its baseline, as a share of the line's height. */
export const BASELINE = 0.72

const QUIET = 4

/** Opens an empty paper with one page. */
export function createPaper(options: PaperOptions): Paper {
  const { format, title, author, language, createdAt } = options
  const PdfDocument = loadPdfKit()
  const doc = new PdfDocument({
    ...{ size: format, margin: 0, bufferPages: true, lang: language, displayTitle: true },
    info: { Title: title, Author: author, CreationDate: new Date(createdAt) },
  })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  registerFonts(doc)
  const use = (script: Script, { size, weight = 'regular' }: Pick<TextBox, 'size' | 'weight'>) =>
    doc.font(fontName(script, weight)).fontSize(size)
  const measure = (box: Pick<TextBox, 'size' | 'weight'>): Measure => ({
    width: (text, script) => use(script, box).widthOfString(text),
    space: use('latin', box).widthOfString(' '),
  })
  const lines = (text: string, box: Omit<TextBox, 'x' | 'y'>) =>
    linesOf(text, { direction: box.direction, width: box.width, measure: measure(box) })
  const leadOf = ({ size, leading = LEADING }: Pick<TextBox, 'size' | 'leading'>) => size * leading
  return {
    width: doc.page.width,
    height: doc.page.height,
    text(text, box) {
      let y = box.y
      for (const line of lines(text, box)) {
        const left = box.x + indentOf(box, line.width)
        for (const { text: word, script, x } of line.placed) {
          use(script, box)
            .fillColor(box.color ?? INK)
            .text(word, left + x, y + leadOf(box) * BASELINE, {
              ...{ lineBreak: false, baseline: 'alphabetic' },
            })
        }
        y += leadOf(box)
      }
      return y
    },
    heightOf: (text, box) => lines(text, box).length * leadOf(box),
    widthOf: (text, box) =>
      linesOf(text, {
        direction: box.direction,
        width: Number.POSITIVE_INFINITY,
        measure: measure(box),
      })[0]?.width ?? 0,
    box(x, y, width, height, color, radius = 0) {
      doc.roundedRect(x, y, width, height, radius).fill(color)
    },
    rule(x, y, width, color) {
      doc.rect(x, y, width, 0.8).fill(color)
    },
    qr(text, x, y, side) {
      const { size, isDark } = qrModules(text)
      const unit = side / (size + 2 * QUIET)
      doc.rect(x, y, side, side).fill('#ffffff')
      for (let row = 0; row < size; row += 1) {
        for (const { column, length } of runsOf(size, row, isDark)) {
          doc.rect(x + (column + QUIET) * unit, y + (row + QUIET) * unit, length * unit, unit)
        }
      }
      doc.fill('#000000')
    },
    addPage: () => void doc.addPage(),
    onEachPage(draw) {
      const { count } = doc.bufferedPageRange()
      for (let page = 0; page < count; page += 1) {
        doc.switchToPage(page)
        draw(page + 1, count)
      }
    },
    finish: () =>
      new Promise((resolve) => {
        doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
        doc.end()
      }),
  }
}

/** How far from the left edge of its box a line begins. */
export function indentOf({ width, align = 'start', direction }: TextBox, used: number): number {
  if (align === 'center') return (width - used) / 2
  const isRight = (align === 'end') === (direction === 'ltr')
  return isRight ? width - used : 0
}

function registerFonts(doc: PDFKit.PDFDocument): void {
  for (const script of SCRIPTS) {
    for (const weight of WEIGHTS)
      doc.registerFont(fontName(script, weight), fontBytes(script, weight))
  }
}

function fontName(script: Script, weight: Weight): string {
  return `${script}-${weight}`
}
