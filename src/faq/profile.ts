import { scoresOf } from './classifier.ts'
import { createFeatureExtractor, FEATURE_KINDS, type FeatureKind } from './features.ts'
import { lookUp } from './hash-table.ts'
import type { MatcherModel } from './model.ts'
import { createVectorizer } from './vector.ts'
import { rarityOf } from './vocabulary.ts'

/** A message as the matcher sees it, for those who compare messages with each other. */
export interface Profile {
  /** What the message says, each once, as hashes; also what training has never seen. */
  readonly features: Int32Array
  /** How much each of them tells: rare ones more. */
  readonly weights: Float32Array
  /** Everything that is known, as hashes of its labels. */
  readonly labels: Int32Array
  /** By label: how much speaks for it, 0 or more. */
  readonly leanings: Float32Array
}

/**
 * What two messages have in common: words and sounds, above all what the lexicon knows to mean the
 * same. Pairs of words hardly come twice, and runs of characters say how a word is written.
 */
const SHARE: Readonly<Record<FeatureKind, number>> = {
  word: 0.5,
  'word-pair': 0,
  characters: 0.1,
  skeleton: 1,
  stem: 1,
  'skip-pair': 0.3,
  meaning: 3,
  'meaning-pair': 0.5,
  'meaning-set': 2,
}

/** Rarity below which a feature tells nothing: half of all messages have it. */
const COMMON = 2

/** Builds what makes a {@link Profile} of a message; well under a millisecond each. */
export function createProfiler(model: MatcherModel): (text: string) => Profile {
  const extract = createFeatureExtractor({ lexicon: model.lexicon, without: model.without })
  const { vocabulary, classifier } = model
  const toVector = createVectorizer(vocabulary)
  const labels = Int32Array.from(model.labels, hashOf)
  return (text) => {
    const row = extract(text)
    const counts = new Map<number, { count: number; readonly share: number }>()
    row.hashes.forEach((hash, at) => {
      const known = counts.get(hash)
      const kind = FEATURE_KINDS[row.kinds[at] ?? 0]
      if (known === undefined) counts.set(hash, { count: 1, share: kind ? SHARE[kind] : 0 })
      else known.count += 1
    })
    const weights = Float32Array.from(counts, ([hash, { count, share }]) => {
      const rarity = rarityOf(vocabulary, lookUp(vocabulary.table, hash))
      return share * Math.max(0, rarity - COMMON) * Math.sqrt(count)
    })
    // The class of foreign messages, if there is one, comes after the labels.
    const scores = scoresOf(classifier, toVector(row)).subarray(0, labels.length)
    return {
      features: Int32Array.from(counts.keys()),
      weights,
      labels,
      leanings: toLeanings(scores, classifier.bias),
    }
  }
}

/** What the message itself adds to a label, where that is more than it adds on average. */
function toLeanings(scores: Float32Array, bias: Float32Array): Float32Array {
  const own = scores.map((score, label) => score - (bias[label] ?? 0))
  const mean = own.reduce((sum, score) => sum + score, 0) / own.length
  return own.map((score) => Math.max(0, score - mean))
}

function hashOf(label: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < label.length; at++)
    hash = Math.imul(hash ^ label.charCodeAt(at), 0x01000193)
  return hash
}
