import { editDistance, normalize, wordsOf } from '../core/index.ts'
import type { Town } from './towns.ts'

/** Words that say that a place follows, normalised. */
const BEFORE_PLACE = new Set(
  `a au aux de d en dans vers pres chez ville habite vis
   in at near from to around live city town
   f fi fe men mn mel 7da hda hdaya jiht dyal saken sakna sakena mdina mdint jit jay jaya
   ف في من حدا قرب جيهه جهه ب الي ل ساكن ساكنه مدينه جيت نواحي ديال`.split(/\s+/u),
)

/** Prefixes that Arabic writes together with the name: "in", "to", "from-the", "and". */
const ARABIC_PREFIXES = ['ف', 'ب', 'ل', 'و', 'فال', 'بال', 'لل', 'وال', 'ال', 'م', 'من', 'د']

/** The same in Darija written with Latin letters: "ftanja", "lcasa", "mn" stays a word. */
const LATIN_PREFIXES = ['f', 'l', 'm', 'b', 'd', 'fl', 'ml']

/** A misspelt name is only believed when it is long enough not to be another word. */
const MIN_MISSPELT_LENGTH = 6

type Trust = 'sure' | 'ambiguous' | 'only-alone'

interface Spelling {
  readonly town: Town
  readonly trust: Trust
}

interface Hit extends Spelling {
  /** Written together with "in", "from" …, which says that a place follows. */
  readonly announced: boolean
}

/** Finds the first town that a text names; a longer name wins over a shorter one in it. */
export function createTownFinder(all: readonly Town[]): (text: string) => Town | undefined {
  const spellings = spellingsOf(all)
  const longest = Math.max(1, ...[...spellings.keys()].map((name) => wordsOf(name).length))
  const lastWords = new Set([...spellings.keys()].map((name) => wordsOf(name).at(-1)))
  const byLetter = misspeltOnes(spellings)

  return (text) => find(wordsOf(normalize(text)))

  function find(words: readonly string[]): Town | undefined {
    for (let length = Math.min(longest, words.length); length > 0; length--) {
      for (let at = 0; at + length <= words.length; at++) {
        // What is written together with a name stands before it: names of many words end alike.
        if (length > 1 && !lastWords.has(words[at + length - 1])) continue
        const hit = look(spellings, words.slice(at, at + length).join(' '))
        if (hit === undefined) continue
        const alone = words.length === length
        const announced = hit.announced || BEFORE_PLACE.has(words[at - 1] ?? '')
        if (hit.trust === 'sure' || alone || (hit.trust === 'ambiguous' && announced)) {
          return hit.town
        }
      }
    }
    return misspelt(spellings, byLetter, words)
  }
}

function spellingsOf(all: readonly Town[]): Map<string, Spelling> {
  const spellings = new Map<string, Spelling>()
  for (const town of all) {
    const ambiguous = new Set(town.ambiguous.map(normalize))
    const onlyAlone = new Set(town.onlyAlone.map(normalize))
    for (const key of [...Object.values(town.name), ...town.also].map(normalize)) {
      if (key === '' || spellings.has(key)) continue
      const doubtful = ambiguous.has(key) ? 'ambiguous' : 'sure'
      spellings.set(key, { town, trust: onlyAlone.has(key) ? 'only-alone' : doubtful })
    }
  }
  return spellings
}

function look(spellings: Map<string, Spelling>, name: string): Hit | undefined {
  const exact = spellings.get(name)
  if (exact !== undefined) return { ...exact, announced: false }
  for (const prefix of ARABIC_PREFIXES) {
    if (!name.startsWith(prefix)) continue
    const rest = name.slice(prefix.length)
    const article =
      prefix === 'لل' || prefix.endsWith('ال') ? spellings.get(`ال${rest}`) : undefined
    const found = spellings.get(rest) ?? article
    if (found !== undefined) return { ...found, announced: prefix !== 'ال' }
  }
  const bare = spellings.get(`ال${name}`)
  if (bare !== undefined) return { ...bare, announced: false }
  const prefix = LATIN_PREFIXES.find((one) => name.startsWith(one) && sure(spellings, name, one))
  const joined = prefix === undefined ? undefined : spellings.get(name.slice(prefix.length))
  return joined === undefined ? undefined : { ...joined, announced: true }
}

/** A single letter before an ordinary word makes another ordinary word: only sure names count. */
function sure(spellings: Map<string, Spelling>, name: string, prefix: string): boolean {
  return spellings.get(name.slice(prefix.length))?.trust === 'sure'
}

interface LongName {
  readonly name: string
  readonly town: Town
}

/** The names that are believed when they are misspelt, by their first letter. */
function misspeltOnes(spellings: ReadonlyMap<string, Spelling>): ReadonlyMap<string, LongName[]> {
  const byLetter = new Map<string, LongName[]>()
  for (const [spelling, { town, trust }] of spellings) {
    const name = bare(spelling)
    if (trust !== 'sure' || name.length < MIN_MISSPELT_LENGTH) continue
    const letter = name.charAt(0)
    const already = byLetter.get(letter)
    if (already === undefined) byLetter.set(letter, [{ name, town }])
    else already.push({ name, town })
  }
  return byLetter
}

function misspelt(
  spellings: ReadonlyMap<string, Spelling>,
  byLetter: ReadonlyMap<string, readonly LongName[]>,
  words: readonly string[],
): Town | undefined {
  for (const [at, word] of words.entries()) {
    const announced = words.length <= 2 || BEFORE_PLACE.has(words[at - 1] ?? '')
    if (!announced || spellings.has(word)) continue
    const found = bare(word)
    if (found.length < MIN_MISSPELT_LENGTH) continue
    for (const { name, town } of byLetter.get(found.charAt(0)) ?? []) {
      if (editDistance(found, name, 1) <= 1) return town
    }
  }
  return undefined
}

/** Without the article: it makes short words look long and unlike words look alike. */
function bare(word: string): string {
  return word.startsWith('ال') ? word.slice(2) : word
}
