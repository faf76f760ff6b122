import { type Direction, directionOf, type Locale } from '../../core/index.ts'
import type { Paper, TextBox } from '../../print/index.ts'
import type { Shown } from '../hide/publish.ts'

export const INK = '#1b2423'
export const SOFT = '#4d5a57'
export const ACCENT = '#0b5d57'
export const TINT = '#e4f0ed'
export const LINE = '#d3dbd7'

const MARGIN = 48
const FOOT = 40

/** The page that a report is written on, from its top to its foot, in one direction of reading. */
export interface Frame {
  readonly paper: Paper
  readonly locale: Locale
  readonly direction: Direction
  readonly left: number
  readonly width: number
  /** Where the next thing goes. */
  y: number
  /** Goes to a new page where less room than this is left. */
  need(height: number): void
  /** A paragraph over the whole width. */
  say(text: string, look: Partial<Omit<TextBox, 'x' | 'y' | 'width' | 'direction'>>): void
  /** The left edge of something so wide that begins this far from where lines begin. */
  at(start: number, width: number): number
  number(value: Shown): string
}

/** Opens the frame on the first page. */
export function createFrame(paper: Paper, locale: Locale): Frame {
  const direction = directionOf(locale)
  const width = paper.width - 2 * MARGIN
  const format = new Intl.NumberFormat(tagOf(locale))
  const frame: Frame = {
    ...{ paper, locale, direction, left: MARGIN, width, y: MARGIN },
    need(height) {
      if (frame.y + height <= paper.height - FOOT - MARGIN / 2) return
      paper.addPage()
      frame.y = MARGIN
    },
    say(text, look) {
      const box = { x: MARGIN, width, size: 10.5, direction, ...look }
      frame.need(paper.heightOf(text, box))
      frame.y = paper.text(text, { ...box, y: frame.y })
    },
    at: (start, wide) => (direction === 'ltr' ? MARGIN + start : MARGIN + width - start - wide),
    number: (value) => (value === undefined ? '—' : format.format(value)),
  }
  return frame
}

/** Draws the number of each page at its foot. */
export function numberPages(
  { paper, left, width, direction }: Frame,
  text: (page: number, pages: number) => string,
): void {
  paper.onEachPage((page, pages) => {
    const y = paper.height - FOOT
    paper.rule(left, y, width, LINE)
    const box = { x: left, y: y + 6, width, size: 9, direction, color: SOFT }
    paper.text(text(page, pages), { ...box, align: 'center' })
  })
}

/** Arabic is written in Morocco with Western digits and its own names of months. */
export function tagOf(locale: Locale): string {
  return locale === 'ar' || locale === 'ary' ? 'ar-MA' : locale
}
