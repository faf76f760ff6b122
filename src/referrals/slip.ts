import type { Direction } from '../core/index.ts'
import { createPictures, type TextBox } from '../print/index.ts'

/** What stands on the picture of a slip. */
export interface Slip {
  readonly heading: string
  readonly code: string
  /** The partner. */
  readonly name: string
  /** For what, where, and how to reach it. */
  readonly lines: readonly string[]
  readonly bring: string
  readonly show: string
  /** The page on which the partner says what became of it. */
  readonly link: string
  readonly direction: Direction
}

const WIDTH = 720
/** More than the longest slip needs. */
const MAX_HEIGHT = 2400
const MARGIN = 40
const QR_SIDE = 300
const ACCENT = '#0b5d57'
const PAPER = '#ffffff'
const SOFT = '#4d5a57'
const LINE = '#d3dbd7'

/** Draws slips as PNG pictures, without a browser. */
export function createSlipPrinter(): (slip: Slip) => Uint8Array {
  const open = createPictures()
  return (slip) => {
    const picture = open(WIDTH, MAX_HEIGHT)
    const { direction } = slip
    const width = WIDTH - 2 * MARGIN
    const set = (
      text: string,
      y: number,
      style: Omit<TextBox, 'x' | 'y' | 'width' | 'direction'>,
    ) => picture.text(text, { x: MARGIN, y, width, direction, ...style })
    picture.box(0, 0, WIDTH, 176, ACCENT)
    set(slip.heading, 22, { size: 30, color: PAPER })
    picture.text(slip.code, {
      ...{ x: MARGIN, y: 70, width, size: 64, weight: 'bold', color: PAPER },
      ...{ direction: 'ltr', align: direction === 'rtl' ? 'end' : 'start' },
    })
    let y = set(slip.name, 200, { size: 34, weight: 'bold' }) + 6
    for (const line of slip.lines) y = set(line, y, { size: 26 })
    y += 18
    picture.box(MARGIN, y, width, 2, LINE)
    y = set(slip.bring, y + 14, { size: 24, color: SOFT }) + 10
    picture.qr(slip.link, (WIDTH - QR_SIDE) / 2, y, QR_SIDE)
    y = set(slip.show, y + QR_SIDE + 6, { size: 24, weight: 'bold', align: 'center' })
    return picture.finish(y + MARGIN / 2)
  }
}
