/**
 * Bold of the neutral markup: a pair of stars on one line that hug what is between them. A star in
 * "2 * 3" or a lone one stays a star; an Arabic prefix may touch the first star (`و*مسح*`).
 */
export const BOLD = /(?<![\p{N}*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\p{N}*])/gu

/** A stretch of text that must stay whole, with the marks that open and close it. */
export interface Span {
  readonly start: number
  /** The index after its last character. */
  readonly end: number
  readonly open: string
  readonly close: string
}

/** The bold and isolated (U+2066 to U+2069) stretches of a text, in order of their start. */
export function spansOf(text: string): readonly Span[] {
  const bold = [...text.matchAll(BOLD)].map((match) => {
    return { start: match.index, end: match.index + match[0].length, open: '*', close: '*' }
  })
  return [...bold, ...isolates(text)].sort((a, b) => a.start - b.start || b.end - a.end)
}

const POP = '\u2069'

function isolates(text: string): Span[] {
  const spans: Span[] = []
  const opened: { readonly start: number; readonly open: string }[] = []
  for (const { 0: mark, index } of text.matchAll(/[\u2066-\u2069]/gu)) {
    if (mark !== POP) {
      opened.push({ start: index, open: mark })
      continue
    }
    const last = opened.pop()
    if (last !== undefined) spans.push({ ...last, end: index + 1, close: POP })
  }
  return spans
}
