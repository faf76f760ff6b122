import { normalize } from '../core/index.ts'
import {
  BEGINNING,
  BUCKETS,
  featuresOf,
  hashesOf,
  markFeature,
  pairFeatures,
  type WordHashes,
  wordFeatures,
} from './features.ts'

/** How much more a text reads like the urgent examples than like the harmless: log-odds. */
export type Scorer = (text: MarkedText) => number

/** A text, and the names of what the patterns see in it. */
export interface MarkedText {
  readonly text: string
  readonly marks: readonly string[]
}

/** What the examples taught: plain data, so that another thread can learn it. */
export interface ScorerWeights {
  readonly weights: Float32Array
  readonly bias: number
}

/** A text and whether somebody who writes it is in danger. */
export interface Example extends MarkedText {
  readonly isUrgent: boolean
}

const EPOCHS = 4
const RATE = 4
const GOLDEN = (Math.sqrt(5) - 1) / 2
/** How many places further on the next epoch begins. */
const NEXT_EPOCH = 104_729
/** How much of a step the bias takes. */
const BIAS_SHARE = 0.1
/** Words are weighed once and remembered: the same ones come again and again. */
const MAX_REMEMBERED = 20_000
/** What is not a word of any example says that a text is harmless: most texts are. */
const NOTHING_KNOWN = -10

/**
 * Learns a logistic regression over marks, words, their sounds, and pieces of both. The same
 * examples give the same weights. The urgent weigh more, the rarer they are.
 */
export function trainScorer(examples: readonly Example[]): ScorerWeights {
  const weights = new Float32Array(BUCKETS)
  const rows = examples.map((one) => ({
    features: Int32Array.from(markedFeaturesOf(one)),
    isUrgent: one.isUrgent,
  }))
  const urgent = rows.filter((row) => row.isUrgent).length
  const balance = urgent === 0 ? 1 : Math.sqrt((rows.length - urgent) / urgent)
  let bias = 0
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const rate = RATE / (1 + epoch)
    for (const index of order(rows.length, epoch)) {
      const row = rows[index]
      if (row === undefined) continue
      const odds = score(weights, row.features) + bias
      const error = (row.isUrgent ? 1 : 0) - 1 / (1 + Math.exp(-odds))
      const step = rate * error * (row.isUrgent ? balance : 1)
      const share = step / Math.sqrt(row.features.length + 1)
      for (const feature of row.features) weights[feature] = (weights[feature] ?? 0) + share
      bias += step * BIAS_SHARE
    }
  }
  return { weights, bias }
}

interface WeighedWord extends WordHashes {
  /** The weights of all features of the word. */
  readonly sum: number
  readonly count: number
}

/** Makes a scorer of what was learnt. */
export function createScorer({ weights, bias }: ScorerWeights): Scorer {
  const remembered = new Map<string, WeighedWord>()
  return ({ text, marks }) => {
    const normalized = normalize(text)
    let sum = 0
    let count = marks.length
    for (const mark of marks) sum += weights[markFeature(mark)] ?? 0
    if (normalized !== '') {
      let before: WordHashes = BEGINNING
      for (const word of normalized.split(' ')) {
        const weighed = weigh(word)
        const pairs = pairFeatures(before, weighed)
        for (const pair of pairs) sum += weights[pair] ?? 0
        sum += weighed.sum
        count += weighed.count + pairs.length
        before = weighed
      }
    }
    return count === 0 ? NOTHING_KNOWN : sum / Math.sqrt(count + 1) + bias
  }

  function weigh(word: string): WeighedWord {
    const known = remembered.get(word)
    if (known !== undefined) return known
    const features = wordFeatures(word)
    let sum = 0
    for (const feature of features) sum += weights[feature] ?? 0
    const weighed = { ...hashesOf(word), sum, count: features.length }
    if (remembered.size >= MAX_REMEMBERED) remembered.clear()
    remembered.set(word, weighed)
    return weighed
  }
}

function score(weights: Float32Array, features: ArrayLike<number> & Iterable<number>): number {
  let sum = 0
  for (const feature of features) sum += weights[feature] ?? 0
  return sum / Math.sqrt(features.length + 1)
}

/**
 * Every example once, in an order that differs from epoch to epoch and agrees between runs. Steps
 * of the golden section spread the examples of a kind evenly, however many there are.
 */
function* order(length: number, epoch: number): Generator<number> {
  let step = Math.max(1, Math.round(length * GOLDEN))
  while (commonDivisor(step, length) !== 1) step++
  for (let at = 0; at < length; at++) yield (at * step + epoch * NEXT_EPOCH) % length
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}

function markedFeaturesOf({ text, marks }: MarkedText): readonly number[] {
  return [...featuresOf(text), ...marks.map(markFeature)]
}
