import { skeletonOf } from '../core/index.ts'
import { isLatinWord, type ReadWord, toForm } from './read-words.ts'

/** Where a set of words occurs: for each place in a message, how many words it takes there. */
export interface WordSet {
  /** The lengths of the alternatives that begin at word `at`; none where it does not occur. */
  lengthsAt(words: readonly ReadWord[], at: number): readonly number[]
}

/** One word of an alternative. */
interface Token {
  readonly word: string
  /** Its sound, where it may be recognised by that; empty otherwise. */
  readonly sound: string
  readonly openStart: boolean
  readonly openEnd: boolean
  readonly mayBeMisspelt: boolean
}

type Alternative = readonly Token[]

/** A shorter sound is shared by too many words. */
const MIN_SOUND = 4
/** A shorter word is too near to others. */
const MIN_MISSPELT = 7

/**
 * Compiles alternatives, each one word or several neighbours. `mot*`, `*mot`, `*mot*` are open at
 * the star; `=mot` is taken to the letter: neither by its sound nor misspelt.
 */
export function compileWordSet(alternatives: readonly string[]): WordSet {
  const exact = new Map<string, Alternative[]>()
  const bySound = new Map<string, Alternative[]>()
  const open: Alternative[] = []
  const long: Alternative[] = []
  for (const text of alternatives) {
    const alternative = text.split(/\s+/).map(toToken)
    const first = alternative[0]
    if (first === undefined) continue
    if (first.openStart || first.openEnd) {
      open.push(alternative)
      continue
    }
    file(exact, first.word, alternative)
    if (first.sound !== '') file(bySound, first.sound, alternative)
    if (first.mayBeMisspelt) long.push(alternative)
  }

  return {
    lengthsAt(words, at) {
      const first = words[at]
      if (first === undefined) return []
      const lengths: number[] = []
      const tryAll = (candidates: readonly Alternative[] | undefined) => {
        for (const one of candidates ?? []) {
          if (one.every((token, step) => matches(words[at + step], token))) lengths.push(one.length)
        }
      }
      for (const form of first.forms) tryAll(exact.get(form))
      for (const sound of first.sounds) tryAll(bySound.get(sound))
      tryAll(open)
      if (first.isOdd) tryAll(long)
      return lengths
    },
  }
}

function file(index: Map<string, Alternative[]>, key: string, alternative: Alternative): void {
  const filed = index.get(key)
  if (filed === undefined) index.set(key, [alternative])
  else filed.push(alternative)
}

function toToken(text: string): Token {
  const isLiteral = text.startsWith('=')
  const bare = isLiteral ? text.slice(1) : text
  const word = toForm(bare)
  const isLatin = isLatinWord(word)
  const sound = isLatin || isLiteral ? '' : skeletonOf(word)
  return {
    word,
    sound: sound.length < MIN_SOUND ? '' : sound,
    openStart: bare.startsWith('*'),
    openEnd: bare.endsWith('*'),
    mayBeMisspelt: isLatin && !isLiteral && word.length >= MIN_MISSPELT,
  }
}

function matches(read: ReadWord | undefined, token: Token): boolean {
  if (read === undefined) return false
  if (read.forms.some((form) => same(form, token.word, token))) return true
  if (token.mayBeMisspelt) return read.isOdd && nearly(read.forms[0] ?? '', token.word)
  return token.sound !== '' && read.sounds.some((sound) => same(sound, token.sound, token))
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
