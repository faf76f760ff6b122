import { normalize, withoutDirectionMarks, wordsOf } from '../../core/index.ts'
import { MAX_READ_LENGTH } from '../limits.ts'
import type { Lexicon, Meaning } from './lexicon.ts'

/** A figure, or a word or phrase with what it means; a word that is not known means nothing. */
export type Token =
  | { readonly type: 'figure'; readonly text: string; readonly value: number }
  | { readonly type: 'word'; readonly text: string; readonly meaning: Meaning }

const FIGURES = /(?<![\p{L}\p{N}])(\d+)([\p{L}\p{N}]*)/gu
/** `20 000`, `20.000`, `1 250,50`: groups of three, then at most two decimals. */
const AMOUNTS =
  /(?<![\p{L}\p{N}])(\d{1,3}(?:[ \u00a0\u202f.,'٬]\d{3})+(?![\d])(?:[.,٫]\d{1,2}(?!\d))?|\d+(?:[.,٫]\d{1,2}(?!\d))?)([\p{L}\p{N}]*)/gu
const ORDINAL_ENDING = /^(?:er|ere|eme|e|st|nd|rd|th)$/u
const ARABIC_PREFIXES = ['و', 'ف', 'ب', 'ل', 'ال', 'وال', 'فال', 'بال', 'لل']

/** Whether a message is too long, or asks something, and so is hardly an answer. */
export function isQuestion(text: string): boolean {
  return text.length > MAX_READ_LENGTH || /[?؟]/u.test(text)
}

/** Arabic-Indic and Persian digits as 0 to 9, without hidden characters. */
export function westernDigits(text: string): string {
  return withoutDirectionMarks(text)
    .normalize('NFKC')
    .replace(/[٠-٩۰-۹]/gu, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
}

/** Cuts a message into figures and known phrases. `amounts`: `20 000` is one figure. */
export function tokenize(text: string, lexicon: Lexicon, amounts: boolean): readonly Token[] {
  const plain = westernDigits(text.slice(0, MAX_READ_LENGTH))
  const tokens: Token[] = []
  let at = 0
  for (const match of plain.matchAll(amounts ? AMOUNTS : FIGURES)) {
    const [whole, figure = '', ending = ''] = match
    const word = normalize(whole)
    // "3alf" is a word of its own where the lists know it; "20k" and "5mars" are a figure and a word.
    if (ending !== '' && lexicon.meanings.has(word)) continue
    const glued = normalize(ending)
    const known = glued === '' || lexicon.meanings.has(glued) || ORDINAL_ENDING.test(glued)
    if (!known) continue
    tokens.push(...words(plain.slice(at, match.index), lexicon))
    tokens.push({ type: 'figure', text: figure, value: figureValue(figure) })
    if (lexicon.meanings.has(glued)) tokens.push(...words(glued, lexicon))
    at = match.index + whole.length
  }
  return [...tokens, ...words(plain.slice(at), lexicon)]
}

function words(text: string, lexicon: Lexicon): Token[] {
  const all = wordsOf(normalize(text))
  const tokens: Token[] = []
  for (let at = 0; at < all.length; ) {
    const phrase = longestAt(all, at, lexicon)
    tokens.push({ type: 'word', text: phrase.text, meaning: phrase.meaning })
    at += phrase.length
  }
  return tokens
}

function longestAt(all: readonly string[], at: number, lexicon: Lexicon) {
  for (let length = Math.min(lexicon.longest, all.length - at); length > 0; length--) {
    if (length > 1 && !lexicon.lastWords.has(all[at + length - 1] ?? '')) continue
    const text = all.slice(at, at + length).join(' ')
    const meaning = lexicon.meanings.get(text) ?? prefixed(text, lexicon)
    if (meaning !== undefined) return { text, meaning, length }
  }
  return { text: all[at] ?? '', meaning: {}, length: 1 }
}

/** "and twenty", "in March", "the Monday" are one word in Arabic. */
function prefixed(text: string, lexicon: Lexicon): Meaning | undefined {
  for (const prefix of ARABIC_PREFIXES) {
    if (text.length < prefix.length + 2 || !text.startsWith(prefix)) continue
    const meaning = lexicon.meanings.get(text.slice(prefix.length))
    if (meaning !== undefined) return meaning
  }
  return undefined
}

function figureValue(figure: string): number {
  const grouped = figure.replace(/[ \u00a0\u202f.,'٬](?=\d{3}(?!\d))/gu, '')
  return Number(grouped.replace(/[,٫]/u, '.'))
}
