import { normalize, wordsOf } from '../core/index.ts'
import { createRandom, shuffle } from './random.ts'

/** The commonest words of the phrasings hold sentences together; the others say what about. */
const COMMON_WORDS = 120

/**
 * Messages about nothing that is known: phrasings of which every telling word is replaced by one
 * that nobody has ever seen (the letters of another, shuffled). They show calibration what a
 * question from another field looks like, where there is no example of any.
 */
export function foreignMessages(texts: readonly string[], count: number, seed: number): string[] {
  const random = createRandom(seed)
  const sentences = texts.map((text) => wordsOf(normalize(text)))
  const uses = new Map<string, number>()
  for (const word of sentences.flat()) uses.set(word, (uses.get(word) ?? 0) + 1)
  const byUse = [...uses].sort((a, b) => b[1] - a[1]).map(([word]) => word)
  const common = new Set(byUse.slice(0, COMMON_WORDS))
  const telling = byUse.slice(COMMON_WORDS)
  const order = Int32Array.from(sentences.keys())
  shuffle(order, random)
  const invent = (word: string): string => {
    const arabic = ARABIC.test(word)
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const other = telling[Math.floor(random() * telling.length)] ?? word
      if (ARABIC.test(other) === arabic) return shuffled(other, random)
    }
    return shuffled(word, random)
  }
  return [...order.subarray(0, count)].map((at) =>
    (sentences[at] ?? []).map((word) => (common.has(word) ? word : invent(word))).join(' '),
  )
}

const ARABIC = /\p{Script=Arabic}/u
const MAX_ATTEMPTS = 20

function shuffled(word: string, random: () => number): string {
  const letters = Int32Array.from(word, (letter) => letter.codePointAt(0) ?? 0)
  shuffle(letters, random)
  return String.fromCodePoint(...letters)
}
