import { type Entry, type Locale, readIn, writtenIn } from '../../core/index.ts'
import { figuresOf } from '../figures.ts'
import { explainTurned, turnedAround } from './isolation.ts'
import type { EntryRule, Finding } from './rule.ts'

/** Longest answer, in characters: with the partner it still is one message on every channel. */
export const MAX_ANSWER_LENGTH = 750

/** Longest title, in characters: a numbered line of a menu on a small phone. */
export const MAX_TITLE_LENGTH = 45

/** The texts of an entry that people read. */
const PARTS = ['answers', 'title'] as const

/** Figures are compared with French, in which most sources are written. */
export const figuresDiffer: EntryRule = {
  rule: 'content/figures-differ',
  reason: 'An amount, a delay, a date or a phone number is the same in every language.',
  *find(entry, { months }) {
    const first = readIn(entry, 'fr')
    for (const part of PARTS) {
      const expected = figuresOf(entry[part][first], months)
      for (const locale of writtenIn(entry)) {
        const differs = compare(expected, figuresOf(entry[part][locale], months), first)
        if (differs === '') continue
        const message = `The figures of "${locale}" differ from those of "${first}": ${differs}.`
        yield { path: [part, locale], message }
      }
    }
  },
}

/** How figures differ from what is expected; empty where they do not. */
export function compare(expected: readonly string[], found: readonly string[], first: Locale) {
  const missing = expected.filter((figure) => !found.includes(figure))
  const extra = found.filter((figure) => !expected.includes(figure))
  return [
    ...(missing.length === 0 ? [] : [`"${first}" has ${missing.join(', ')}, missing here`]),
    ...(extra.length === 0 ? [] : [`here stands ${extra.join(', ')}, not in "${first}"`]),
  ].join('; ')
}

/** Longer is not read on a small screen, and does not fit every platform. */
export const answerTooLong: EntryRule = {
  rule: 'content/answer-too-long',
  reason: 'A long answer is not read on a small phone, and must be one message on every channel.',
  *find(entry, { longestText, whole }) {
    for (const locale of writtenIn(entry)) {
      yield* tooLong(['answers', locale], 'answer', entry.answers[locale].trim(), MAX_ANSWER_LENGTH)
      yield* tooLong(['title', locale], 'title', entry.title[locale], MAX_TITLE_LENGTH)
      const sent = whole(entry, locale).length
      if (sent <= longestText) continue
      const message = `With whom to confirm it the answer has ${sent} characters; the shortest channel takes ${longestText}.`
      yield { path: ['answers', locale], message, measure: [sent, longestText] }
    }
  },
}

function* tooLong(
  path: Finding['path'],
  name: string,
  text: string,
  most: number,
): Generator<Finding> {
  if (text.length <= most) return
  const message = `The ${name} has ${text.length} characters; at most ${most}.`
  yield { path, message, measure: [text.length, most] }
}

/** A phone number that a right-to-left line turns around is a wrong number. */
export const notIsolated: EntryRule = {
  rule: 'content/not-isolated',
  reason:
    'In a right-to-left line, a phone number or link that is not isolated is shown turned around.',
  *find(entry: Entry) {
    for (const part of PARTS) {
      for (const locale of writtenIn(entry)) {
        const found = turnedAround(entry[part][locale], locale)
        if (found !== undefined) yield { path: [part, locale], message: explainTurned(found) }
      }
    }
  },
}
