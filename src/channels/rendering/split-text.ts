import { type Span, spansOf } from './marks.ts'

/** Where a text may end, best first: paragraph, line, sentence (in Arabic too), clause, word. */
const ENDS = [
  /\n[^\S\n]*\n\s*/gu,
  /\n\s*/gu,
  /[.!?؟۔…]["»”’)\]\u2069*]*\s+/gu,
  /[,;:،؛]["»”’)\]\u2069*]*\s+/gu,
  /\s+/gu,
] as const

/** A part shorter than this share of the limit is not worth a message of its own. */
const SMALLEST_SHARE = 1 / 3

/** Characters that belong to the one before them: accents, variants, joiners, colours of skin. */
const CONTINUES = /^(?:\p{M}|\u200d|[\u{1f3fb}-\u{1f3ff}])$/u

/**
 * Splits a text so that no part is longer than `limit` UTF-16 code units, at the best end there is.
 * Bold and isolated stretches stay whole; one that is longer than a message by itself is closed and
 * opened again. `limit` is at least 32.
 */
export function splitText(text: string, limit: number): readonly string[] {
  const parts: string[] = []
  let rest = text.trim()
  while (rest.length > limit) {
    const [head, tail] = cut(rest, limit)
    parts.push(head)
    rest = tail
  }
  return rest === '' ? parts : [...parts, rest]
}

function cut(text: string, limit: number): readonly [string, string] {
  const spans = spansOf(text)
  const least = limit * SMALLEST_SHARE
  for (const end of ENDS) {
    const at = lastEnd(text, end, limit)
    const found = at.findLast((one) => one.head >= least && !isInside(spans, one.tail))
    if (found !== undefined) return [text.slice(0, found.head), text.slice(found.tail)]
  }
  const before = spans.find((span) => span.start < limit && span.end > limit)
  if (before !== undefined && before.start > 0) {
    return [text.slice(0, before.start).trimEnd(), text.slice(before.start)]
  }
  return cutInside(text, spans, limit)
}

interface End {
  /** Where the first part ends, and where the next begins: white space between them goes. */
  readonly head: number
  readonly tail: number
}

function lastEnd(text: string, pattern: RegExp, limit: number): readonly End[] {
  const ends: End[] = []
  for (const match of text.matchAll(pattern)) {
    const head = match.index + match[0].trimEnd().length
    if (head > limit) break
    if (head > 0) ends.push({ head, tail: match.index + match[0].length })
  }
  return ends
}

function isInside(spans: readonly Span[], at: number): boolean {
  return spans.some(({ start, end }) => start < at && at < end)
}

/** No end in sight: cut between two characters, and close and reopen what the cut goes through. */
function cutInside(text: string, spans: readonly Span[], limit: number): readonly [string, string] {
  const room = limit - 2 * MOST_OPEN
  const word = text.slice(0, room).search(/\s\S*$/u)
  const at = word > limit * SMALLEST_SHARE ? word : characterEnd(text, room)
  const open = spans.filter(({ start, end }) => start < at && at < end)
  const closed = open.map(({ close }) => close).reverse()
  const head = text.slice(0, at).trimEnd() + closed.join('')
  const tail = open.map((span) => span.open).join('') + text.slice(at).trimStart()
  return [head, tail]
}

/** Bold around an isolate, or the other way round; deeper nesting is nowhere written. */
const MOST_OPEN = 4

/** The last place at or before `at` that does not tear a character apart. */
function characterEnd(text: string, at: number): number {
  for (let end = at; end > at / 2; end--) {
    const next = text.codePointAt(end) ?? 0
    const isLow = next >= 0xdc00 && next <= 0xdfff
    const joins = text.charAt(end - 1) === '\u200d'
    if (!isLow && !joins && !CONTINUES.test(String.fromCodePoint(next))) return end
  }
  return at
}
