import type { Span } from '../buckets.ts'
import type { Shown } from '../hide/publish.ts'
import type { Group } from '../questions.ts'
import type { NamedNumber, Section } from '../sections.ts'
import { ACCENT, type Frame, INK, LINE, SOFT, TINT, tagOf } from './frame.ts'

const ROW = 19
const NAME_SHARE = 0.42
const NUMBER_WIDTH = 52
const SHARE_WIDTH = 44

/** The numbers at a glance, in boxes side by side. */
export function drawSummary(frame: Frame, numbers: readonly NamedNumber[]): void {
  const gap = 10
  const wide = (frame.width - gap * (numbers.length - 1)) / Math.max(1, numbers.length)
  const height = 74
  frame.need(height)
  for (const [at, { name, count }] of numbers.entries()) {
    const x = frame.at(at * (wide + gap), wide)
    const inside = { x: x + 10, width: wide - 20, direction: frame.direction }
    frame.paper.box(x, frame.y, wide, height, TINT, 8)
    frame.paper.text(frame.number(count), {
      ...inside,
      ...{ y: frame.y + 6, size: 22, weight: 'bold', color: ACCENT },
    })
    frame.paper.text(name, { ...inside, y: frame.y + 40, size: 9.5, color: SOFT, leading: 1.3 })
  }
  frame.y += height + 18
}

/** A heading and, below it, a bar for each number. The heading stays with its first rows. */
export function drawBars(frame: Frame, { title, rows, whole }: Section): void {
  frame.need(34 + Math.min(rows.length, 3) * ROW)
  frame.y += 6
  frame.say(title, { size: 12.5, weight: 'bold', color: ACCENT })
  frame.y += 2
  const most = Math.max(1, ...rows.map(({ count }) => count ?? 0))
  for (const row of rows) drawRow(frame, row, { most, whole })
  frame.y += 12
}

function drawRow(
  frame: Frame,
  { name, count }: NamedNumber,
  scale: { readonly most: number; readonly whole: Shown },
): void {
  const { paper, direction, width } = frame
  const nameWidth = width * NAME_SHARE
  const label = { width: nameWidth - 8, size: 9.5, direction, leading: 1.25 }
  const height = Math.max(ROW, paper.heightOf(name, label) + 5)
  frame.need(height)
  const { y } = frame
  paper.text(name, { ...label, x: frame.at(0, nameWidth - 8), y: y + 2 })
  const barWidth = width - nameWidth - NUMBER_WIDTH - SHARE_WIDTH - 8
  paper.box(frame.at(nameWidth, barWidth), y + 4, barWidth, 9, TINT, 2)
  const filled = (barWidth * (count ?? 0)) / scale.most
  if (filled > 0) paper.box(frame.at(nameWidth, filled), y + 4, filled, 9, ACCENT, 2)
  const end = { y: y + 1.5, direction, align: 'end' } as const
  const numberAt = nameWidth + barWidth + 8
  paper.text(frame.number(count), {
    ...end,
    ...{ x: frame.at(numberAt, NUMBER_WIDTH - 6), width: NUMBER_WIDTH - 6 },
    ...{ size: 10, weight: 'bold', color: INK },
  })
  const share = shareOf(frame, count, scale.whole)
  paper.text(share, {
    ...end,
    ...{ x: frame.at(numberAt + NUMBER_WIDTH, SHARE_WIDTH), width: SHARE_WIDTH },
    ...{ size: 10, color: SOFT },
  })
  frame.y += height
}

function shareOf({ locale }: Frame, part: Shown, whole: Shown): string {
  if (part === undefined || whole === undefined || whole === 0) return ''
  const style = { style: 'percent', maximumFractionDigits: 0 } as const
  return new Intl.NumberFormat(tagOf(locale), style).format(part / whole)
}

/** Numbers over time as columns; time runs in the direction of reading. */
export function drawColumns(
  frame: Frame,
  title: string,
  time: { readonly span: Span; readonly stretches: readonly Group[] },
): void {
  const height = 110
  frame.need(height + 60)
  frame.say(title, { size: 12.5, weight: 'bold', color: ACCENT })
  frame.y += 8
  const { paper, width, left } = frame
  const base = frame.y + height
  const top = Math.max(1, ...time.stretches.map(({ count }) => count ?? 0))
  const step = width / Math.max(1, time.stretches.length)
  const every = Math.ceil(time.stretches.length / 12)
  for (const [at, { key, count }] of time.stretches.entries()) {
    const tall = count === undefined ? 4 : (height * count) / top
    const wide = Math.min(step * 0.72, 46)
    const x = frame.at(at * step + (step - wide) / 2, wide)
    if (tall > 0) paper.box(x, base - tall, wide, tall, count === undefined ? LINE : ACCENT, 2)
    const room = step * every
    const label = { x: frame.at(at * step, room), width: room, direction: frame.direction }
    const small = { ...label, size: 8, color: SOFT, leading: 1.2 } as const
    const align = every === 1 ? 'center' : 'start'
    if (every === 1) {
      const above = { ...small, align, y: base - tall - 11, color: INK } as const
      paper.text(frame.number(count), above)
    }
    if (at % every === 0) {
      paper.text(stretchName(frame, key, time.span), { ...small, align, y: base + 4 })
    }
  }
  paper.rule(left, base, width, SOFT)
  frame.y = base + 40
}

function stretchName({ locale }: Frame, day: string, span: Span): string {
  const style =
    span === 'month'
      ? ({ month: 'short', year: '2-digit' } as const)
      : ({ day: 'numeric', month: 'short' } as const)
  const format = new Intl.DateTimeFormat(tagOf(locale), { ...style, timeZone: 'UTC' })
  return format.format(Date.parse(`${day}T00:00:00Z`))
}
