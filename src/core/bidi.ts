import { type Direction, directionOf, type Locale } from './locale.ts'

const LEFT_TO_RIGHT_ISOLATE = '\u2066'
const POP_ISOLATE = '\u2069'

/** Latin words, links, phone numbers and spaced amounts: what a right-to-left line would reorder. */
const LEFT_TO_RIGHT_RUN =
  /[+A-Za-zÀ-ÿ0-9](?:[A-Za-zÀ-ÿ0-9 .,:;/@%+\-_()&'’?=#~*]*[A-Za-zÀ-ÿ0-9%/])?/gu

/**
 * Isolates what is written from left to right inside a right-to-left text, so that the groups of a
 * phone number keep their order (Unicode Bidirectional Algorithm, UAX #9, isolates). A text that
 * is isolated already, and any left-to-right text, comes back as it is.
 */
export function isolate(text: string, direction: Direction): string {
  if (direction === 'ltr' || text.includes(LEFT_TO_RIGHT_ISOLATE)) return text
  return text.replace(LEFT_TO_RIGHT_RUN, (run) => (isReordered(run) ? wrap(run) : run))
}

/** {@link isolate} for a text in `locale`. */
export function isolateFor(text: string, locale: Locale): string {
  return isolate(text, directionOf(locale))
}

/** Removes every invisible direction mark, for comparing and for understanding. */
export function withoutDirectionMarks(text: string): string {
  return text.replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu, '')
}

function isReordered(run: string): boolean {
  return /[A-Za-zÀ-ÿ]/u.test(run) || /[0-9][ .,:/+-]+[0-9]/u.test(run) || /[+%]/u.test(run)
}

/** Stars of bold stay outside, in pairs: a run is split at them. */
function wrap(run: string): string {
  return run
    .split(/(\*)/u)
    .map((part) => {
      const core = part.trim()
      if (part === '*' || core === '' || !isReordered(core)) return part
      return part.replace(core, () => `${LEFT_TO_RIGHT_ISOLATE}${core}${POP_ISOLATE}`)
    })
    .join('')
}
