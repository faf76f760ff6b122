import { addTo, toDay, weekdayOf } from '../dates.ts'
import { numberAt } from './read-number.ts'
import { isQuestion, type Token, tokenize } from './tokens.ts'
import type { Words } from './words.ts'

/** The days between which a date is expected, `YYYY-MM-DD`; they decide what "5 March" means. */
export interface DateFrame {
  readonly today: string
  readonly min?: string | undefined
  readonly max?: string | undefined
}

/** A longer message tells a story rather than a date. */
const MAX_TOKENS = 12
/** A greater distance than this is a figure of something else. */
const MAX_COUNT = 1000

/**
 * The one date that an answer gives: `25/12/2026`, "5 mars", "hier", "il y a 3 jours", in any of
 * the languages and digits. Without a year it is the one that fits the frame, else the nearest.
 */
export function readDate(words: Words, text: string, frame: DateFrame): string | undefined {
  if (isQuestion(text)) return undefined
  const tokens = tokenize(text, words.lexicon(), false)
  if (tokens.length === 0 || tokens.length > MAX_TOKENS) return undefined
  return (
    withMonthName(tokens, frame) ??
    distance(tokens, frame) ??
    inFigures(tokens, frame) ??
    named(tokens, frame)
  )
}

/** "5 mars 2026", "March 5th", "premier avril": a month by name, the day beside it. */
function withMonthName(tokens: readonly Token[], frame: DateFrame): string | undefined {
  const at = tokens.findIndex((token, index) => {
    if (monthOf(token) === undefined) return false
    return dayAt(tokens, index - 1) !== undefined || dayAt(tokens, index + 1) !== undefined
  })
  const month = monthOf(tokens[at])
  if (month === undefined) return undefined
  const before = dayAt(tokens, at - 1)
  const day = before ?? dayAt(tokens, at + 1)
  if (day === undefined) return undefined
  const year = yearAt(tokens, before === undefined ? at + 2 : at + 1, frame)
  return year === undefined ? withoutYear(day, month, frame) : toDay(year, month, day)
}

/** "il y a 3 jours", "3 days ago", "يومين", "in two weeks". */
function distance(tokens: readonly Token[], frame: DateFrame): string | undefined {
  const at = tokens.findIndex((token) => unitOf(token) !== undefined)
  const found = unitOf(tokens[at])
  if (found === undefined) return undefined
  const direction = tokens
    .map((token) => (token.type === 'word' ? token.meaning.direction : undefined))
    .find((one) => one !== undefined)
  const counted = countBefore(tokens, at) ?? numberAt(tokens, at + 1)?.value
  // "قبل أسبوع", "شهر" after "since": one of it.
  const count = found.pair ? 2 : (counted ?? (direction === undefined ? undefined : 1))
  if (count === undefined || count > MAX_COUNT || !Number.isInteger(count)) return undefined
  const future = direction === 'in' || (direction === undefined && isFuture(frame))
  return addTo(frame.today, future ? count : -count, found.unit)
}

/** `25/12/2026`, `25 12`, `2026-12-25`. */
function inFigures(tokens: readonly Token[], frame: DateFrame): string | undefined {
  const figures = tokens.filter((token) => token.type === 'figure')
  const values = figures.map((token) => token.value)
  const [a = 0, b = 0, c = 0] = values
  if (values.length === 3) {
    if (figures[0]?.text.length === 4) return toDay(a, b, c)
    return toDay(fullYear(c, figures[2]?.text ?? '', frame), b, a)
  }
  return values.length === 2 ? withoutYear(a, b, frame) : undefined
}

/** "hier", "lundi dernier", "البارح". */
function named(tokens: readonly Token[], frame: DateFrame): string | undefined {
  if (tokens.some((token) => token.type === 'figure')) return undefined
  for (const token of tokens) {
    if (token.type !== 'word') continue
    const { relative, weekday } = token.meaning
    if (relative !== undefined) return addTo(frame.today, relative, 'day')
    if (weekday === undefined) continue
    const ahead = (weekday - weekdayOf(frame.today) + 7) % 7
    if (isFuture(frame)) return addTo(frame.today, ahead === 0 ? 7 : ahead, 'day')
    return addTo(frame.today, ahead - 7, 'day')
  }
  return undefined
}

function monthOf(token: Token | undefined): number | undefined {
  return token?.type === 'word' ? token.meaning.month : undefined
}

function dayAt(tokens: readonly Token[], at: number): number | undefined {
  const token = tokens[at]
  if (token === undefined) return undefined
  const value =
    token.type === 'figure' ? token.value : (token.meaning.ordinal ?? token.meaning.number)
  if (value !== undefined) return value >= 1 && value <= 31 ? value : undefined
  // "5 de mars", "5th of March", "5 في مارس": one small word may stand between.
  const isSmall = token.type === 'word' && token.text.length <= 3
  const beside = tokens[at - 1]
  return isSmall && beside?.type === 'figure' && beside.value <= 31 ? beside.value : undefined
}

function yearAt(tokens: readonly Token[], from: number, frame: DateFrame): number | undefined {
  for (const token of tokens.slice(from, from + 2)) {
    if (token.type === 'figure') return fullYear(token.value, token.text, frame)
  }
  return undefined
}

/** "26" is 2026; "98" is 1998, as nobody plans so far ahead. */
function fullYear(value: number, text: string, frame: DateFrame): number {
  if (text.length > 2) return value
  const year = 2000 + value
  return year > Number(frame.today.slice(0, 4)) + 10 ? year - 100 : year
}

function unitOf(token: Token | undefined) {
  if (token?.type !== 'word') return undefined
  const { unit, pair } = token.meaning
  if (pair !== undefined) return { unit: pair, pair: true }
  return unit === undefined ? undefined : { unit, pair: false }
}

/** The number that ends right before the unit, in figures or words. */
function countBefore(tokens: readonly Token[], unit: number): number | undefined {
  for (let at = 0; at < unit; at++) {
    const phrase = numberAt(tokens, at)
    if (phrase !== undefined && phrase.end === unit) return phrase.value
  }
  return undefined
}

function withoutYear(day: number, month: number, frame: DateFrame): string | undefined {
  const year = Number(frame.today.slice(0, 4))
  const days = [year, year - 1, year + 1]
    .map((candidate) => toDay(candidate, month, day))
    .filter((candidate) => candidate !== undefined)
  const fits = (date: string) =>
    (frame.min === undefined || date >= frame.min) && (frame.max === undefined || date <= frame.max)
  return days.find(fits) ?? days[0]
}

function isFuture(frame: DateFrame): boolean {
  return frame.min !== undefined && frame.min >= frame.today
}
