import { directionOf, type Locale } from '../core/index.ts'
import type { CampaignRecord, Texts } from '../ports/index.ts'
import { createPaper, type Paper } from '../print/index.ts'
import { spokenCode } from './code.ts'
import type { CampaignLink, Doors } from './links.ts'

/** What a poster is made of. */
export interface PosterOptions {
  readonly campaign: CampaignRecord
  /** Where its QR code leads. */
  readonly link: CampaignLink
  readonly doors: Doors
  readonly format: 'A4' | 'A5'
  readonly texts: Texts
  /** ms since 1970. */
  readonly createdAt: number
}

const ACCENT = '#0b5d57'
const TINT = '#e4f0ed'
const PALE = '#ffffff'
/** Sizes below are for A4, which is as wide. */
const A4_WIDTH = 595.28
const MARGIN = 44
const FOOT = 44

/**
 * A poster in two languages, as PDF: French and Arabic, in Darija or English where the campaign
 * speaks them. Without the QR code the words and the code say how to come, for who has no camera.
 */
export async function posterPdf(options: PosterOptions): Promise<Uint8Array> {
  const { campaign, format, texts, createdAt } = options
  const languages = languagesOf(campaign.locale)
  const [latin, arabic] = languages
  const title = `${texts.text(latin, titleKey(campaign, 'title'))} · ${campaign.code}`
  const author = texts.text(latin, 'campaigns:poster.name')
  const paper = createPaper({ format, title, author, language: latin, createdAt })
  const scale = paper.width / A4_WIDTH
  const columns = columnsOf(paper, scale, languages).map((one) => linesOf(options, one, scale))
  const heights = columns.map((lines) =>
    lines.reduce((sum, { text, box, gap }) => sum + paper.heightOf(text, box) + gap, 0),
  )
  const top = drawHead(paper, options, { scale, languages: [arabic, latin] })
  const room = paper.height - (FOOT + 34) * scale - Math.max(...heights)
  const below = drawCode(paper, options, { scale, y: top, room }) + 18 * scale
  for (const lines of columns) {
    let y = below
    for (const { text, box, gap } of lines) y = paper.text(text, { ...box, y }) + gap
  }
  drawFoot(paper, options, scale, languages)
  return paper.finish()
}

type Languages = readonly [latin: Locale, arabic: Locale]

/** The language in Latin letters, then the one in Arabic letters. */
function languagesOf(locale: Locale): Languages {
  return [locale === 'en' ? 'en' : 'fr', locale === 'ary' ? 'ary' : 'ar']
}

function titleKey({ topic }: CampaignRecord, what: 'title' | 'line'): string {
  return `campaigns:poster.topic.${topic ?? 'general'}.${what}`
}

/** The question that the poster asks, in both languages on a coloured ground. */
function drawHead(
  paper: Paper,
  { campaign, texts }: PosterOptions,
  look: { readonly scale: number; readonly languages: readonly Locale[] },
): number {
  const { scale, languages } = look
  const width = paper.width - 2 * MARGIN * scale
  const parts = languages.flatMap((locale) => {
    const base = { width, direction: directionOf(locale), align: 'center' as const, color: PALE }
    const title = { ...base, size: 31 * scale, weight: 'bold' as const, leading: 1.3 }
    const line = { ...base, size: 16 * scale }
    return [
      { text: texts.text(locale, titleKey(campaign, 'title')), box: title, gap: 2 * scale },
      { text: texts.text(locale, titleKey(campaign, 'line')), box: line, gap: 16 * scale },
    ]
  })
  const top = 34 * scale
  const heights = parts.map(({ text, box, gap }) => paper.heightOf(text, box) + gap)
  const height = heights.reduce((sum, one) => sum + one, top) + 8 * scale
  paper.box(0, 0, paper.width, height, ACCENT)
  let y = top
  for (const { text, box, gap } of parts) {
    y = paper.text(text, { ...box, x: MARGIN * scale, y }) + gap
  }
  return height
}

/** The QR code, as large as the words below it leave room for, and the code that is read out. */
function drawCode(
  paper: Paper,
  { campaign, link }: PosterOptions,
  look: { readonly scale: number; readonly y: number; readonly room: number },
): number {
  const { scale, y, room } = look
  const plate = { width: 300 * scale, height: 52 * scale }
  const side = Math.min(262 * scale, room - y - plate.height - 24 * scale)
  paper.qr(link.url, (paper.width - side) / 2, y + 12 * scale, side)
  const below = y + 12 * scale + side
  const x = (paper.width - plate.width) / 2
  paper.box(x, below, plate.width, plate.height, TINT, 12 * scale)
  paper.text(spokenCode(campaign.code), {
    ...{ x, y: below + 3 * scale, width: plate.width, size: 31 * scale, weight: 'bold' },
    ...{ direction: 'ltr', align: 'center', color: ACCENT },
  })
  return below + plate.height
}

interface Column {
  readonly locale: Locale
  readonly x: number
  readonly width: number
}

/** How to come, side by side, each language on its own side. */
function columnsOf(paper: Paper, scale: number, [latin, arabic]: Languages): readonly Column[] {
  const gap = 26 * scale
  const width = (paper.width - 2 * MARGIN * scale - gap) / 2
  return [
    { locale: latin, x: MARGIN * scale, width },
    { locale: arabic, x: MARGIN * scale + width + gap, width },
  ]
}

function linesOf(options: PosterOptions, { locale, x, width }: Column, scale: number) {
  const box = { x, width, direction: directionOf(locale), size: 14.5 * scale }
  const free = options.texts.text(locale, 'campaigns:poster.free')
  return [
    ...waysOf(options, locale).map((text) => ({ text, box, gap: 7 * scale })),
    { text: free, box: { ...box, weight: 'bold' as const, color: ACCENT }, gap: 0 },
  ]
}

function drawFoot(paper: Paper, { texts }: PosterOptions, scale: number, languages: Languages) {
  const height = FOOT * scale
  const y = paper.height - height
  paper.box(0, y, paper.width, height, ACCENT)
  for (const locale of languages) {
    paper.text(texts.text(locale, 'campaigns:poster.name'), {
      ...{ x: MARGIN * scale, y: y + 7 * scale, width: paper.width - 2 * MARGIN * scale },
      ...{ size: 18 * scale, weight: 'bold', color: PALE, direction: directionOf(locale) },
    })
  }
}

/** What to do, step by step: with a camera, without one, and then. */
function waysOf({ campaign, link, doors, texts }: PosterOptions, locale: Locale): string[] {
  const { code } = campaign
  const values = {
    code,
    number: spacedNumber(doors.whatsappNumber ?? ''),
    bot: doors.telegramBot ?? '',
    address: `${doors.publicUrl.replace(/^https?:\/\//u, '')}/?c=${code}`,
  }
  return [
    texts.text(locale, 'campaigns:poster.scan'),
    texts.text(locale, `campaigns:poster.or.${link.channel}`, values),
    texts.text(locale, 'campaigns:poster.ask'),
  ]
}

/** A number in the groups in which it is read: `+212 600 00 00 00`. */
function spacedNumber(digits: string): string {
  const local = /^(212)(\d{3})(\d\d)(\d\d)(\d\d)$/u.exec(digits)
  return local === null ? `+${digits}` : `+${local.slice(1).join(' ')}`
}
