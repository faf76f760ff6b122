import { normalize } from '../core/index.ts'
import { CODE_LENGTH } from './code.ts'
import { toCode } from './fold.ts'
import { type Token, tokensOf } from './tokens.ts'

/** A code in a message, and the message without it. */
export interface FoundCode {
  readonly code: string
  /** What the person wrote besides the code and the greeting that the link put there. */
  readonly rest: string
}

/** What a reader knows. */
export interface CodeReaderOptions {
  readonly isKnown: (code: string) => boolean
  /** Words that announce a code: "code", "الرمز". A badly written code is believed beside one. */
  readonly labels: readonly string[]
  /** The words that links put into a message, in every language. */
  readonly greeting: readonly string[]
}

/** Finds a known code in a message, or `undefined`. */
export type CodeReader = (text: string) => FoundCode | undefined

/** A run of words that reads as a code. */
interface Window {
  readonly from: number
  readonly to: number
  readonly code: string
  readonly isExact: boolean
}

/** What may stand inside a code that somebody spaced out or hyphenated. */
const GAP = /^[ \u00a0\-‐–—_.·:'’/*]{1,3}$/u

/**
 * Creates a reader. It finds a code whatever people do to the message around it: in any case, with
 * spaces or hyphens inside, in letters that look alike, in Arabic script, glued to the next word.
 * The less it looks like a code, the more must speak for it: one that is spaced out over ordinary
 * words counts at either end of the message only, one that merely sounds right only alone or
 * beside a word that announces it. So ordinary words are not taken for a code.
 */
export function createCodeReader(options: CodeReaderOptions): CodeReader {
  const labels = new Set(options.labels.map(normalize))
  const opening = new Set([...labels, ...options.greeting.map(normalize)])
  return (text) => {
    const tokens = tokensOf(text)
    for (let from = 0; from < tokens.length; from += 1) {
      for (const window of windowsAt(text, tokens, from)) {
        if (!options.isKnown(window.code)) continue
        if (!isBelieved(text, tokens, window, labels)) continue
        return { code: window.code, rest: without(text, tokens, window, opening) }
      }
    }
    return undefined
  }
}

/** Runs of words from one on that have as many letters as a code. */
function* windowsAt(text: string, tokens: readonly Token[], from: number): Generator<Window> {
  let letters: string | undefined = ''
  let sounds: string | undefined = ''
  for (let to = from; to < Math.min(tokens.length, from + CODE_LENGTH); to += 1) {
    const token = tokens[to]
    const before = tokens[to - 1]
    if (token === undefined) return
    if (to > from && before !== undefined) {
      const gap = text.slice(before.end, token.start)
      if (before.isArabic !== token.isArabic || !GAP.test(gap)) return
    }
    letters = joined(letters, token.letters)
    sounds = joined(sounds, token.sounds)
    if (sounds === undefined || sounds.length > CODE_LENGTH) return
    const exact = letters === undefined ? undefined : toCode(letters, token.isArabic)
    const heard = toCode(sounds, token.isArabic)
    if (exact !== undefined) yield { from, to, code: exact, isExact: true }
    if (heard !== undefined && heard !== exact) yield { from, to, code: heard, isExact: false }
  }
}

function joined(before: string | undefined, next: string | undefined): string | undefined {
  return before === undefined || next === undefined ? undefined : before + next
}

function isBelieved(
  text: string,
  tokens: readonly Token[],
  { from, to, isExact }: Window,
  labels: ReadonlySet<string>,
): boolean {
  const isAtStart = from === 0
  const isAtEnd = to === tokens.length - 1
  if (isAtStart && isAtEnd) return true
  if (isLabelled(tokens, from, to, labels)) return true
  if (!isExact) return false
  const written = text.slice(tokens[from]?.start, tokens[to]?.end)
  const isArabic = tokens[from]?.isArabic === true
  const isWhole = !/[ \u00a0]/u.test(written) && !isArabic
  const isCapital = /\p{Lu}/u.test(written) && written === written.toUpperCase()
  return isWhole || isCapital || isAtStart || isAtEnd
}

function isLabelled(
  tokens: readonly Token[],
  from: number,
  to: number,
  labels: ReadonlySet<string>,
): boolean {
  const beside = [tokens[from - 1], tokens[to + 1]]
  return beside.some((token) => token !== undefined && labels.has(normalize(token.text)))
}

/** The message without the code and without the words of the greeting right around it. */
function without(
  text: string,
  tokens: readonly Token[],
  { from, to }: Window,
  opening: ReadonlySet<string>,
): string {
  const isOpening = (at: number) => opening.has(normalize(tokens[at]?.text ?? ''))
  let first = from
  let last = to
  while (first > 0 && isOpening(first - 1)) first -= 1
  while (last < tokens.length - 1 && isOpening(last + 1)) last += 1
  const before = text.slice(0, tokens[first]?.start)
  const after = text.slice(tokens[last]?.end)
  return tidy(
    `${before.replace(/[\s([{«"“:;,.#-]+$/u, '')} ${after.replace(/^[\s)\]}»"”:;,.،؛!-]+/u, '')}`,
  )
}

function tidy(text: string): string {
  const words = text.trim()
  return /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(words) ? words : ''
}
