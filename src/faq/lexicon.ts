import { z } from 'zod'
import { type Fault, normalize, skeletonOf, wordsOf } from '../core/index.ts'
import {
  id,
  type ReadDocument,
  readDocument,
  type SourceFile,
  text,
  validate,
} from '../documents/index.ts'
import { hashOf } from './hash.ts'
import { stemOf } from './stem.ts'

/** Words that mean the same, by the name of what they mean; words may be short phrases. */
export type Lexicon = Readonly<Record<string, readonly string[]>>

const lexiconSchema = z.record(id, z.array(z.union([text, z.number().transform(String)])).min(1))

/** Reads `content/lexicon.yaml`; a word that stands under two meanings is a fault. Never throws. */
export function loadLexicon(
  file: SourceFile,
  read: ReadDocument = readDocument,
): {
  readonly lexicon: Lexicon
  readonly faults: readonly Fault[]
} {
  const document = read(file.path, file.source)
  const result = validate(document, lexiconSchema, 'lexicon/shape')
  if (result.value === undefined) return { lexicon: {}, faults: result.faults }
  const seen = new Map<string, string>()
  const faults: Fault[] = []
  for (const [meaning, words] of Object.entries(result.value)) {
    words.forEach((word, at) => {
      const key = normalize(word)
      const other = seen.get(key)
      if (other !== undefined && other !== meaning) {
        const message = `"${word}" stands under "${other}" and "${meaning}"; keep it under one.`
        const place = document.locate([meaning, at])
        faults.push({
          rule: 'lexicon/twice',
          severity: 'error',
          file: file.path,
          ...place,
          message,
        })
      }
      seen.set(key, meaning)
    })
  }
  return { lexicon: result.value, faults }
}

const LONGEST_PHRASE = 4

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
/** A sound of two meanings says nothing. */
const AMBIGUOUS = ''

/** Prepares a lexicon for looking words up; longer phrases win over the words in them. */
export function indexLexicon(lexicon: Lexicon): LexiconIndex {
  const phrases = new Map<string, string>()
  const stems = new Map<string, string>()
  const sounds = { arabic: new Map<string, string>(), latin: new Map<string, string>() }
  /** Words that a phrase begins with. */
  const firsts = new Set<string>()
  for (const [meaning, words] of Object.entries(lexicon)) {
    for (const word of words) {
      const parts = wordsOf(normalize(word))
      phrases.set(parts.join(' '), meaning)
      const [only] = parts
      if (only === undefined) continue
      if (parts.length > 1) {
        firsts.add(only)
        continue
      }
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
      phrases.get(word) ??
      stems.get(stem) ??
      firstOf(bareForms(word), (bare) => stems.get(stemOf(bare)))
    if (written !== undefined) return written
    const sound = skeletonOf(word)
    if (sound.length < SHORTEST_SKELETON) return undefined
    return (
      meaningOfSound(sound) ??
      firstOf([word.replace(NEGATION, ''), ...bareForms(word)], (bare) => {
        const heard = skeletonOf(bare)
        return meaningOfSound(heard) ?? meaningOfSound(heard.replace(SOUND_PREFIX, ''))
      })
    )
  }

  return {
    size: phrases.size,
    read(word, stem) {
      const meaning = meaningOf(word, stem)
      return toCanonical(meaning ?? stem, meaning !== undefined)
    },
    canonical(texts, words) {
      const found: CanonicalWord[] = []
      for (let at = 0; at < texts.length; ) {
        const phrase = firsts.has(texts[at] ?? '') ? longestAt(phrases, texts, at) : undefined
        const word = words[at]
        if (phrase !== undefined) found.push(toCanonical(phrase.meaning, true))
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
function bareForms(word: string): readonly string[] {
  const affirmed = word.replace(NEGATION, '')
  const verbs = [word, affirmed, affirmed.replace(PLURAL, '')].flatMap((form) => [
    form,
    form.replace(VERB_PREFIX, ''),
  ])
  return [word.replace(ACCUSATIVE, ''), ...verbs]
}

function firstOf(
  forms: readonly string[],
  look: (form: string) => string | undefined,
): string | undefined {
  for (const form of forms) {
    const found = look(form)
    if (found !== undefined) return found
  }
  return undefined
}

/** The longest phrase, of two words at least, that begins at a word. */
function longestAt(
  phrases: ReadonlyMap<string, string>,
  words: readonly string[],
  at: number,
): { readonly meaning: string; readonly length: number } | undefined {
  for (let length = Math.min(LONGEST_PHRASE, words.length - at); length > 1; length--) {
    const meaning = phrases.get(words.slice(at, at + length).join(' '))
    if (meaning !== undefined) return { meaning, length }
  }
  return undefined
}
