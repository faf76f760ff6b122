import { type Locale, saidIn } from '../../core/index.ts'
import { createPaper } from '../../print/index.ts'
import type { Overview } from '../overview.ts'
import { both, type ReportWords, sectionsOf, summaryOf } from '../sections.ts'
import { drawBars, drawColumns, drawSummary } from './charts.ts'
import { createFrame, numberPages, SOFT, tagOf } from './frame.ts'

/** What a report is made of. */
export interface ReportOptions {
  readonly overview: Overview
  readonly words: ReportWords
  readonly locale: Locale
  /** The name of the association or of Dalil. */
  readonly author: string
  /** ms since 1970. */
  readonly createdAt: number
}

/** More rows than these nobody reads on paper; the CSV has them all. */
const MOST_ROWS = 20

/** An overview as a PDF with charts, in one language: the same numbers as the pages show. */
export function reportPdf(options: ReportOptions): Promise<Uint8Array> {
  const { overview, words, locale, author, createdAt } = options
  const title = words.say('report.title')
  const paper = createPaper({ format: 'A4', title, author, language: tagOf(locale), createdAt })
  const frame = createFrame(paper, locale)
  const { from, to } = overview.period
  const format = new Intl.DateTimeFormat(tagOf(locale), { dateStyle: 'long', timeZone: 'UTC' })
  const day = (date: number) => saidIn(locale, format.format(date))
  frame.say(author, { size: 11, weight: 'bold', color: SOFT })
  frame.say(title, { size: 24, weight: 'bold', leading: 1.35 })
  const dates = { from: day(Date.parse(from)), to: day(Date.parse(to)) }
  frame.say(words.say('period-of', dates), { size: 13 })
  frame.y += 6
  frame.say(words.say('report.rule'), { size: 9.5, color: SOFT })
  frame.y += 12
  drawSummary(frame, summaryOf(overview, words))
  const { time } = overview.questions
  const byTime = both(words.say('questions.title'), words.say(`by.${time.span}`))
  drawColumns(frame, byTime, time)
  for (const section of sectionsOf(overview, words)) {
    drawBars(frame, { ...section, rows: section.rows.slice(0, MOST_ROWS) })
  }
  const made = words.say('report.made', { day: day(createdAt) })
  numberPages(frame, (page, pages) => {
    return `${made} · ${words.say('report.page', { page: String(page), pages: String(pages) })}`
  })
  return paper.finish()
}
