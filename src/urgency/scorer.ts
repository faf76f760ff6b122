import { normalize } from '../core/index.ts'

/** How much more a text reads like the urgent examples than like the harmless: log-odds. */
export type Scorer = (text: string) => number

/** A text and whether somebody who writes it is in danger. */
export interface Example {
  readonly text: string
  readonly isUrgent: boolean
}

const BUCKETS = 1 << 17
const EPOCHS = 12
const RATE = 0.5
const DECAY = 1e-6

/**
 * Learns a logistic regression over words, pairs of words and pieces of words. The same examples
 * give the same scorer. Both kinds weigh the same, however many there are of each.
 */
export function trainScorer(examples: readonly Example[]): Scorer {
  const weights = new Float32Array(BUCKETS)
  const rows = examples.map(({ text, isUrgent }) => ({ features: featuresOf(text), isUrgent }))
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
      for (const feature of row.features) {
        weights[feature] = (weights[feature] ?? 0) * (1 - DECAY) + share
      }
      bias += step * 0.1
    }
  }
  return (text) => {
    const features = featuresOf(text)
    return features.length === 0 ? -10 : score(weights, features) + bias
  }
}

function score(weights: Float32Array, features: Uint32Array): number {
  let sum = 0
  for (const feature of features) sum += weights[feature] ?? 0
  return sum / Math.sqrt(features.length + 1)
}

/** Every example once, in an order that differs from epoch to epoch and agrees between runs. */
function* order(length: number, epoch: number): Generator<number> {
  const step = 7919
  for (let at = 0; at < length; at++) yield (at * step + epoch * 104_729) % length
}

function featuresOf(text: string): Uint32Array {
  const found = new Set<number>()
  const normalized = normalize(text)
  const words = normalized.split(' ')
  for (const [at, word] of words.entries()) {
    found.add(hash(`w${word}`))
    if (at > 0) found.add(hash(`p${words[at - 1]} ${word}`))
  }
  const padded = ` ${normalized} `
  for (let size = 3; size <= 5; size++) {
    for (let at = 0; at + size <= padded.length; at++) found.add(hash(padded.slice(at, at + size)))
  }
  return Uint32Array.from(found)
}

/** FNV-1a, folded into the buckets. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  }
  return (value ^ (value >>> 15)) & (BUCKETS - 1)
}
