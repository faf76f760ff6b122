import { normalize, skeletonOf } from '../core/index.ts'

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

const BUCKETS = 1 << 17
const EPOCHS = 4
const RATE = 4
/** One mark says as much as so many pieces of words. */
const MARK_WEIGHT = 2
const SHORTEST_PIECE = 3
const LONGEST_PIECE = 5
/** What is not a word of any example says that a text is harmless: most texts are. */
const NOTHING_KNOWN = -10

/**
 * Learns a logistic regression over marks, words, their sounds, and pieces of words. The same
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
      bias += step * 0.1
    }
  }
  return { weights, bias }
}

/** Makes a scorer of what was learnt. */
export function createScorer({ weights, bias }: ScorerWeights): Scorer {
  return (text) => {
    const features = markedFeaturesOf(text)
    return features.length === 0 ? NOTHING_KNOWN : score(weights, features) + bias
  }
}

/** Finds, for a text, which of several labelled texts shares most with it. */
export function createNearest(
  examples: readonly { readonly text: string; readonly label: string }[],
): (text: string) => string | undefined {
  const sizes: number[] = []
  const examplesOf = new Map<number, number[]>()
  for (const [example, { text }] of examples.entries()) {
    const features = new Set(featuresOf(text))
    sizes.push(features.size)
    for (const feature of features) {
      const already = examplesOf.get(feature)
      if (already === undefined) examplesOf.set(feature, [example])
      else already.push(example)
    }
  }
  return (text) => {
    const shared = new Uint16Array(examples.length)
    for (const feature of new Set(featuresOf(text))) {
      for (const example of examplesOf.get(feature) ?? [])
        shared[example] = (shared[example] ?? 0) + 1
    }
    let best = { example: 0, likeness: -1 }
    for (const [example, count] of shared.entries()) {
      const likeness = count / Math.sqrt((sizes[example] ?? 0) + 1)
      if (likeness > best.likeness) best = { example, likeness }
    }
    return examples[best.example]?.label
  }
}

function score(weights: Float32Array, features: ArrayLike<number> & Iterable<number>): number {
  let sum = 0
  for (const feature of features) sum += weights[feature] ?? 0
  return sum / Math.sqrt(features.length + 1)
}

/** Every example once, in an order that differs from epoch to epoch and agrees between runs. */
function* order(length: number, epoch: number): Generator<number> {
  const step = 7919
  for (let at = 0; at < length; at++) yield (at * step + epoch * 104_729) % length
}

function markedFeaturesOf({ text, marks }: MarkedText): readonly number[] {
  const features = featuresOf(text)
  for (const mark of marks) {
    const bucket = toBucket(hashOf(mark, MARK))
    for (let times = 0; times < MARK_WEIGHT; times++) features.push(bucket)
  }
  return features
}

/** Words, sounds, pairs of neighbours, and pieces of three to five letters, as buckets. */
function featuresOf(text: string): number[] {
  const features: number[] = []
  const normalized = normalize(text)
  if (normalized === '') return features
  let before = START
  let soundBefore = SOUND
  for (const word of normalized.split(' ')) {
    const hash = hashOf(word, START)
    features.push(toBucket(hash), toBucket(hashOf(word, before)))
    before = Math.imul(hash ^ PAIR, PRIME)
    const sound = skeletonOf(word)
    if (sound.length < 2) continue
    const soundHash = hashOf(sound, SOUND)
    features.push(toBucket(soundHash), toBucket(hashOf(sound, soundBefore)))
    soundBefore = Math.imul(soundHash ^ PAIR, PRIME)
  }
  const padded = ` ${normalized} `
  for (let at = 0; at < padded.length; at++) {
    let hash = START
    const end = Math.min(LONGEST_PIECE, padded.length - at)
    for (let size = 1; size <= end; size++) {
      hash = Math.imul(hash ^ padded.charCodeAt(at + size - 1), PRIME)
      if (size >= SHORTEST_PIECE) features.push(toBucket(hash ^ size))
    }
  }
  return features
}

/** FNV-1a; different starts keep kinds of features apart. */
const START = 0x811c9dc5
const SOUND = 0x51a3c9b1
const MARK = 0x2545f491
const PRIME = 0x01000193
const PAIR = 0x2f

function hashOf(word: string, start: number): number {
  let hash = start
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), PRIME)
  return hash
}

function toBucket(hash: number): number {
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1)
}
