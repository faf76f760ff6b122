import { skeletonOf } from '../core/index.ts'
import { isLatinWord, type ReadWord, toForm } from './read-words.ts'

/** One word of an {@link Alternative}. */
export interface Token {
  readonly word: string
  /** Its sound, where it may be recognised by that; empty otherwise. */
  readonly sound: string
  readonly openStart: boolean
  readonly openEnd: boolean
  readonly mayBeMisspelt: boolean
}

/** One word, or several that follow one another. */
export type Alternative = readonly [Token, ...Token[]]

/** A shorter sound is shared by too many words. */
const MIN_SOUND = 4
/** Words that follow one another are known by their sounds together: each may then be shorter. */
const MIN_SOUND_TOGETHER = 5
/** A shorter word is too near to others. */
const MIN_MISSPELT = 7

/**
 * Reads one alternative of a set of words. `mot*`, `*mot`, `*mot*` are open at the star; `=mot` is
 * taken to the letter: neither by its sound nor misspelt. `undefined` where there is no word. The
 * same words stand in many alternatives: `known` keeps what was read of them.
 */
export function parseAlternative(text: string, known: Map<string, Token>): Alternative | undefined {
  const tokens = text
    .split(/\s+/)
    .map((word) => {
      const token = known.get(word) ?? toToken(word)
      known.set(word, token)
      return token
    })
    .filter((token) => token.word !== '')
  const together = tokens.reduce((length, { sound }) => length + sound.length, 0)
  const areHeard = tokens.length > 1 && together >= MIN_SOUND_TOGETHER
  const [first, ...others] = tokens.map((token) =>
    areHeard || token.sound.length >= MIN_SOUND ? token : { ...token, sound: '' },
  )
  return first === undefined ? undefined : [first, ...others]
}

/** Whether `word` is `token`. */
export function isWord(token: Token, word: ReadWord): boolean {
  return matches(word, token)
}

/** Whether the words after `at` are those of `alternative` after its first. */
export function goesOn(alternative: Alternative, words: readonly ReadWord[], at: number): boolean {
  for (let step = 1; step < alternative.length; step++) {
    const token = alternative[step]
    if (token !== undefined && !matches(words[at + step], token)) return false
  }
  return true
}

function toToken(text: string): Token {
  const isLiteral = text.startsWith('=')
  const bare = isLiteral ? text.slice(1) : text
  const word = toForm(bare)
  const isLatin = isLatinWord(word)
  const sound = isLatin || isLiteral ? '' : skeletonOf(word)
  return {
    word,
    sound,
    openStart: bare.startsWith('*'),
    openEnd: bare.endsWith('*'),
    mayBeMisspelt: isLatin && !isLiteral && word.length >= MIN_MISSPELT,
  }
}

function matches(read: ReadWord | undefined, token: Token): boolean {
  if (read === undefined) return false
  if (areSome(read.forms, token.word, token)) return true
  if (token.mayBeMisspelt) return read.isOdd && nearly(read.forms[0] ?? '', token.word)
  return token.sound !== '' && areSome(read.sounds, token.sound, token)
}

/** Fifty times a message: no function is made for it. */
function areSome(texts: readonly string[], word: string, token: Token): boolean {
  for (const text of texts) if (same(text, word, token)) return true
  return false
}

function same(text: string, word: string, { openStart, openEnd }: Token): boolean {
  if (openStart && openEnd) return text.includes(word)
  if (openStart) return text.endsWith(word)
  if (openEnd) return text.startsWith(word)
  return text === word
}

/** Whether one letter was left out, added or taken for another; never the first. */
function nearly(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a[0] !== b[0]) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++
  return Math.max(a.length, b.length) - start - end <= 1
}
