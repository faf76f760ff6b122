import { normalize, skeletonOf, wordsOf } from '../core/index.ts'

/** One word of a message in the forms it is compared in. */
export interface ReadWord {
  readonly written: string
  /** As written, then without what Arabic joins to the beginning of a word. */
  readonly forms: readonly string[]
  /** The sound of each form; none for an ordinary word of French or English, or for noise. */
  readonly sounds: readonly string[]
  /** Whether this may be a misspelling: written in Latin letters, and no ordinary word. */
  readonly isOdd: boolean
}

/** The words of harmless phrases: such a word is what it is, and no misspelling of another. */
export interface OrdinaryWords {
  readonly all: ReadonlySet<string>
  /** Those of French and English: no Darija in Latin letters. */
  readonly european: ReadonlySet<string>
}

const LATIN = /^[a-z0-9]+$/
/** No word of any language is written so: what stands at its end is there by chance. */
const UNSPEAKABLE = /[bcdfghjklmnpqrstvwxz]{7}/
const DOUBLED = /(\p{L})\1+/gu
const AND = /^[وف](?=...|ما$|لا$)/u
const PREPOSITION = /^[بلك](?=...)/u
const ARTICLE = /^ال(?=..)/u
const MERGED_ARTICLE = /^لل(?=..)/u

/** Words are read once and remembered: the same ones come again and again. */
const MAX_REMEMBERED = 20_000

/** Makes what reads a message: normalised, doubled letters once, each word with its sounds. */
export function createWordsReader(ordinary: OrdinaryWords): (text: string) => readonly ReadWord[] {
  const remembered = new Map<string, ReadWord>()
  return (text) => wordsOf(normalize(text)).map(read)

  function read(word: string): ReadWord {
    const before = remembered.get(word)
    if (before !== undefined) return before
    const one = readWord(word, ordinary)
    if (remembered.size >= MAX_REMEMBERED) remembered.clear()
    remembered.set(word, one)
    return one
  }
}

function readWord(word: string, ordinary: OrdinaryWords): ReadWord {
  const plain = squash(word)
  const isLatin = LATIN.test(plain)
  const isOdd = isLatin && !ordinary.all.has(plain)
  const forms = isLatin ? [plain] : formsOf(plain)
  const hasSound = isLatin && !ordinary.european.has(plain) && !UNSPEAKABLE.test(plain)
  const sounds = hasSound ? [skeletonOf(plain)] : []
  return { written: plain, forms, sounds, isOdd }
}

/** Collects the words of harmless phrases. */
export function ordinaryWords(
  phrases: readonly { readonly text: string; readonly lang?: string }[],
): OrdinaryWords {
  const all = new Set<string>()
  const european = new Set<string>()
  for (const { text, lang } of phrases) {
    for (const word of wordsOf(normalize(text)).map(squash)) {
      all.add(word)
      if (lang === 'fr' || lang === 'en') european.add(word)
    }
  }
  return { all, european }
}

/** A word of a pattern in the form in which {@link createWordsReader} gives those of a message. */
export function toForm(word: string): string {
  return squash(normalize(word))
}

/** Whether a word is written in Latin letters. */
export function isLatinWord(word: string): boolean {
  return LATIN.test(word)
}

function squash(word: string): string {
  return word.replace(DOUBLED, '$1')
}

function formsOf(word: string): readonly string[] {
  const forms = new Set([word])
  const bare = word.replace(AND, '')
  forms.add(bare)
  forms.add(bare.replace(ARTICLE, ''))
  const named = bare.replace(MERGED_ARTICLE, 'ال').replace(PREPOSITION, '')
  forms.add(named)
  forms.add(named.replace(ARTICLE, ''))
  return [...forms]
}
