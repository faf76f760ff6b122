import { normalize, wordsOf } from '../core/index.ts'
import { createRandom, shuffle } from './random.ts'

/** A word that is spread over the labels like this, of what is possible, tells nothing about them. */
const SPREAD = 0.8
/** At least this share of the words has to be replaced: of the others people could still guess. */
const REPLACED = 0.5
/** Enough to tell which words hold sentences together. */
const MOST_TEXTS = 6000
/** A word of fewer phrasings could be spread by chance. */
const FEWEST = 8

/**
 * Messages about nothing that is known: phrasings of which every telling word is replaced by one
 * that nobody has ever seen (the letters of another, shuffled). They show calibration what a
 * question from another field looks like, where there is no example of any.
 */
export function foreignMessages(
  texts: readonly string[],
  labels: ArrayLike<number>,
  count: number,
  seed: number,
): string[] {
  const random = createRandom(seed)
  const order = Int32Array.from(texts.keys())
  shuffle(order, random)
  const looked = order.subarray(0, Math.max(MOST_TEXTS, count))
  const sentences = Array.from(looked, (at) => wordsOf(normalize(texts[at] ?? '')))
  const { common, telling } = sortWords(
    sentences,
    looked.map((at) => labels[at] ?? 0),
  )
  const invent = (word: string): string => {
    const arabic = ARABIC.test(word)
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const other = telling[Math.floor(random() * telling.length)] ?? word
      if (ARABIC.test(other) === arabic) return shuffled(other, random)
    }
    return shuffled(word, random)
  }
  return sentences
    .filter((words) => {
      const replaced = words.filter((word) => !common.has(word)).length
      return replaced > 0 && replaced >= REPLACED * words.length
    })
    .slice(0, count)
    .map((words) => words.map((word) => (common.has(word) ? word : invent(word))).join(' '))
}

/** Words that hold sentences together, and words that say what they are about. */
function sortWords(
  sentences: readonly (readonly string[])[],
  labels: ArrayLike<number>,
): { readonly common: ReadonlySet<string>; readonly telling: readonly string[] } {
  const uses = new Map<string, Map<number, number>>()
  sentences.forEach((words, at) => {
    const label = labels[at] ?? 0
    for (const word of new Set(words)) {
      const byLabel = uses.get(word) ?? new Map<number, number>()
      byLabel.set(label, (byLabel.get(label) ?? 0) + 1)
      uses.set(word, byLabel)
    }
  })
  const classes = new Set(Array.from(labels)).size
  const common = new Set<string>()
  const telling: string[] = []
  for (const [word, byLabel] of uses) {
    if (spreadOf([...byLabel.values()], classes) >= SPREAD) common.add(word)
    else telling.push(word)
  }
  return { common, telling }
}

/** The entropy of the counts over the greatest that is possible: 0 to 1. */
function spreadOf(counts: readonly number[], classes: number): number {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total < FEWEST) return 0
  const entropy = counts.reduce((sum, count) => sum - (count / total) * Math.log(count / total), 0)
  return entropy / Math.log(Math.min(total, classes))
}

const ARABIC = /\p{Script=Arabic}/u
const MAX_ATTEMPTS = 20

function shuffled(word: string, random: () => number): string {
  const letters = Int32Array.from(word, (letter) => letter.codePointAt(0) ?? 0)
  shuffle(letters, random)
  return String.fromCodePoint(...letters)
}
