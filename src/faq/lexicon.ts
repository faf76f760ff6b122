import { normalize, skeletonOf, wordsOf } from '../core/index.ts'
import { hashOf } from './hash.ts'
import { stemOf } from './stem.ts'

/** Words that mean the same, by the name of what they mean; words may be short phrases. */
export type Lexicon = Readonly<Record<string, readonly string[]>>

/** Finds the meanings in a message. */
export interface LexiconIndex {
  readonly size: number
  /** A word on its own. */
  read(word: string, stem: string): CanonicalWord
  /** The words with every phrase of the lexicon that they hold made one. */
  canonical(texts: readonly string[], words: readonly CanonicalWord[]): readonly CanonicalWord[]
}

/** A word as its meaning (`known`) or as its stem. */
export interface CanonicalWord {
  readonly text: string
  readonly hash: number
  readonly known: boolean
}

/** What a Darija verb begins with, in Arabic letters: `كنخلص`, `غادي تخلص`, `نخلص`. */
const VERB_PREFIX = /^(?:كا?[نتي]|ت[نتي]|غا?[نتي]|س?[نتيا])(?=.{3,})/
/** The same in a skeleton, where `y` has gone: `knXls`, `GtXls`, `nXls`. */
const SOUND_PREFIX = /^(?:k[nt]|G[nt]|tn|[nktGl])(?=.{3,})/
/** What a Darija verb ends with that is denied or done by several: `ما خلصتش`, `ma khelastch`, `كيخلصو`. */
const NEGATION = /(?<=.{3,})(?:شي?|ch|sh)$/
const PLURAL = /(?<=.{3,})(?:وا?|ou|o|u|iw|iou)$/
/** The ending of an Arabic accusative: `مقاولا`, `عاملا`. */
const ACCUSATIVE = /(?<=[\u0600-\u06ff]{3,})ا$/
const SHORTEST_SKELETON = 3
const ARABIC = /[\u0600-\u06ff]/
/** Words under this name say nothing, as they are written: they only must not be heard as others. */
const NOTHING = 'nothing'
/** A sound of two meanings says nothing. */
const AMBIGUOUS = ''

/** A lexicon does not change; one that was edited is another one. */
const indexed = new WeakMap<Lexicon, LexiconIndex>()

/** Prepares a lexicon for looking words up; longer phrases win over the words in them. */
export function indexLexicon(lexicon: Lexicon): LexiconIndex {
  const index = indexed.get(lexicon) ?? buildIndex(lexicon)
  indexed.set(lexicon, index)
  return index
}

function buildIndex(lexicon: Lexicon): LexiconIndex {
  const meanings = new Map<string, string>()
  const phrases: PhraseStep = { next: new Map() }
  const stems = new Map<string, string>()
  const sounds = { arabic: new Map<string, string>(), latin: new Map<string, string>() }
  for (const [meaning, words] of Object.entries(lexicon)) {
    for (const word of words) {
      const parts = wordsOf(normalize(word))
      meanings.set(parts.join(' '), meaning)
      const [only] = parts
      if (only === undefined) continue
      if (parts.length > 1) {
        addPhrase(phrases, parts, meaning)
        continue
      }
      if (meaning === NOTHING) continue
      stems.set(stemOf(only), meaning)
      // `فاتورة` loses its first letter as if it were `ف`; `الفاتورة` does not.
      const definite = stemOf(`ال${only}`)
      if (ARABIC.test(only) && !stems.has(definite)) stems.set(definite, meaning)
      const sound = skeletonOf(only).replace(/^l(?=.{3,})/, '')
      if (sound.length < SHORTEST_SKELETON) continue
      const heard = ARABIC.test(only) ? sounds.arabic : sounds.latin
      const other = heard.get(sound) ?? meaning
      heard.set(sound, other === meaning ? meaning : AMBIGUOUS)
    }
  }

  /** Arabic letters first: `kader` is `قادر`, whatever French word has the same consonants. */
  function meaningOfSound(sound: string): string | undefined {
    const heard = sounds.arabic.get(sound) ?? sounds.latin.get(sound)
    return heard === AMBIGUOUS ? undefined : heard
  }

  function meaningOf(word: string, stem: string): string | undefined {
    const written =
      meanings.get(word) ??
      stems.get(stem) ??
      firstOf(bareForms(word), (bare) => stems.get(stemOf(bare)))
    if (written !== undefined) return written
    const sound = skeletonOf(word)
    if (sound.length < SHORTEST_SKELETON) return undefined
    return (
      meaningOfSound(sound) ??
      firstOf(new Set([word.replace(NEGATION, ''), ...bareForms(word)]), (bare) => {
        const heard = skeletonOf(bare)
        return meaningOfSound(heard) ?? meaningOfSound(heard.replace(SOUND_PREFIX, ''))
      })
    )
  }

  return {
    size: meanings.size,
    read(word, stem) {
      const meaning = meaningOf(word, stem)
      return meaning === undefined || meaning === NOTHING
        ? toCanonical(stem, false)
        : toCanonical(meaning, true)
    },
    canonical(texts, words) {
      const found: CanonicalWord[] = []
      for (let at = 0; at < texts.length; ) {
        const phrase = longestAt(phrases, texts, at)
        const word = words[at]
        if (phrase !== undefined)
          found.push(toCanonical(phrase.meaning, phrase.meaning !== NOTHING))
        else if (word !== undefined) found.push(word)
        at += phrase?.length ?? 1
      }
      return found
    },
  }
}

function toCanonical(text: string, known: boolean): CanonicalWord {
  return { text, hash: hashOf(text), known }
}

/** A word as the bare noun or verb it may be, the likelier first. */
function bareForms(word: string): ReadonlySet<string> {
  const affirmed = word.replace(NEGATION, '')
  const forms = new Set([word.replace(ACCUSATIVE, '')])
  for (const form of [word, affirmed, affirmed.replace(PLURAL, '')]) {
    forms.add(form).add(form.replace(VERB_PREFIX, ''))
  }
  return forms
}

function firstOf(
  forms: Iterable<string>,
  look: (form: string) => string | undefined,
): string | undefined {
  for (const form of forms) {
    const found = look(form)
    if (found !== undefined) return found
  }
  return undefined
}

/** Phrases word by word: what may follow, and what is meant if nothing does. */
interface PhraseStep {
  readonly next: Map<string, PhraseStep>
  meaning?: string
}

function addPhrase(phrases: PhraseStep, words: readonly string[], meaning: string): void {
  let step = phrases
  for (const word of words) {
    const next = step.next.get(word) ?? { next: new Map() }
    step.next.set(word, next)
    step = next
  }
  step.meaning = meaning
}

/** The longest phrase that begins at a word. */
function longestAt(
  phrases: PhraseStep,
  words: readonly string[],
  at: number,
): { readonly meaning: string; readonly length: number } | undefined {
  let found: { readonly meaning: string; readonly length: number } | undefined
  let step: PhraseStep | undefined = phrases
  for (let length = 1; at + length <= words.length; length++) {
    step = step.next.get(words[at + length - 1] ?? '')
    if (step === undefined) break
    if (step.meaning !== undefined) found = { meaning: step.meaning, length }
  }
  return found
}
