import { normalize, wordsOf } from '../core/index.ts'

/** Small talk of one kind: what is said, and where it may stand beside a question. */
export interface CourtesyPhrases {
  readonly id: string
  readonly phrasings: readonly string[]
  /** Whether it may stand before a question, after one, or beside one but after other small talk. */
  readonly beside: readonly ('before' | 'after' | 'following')[]
  /** Words that go along with it and mean nothing of their own: "madam", "khoya". */
  readonly along: readonly string[]
  /** Words that mean nothing in a message that is small talk besides: "very", "bzaf". */
  readonly fill: readonly string[]
}

/** What of a message is small talk. */
export interface Spoken {
  /** The kinds of small talk at its beginning and its end, in their order. */
  readonly courtesies: readonly string[]
  /** The message without them; empty where it is nothing but small talk. */
  readonly rest: string
}

/** Tells small talk from the question that it comes with. */
export interface Courtesies {
  read(text: string): Spoken
}

const LONGEST_PHRASE = 8
/** A longer message is not all small talk, whatever it begins with. */
const MAX_WORDS = 60
/** In a word of so many letters, one may be wrong. */
const FORGIVING = 5
const MAX_REMEMBERED = 20_000
const LONGEST_REMEMBERED = 40
const TOKEN = /[^\s,;:.!?؟،؛…]+[,;:.!?؟،؛…]*|[,;:.!?؟،؛…]+/gu
const LETTERS = /[\p{L}\p{N}]/u

/**
 * Prepares small talk for being recognised word by word: with doubled letters, one wrong letter in
 * a longer word, and several pieces after one another. Greetings are a closed list; a question
 * that begins with one is understood by what follows.
 */
export function createCourtesies(kinds: readonly CourtesyPhrases[]): Courtesies {
  const phrases = new Map<string, CourtesyPhrases>()
  for (const kind of kinds) {
    for (const phrasing of kind.phrasings) {
      const key = canonicalWords(phrasing).join(' ')
      if (key !== '' && !phrases.has(key)) phrases.set(key, kind)
    }
  }
  const firsts = new Set([...phrases.keys()].map((phrase) => phrase.split(' ')[0]))
  const along = new Set(kinds.flatMap((kind) => kind.along.flatMap(canonicalWords)))
  const fill = new Set([...along, ...kinds.flatMap((kind) => kind.fill.flatMap(canonicalWords))])
  const spelling = createSpelling([...phrases.keys()].flatMap(wordsOf))
  const emoji = kinds.find(({ phrasings }) => !phrasings.some((text) => LETTERS.test(text)))

  const wordsIn = remembering(canonicalWords)

  type Fits = (kind: CourtesyPhrases, isFirst: boolean) => boolean
  const standsBeside =
    (side: 'before' | 'after'): Fits =>
    ({ beside }, isFirst) =>
      beside.includes(side) || (!isFirst && beside.includes('following'))

  /** The longest phrase that begins at a word. */
  function phraseAt(
    words: readonly string[],
    start: number,
    fits: (kind: CourtesyPhrases) => boolean,
  ) {
    if (!firsts.has(words[start])) return undefined
    const most = Math.min(LONGEST_PHRASE, words.length - start)
    for (let length = most; length > 0; length--) {
      const kind = phrases.get(words.slice(start, start + length).join(' '))
      if (kind !== undefined && fits(kind)) return { kind, length }
    }
    return undefined
  }

  /** How many words from a place on are small talk, and which. */
  function talkFrom(words: readonly string[], start: number, fits: Fits, idle = along) {
    const found: string[] = []
    let at = start
    while (at < words.length) {
      const phrase = phraseAt(words, at, (kind) => fits(kind, found.length === 0))
      if (phrase !== undefined) found.push(phrase.kind.id)
      else if (!isIdle(words[at] ?? '', idle)) break
      at += phrase?.length ?? 1
    }
    return { found, end: at }
  }

  /** Where the small talk begins that a message ends with. */
  function endingOf(words: readonly string[], from: number) {
    for (let start = from; start < words.length; start++) {
      const talk = talkFrom(words, start, standsBeside('after'))
      if (talk.end === words.length && talk.found.length > 0) return { ...talk, start }
    }
    return { found: [], start: words.length }
  }

  function isIdle(word: string, idle: ReadonlySet<string>): boolean {
    return idle.has(word) || !LETTERS.test(word)
  }

  return {
    read(text) {
      const tokens = (text.match(TOKEN) ?? []).map((raw) => ({ raw, words: wordsIn(raw) }))
      const words = tokens.flatMap((token) => token.words).map(spelling)
      if (words.length === 0 || words.length > MAX_WORDS) return { courtesies: [], rest: text }
      const whole = talkFrom(words, 0, () => true, fill)
      if (whole.end === words.length) {
        const found = whole.found.length > 0 || emoji === undefined ? whole.found : [emoji.id]
        return { courtesies: found, rest: found.length === 0 ? text : '' }
      }
      const opening = talkFrom(words, 0, standsBeside('before'))
      const start = opening.found.length === 0 ? 0 : opening.end
      const ending = endingOf(words, start + 1)
      return {
        courtesies: [...opening.found, ...ending.found],
        rest: cut(tokens, start, ending.start) || text,
      }
    },
  }
}

/** The tokens that hold the words from `start` up to `end`; one that holds others as well stays. */
function cut(
  tokens: readonly { readonly raw: string; readonly words: readonly string[] }[],
  start: number,
  end: number,
): string {
  let at = 0
  const kept = tokens.filter(({ words }) => {
    const [first, last] = [at, at + words.length]
    at = last
    return last > start && first < end
  })
  return kept.map(({ raw }) => raw).join(' ')
}

/** Words as they are compared: a letter that is written twice counts once. */
function canonicalWords(text: string): string[] {
  return wordsOf(normalize(text)).map((word) => word.replace(/(\p{L})\1+/gu, '$1'))
}

/** Finds the word that was meant where one letter is wrong, missing or too many. */
function createSpelling(known: readonly string[]): (word: string) => string {
  const words = new Set(known)
  const near = new Map<string, string>()
  for (const word of words) {
    if (word.length < FORGIVING) continue
    for (const form of withoutOne(word)) if (!near.has(form)) near.set(form, word)
  }
  const meant = (word: string) => {
    for (const form of withoutOne(word)) {
      const one = near.get(form)
      if (one !== undefined && one[0] === word[0]) return one
    }
    return word
  }
  const remember = remembering(meant)
  return (word) => (words.has(word) || word.length < FORGIVING ? word : remember(word))
}

/** Works out each word once: a few hundred make up most of what people write. */
function remembering<T>(workOut: (word: string) => T): (word: string) => T {
  const remembered = new Map<string, T>()
  return (word) => {
    const before = remembered.get(word)
    if (before !== undefined) return before
    const found = workOut(word)
    if (remembered.size >= MAX_REMEMBERED) remembered.clear()
    if (word.length <= LONGEST_REMEMBERED) remembered.set(word, found)
    return found
  }
}

/** The word, and the word without each of its letters. */
function withoutOne(word: string): readonly string[] {
  return [word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))]
}
