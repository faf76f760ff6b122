import { directionOf, isolateFor, readIn, writtenIn } from '../../core/index.ts'
import { figuresOf } from '../figures.ts'
import type { EntryRule } from './rule.ts'

/** Longest answer, in characters: with the partner it still is one message on every channel. */
export const MAX_ANSWER_LENGTH = 750

/** Longest title, in characters: a numbered line of a menu on a small phone. */
export const MAX_TITLE_LENGTH = 45

/** Figures are compared with French, in which most sources are written. */
export const figuresDiffer: EntryRule = {
  rule: 'content/figures-differ',
  reason: 'An amount, a delay or a phone number is the same in every language.',
  *find(entry) {
    const first = readIn(entry, 'fr')
    const expected = figuresOf(entry.answers[first])
    for (const locale of writtenIn(entry)) {
      const found = figuresOf(entry.answers[locale])
      const missing = expected.filter((figure) => !found.includes(figure))
      const extra = found.filter((figure) => !expected.includes(figure))
      if (missing.length === 0 && extra.length === 0) continue
      const parts = [
        ...(missing.length === 0 ? [] : [`"${first}" has ${missing.join(', ')}, missing here`]),
        ...(extra.length === 0 ? [] : [`here stands ${extra.join(', ')}, not in "${first}"`]),
      ]
      const message = `The figures of "${locale}" differ from those of "${first}": ${parts.join('; ')}.`
      yield { path: ['answers', locale], message }
    }
  },
}

/** Longer is not read on a small screen, and does not fit every platform. */
export const answerTooLong: EntryRule = {
  rule: 'content/answer-too-long',
  reason: 'A long answer is not read on a small phone, and must be one message on every channel.',
  *find(entry) {
    for (const locale of writtenIn(entry)) {
      const length = entry.answers[locale].trim().length
      if (length > MAX_ANSWER_LENGTH) {
        const message = `The answer has ${length} characters; at most ${MAX_ANSWER_LENGTH}.`
        yield { path: ['answers', locale], message }
      }
      if (entry.title[locale].length > MAX_TITLE_LENGTH) {
        const message = `The title has ${entry.title[locale].length} characters; at most ${MAX_TITLE_LENGTH}.`
        yield { path: ['title', locale], message }
      }
    }
  },
}

/** A phone number that a right-to-left line turns around is a wrong number. */
export const notIsolated: EntryRule = {
  rule: 'content/not-isolated',
  reason:
    'In a right-to-left line, a phone number or link that is not isolated is shown turned around.',
  *find(entry) {
    for (const locale of writtenIn(entry)) {
      if (directionOf(locale) === 'ltr') continue
      const shown = isolateFor(entry.answers[locale], locale)
      const bare = shown
        .replace(/\u2066[^\u2069]*\u2069/gu, '')
        .match(/https?:\/\/\S+|[a-z0-9-]+\.(?:ma|org|com)\b|\+?\d[\d -]{7,}\d/u)
      if (bare === null) continue
      yield {
        path: ['answers', locale],
        message: `"${bare[0]}" would be shown turned around; put a space on both sides of it.`,
      }
    }
  },
}
