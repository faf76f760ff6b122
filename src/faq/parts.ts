import { type Classifier, scoresOf, trainClassifier } from './classifier.ts'
import type { Features } from './features.ts'
import type { Evidence } from './fusion.ts'
import type { EncodedPhrasings } from './model.ts'
import { buildNearest, type NearestIndex, nearestOf, sharedWith } from './nearest.ts'
import { buildVocabulary, toVector, type Vector, type Vocabulary } from './vocabulary.ts'

/** The parts that give an opinion on a message. */
export interface Parts {
  readonly vocabulary: Vocabulary
  readonly classifier: Classifier
  readonly nearest: NearestIndex
  readonly encoder?: EncodedPhrasings | undefined
}

export interface PartsOptions {
  readonly classes: number
  readonly epochs: number
  readonly seed: number
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

/** Trains the parts on phrasings. */
export function trainParts(
  rows: readonly Features[],
  labels: Int32Array,
  options: PartsOptions,
): Parts & { readonly vectors: readonly Vector[] } {
  const { classes, epochs, seed, onProgress } = options
  const vocabulary = buildVocabulary(rows, labels, classes)
  const vectors = rows.map((row) => toVector(vocabulary, row))
  const classifier = trainClassifier(vectors, labels, {
    features: vocabulary.weights.length,
    classes,
    epochs,
    seed,
    ...(onProgress === undefined ? {} : { onProgress }),
  })
  return {
    vocabulary,
    classifier,
    nearest: buildNearest(vocabulary, vectors, labels, classes),
    vectors,
  }
}

/** Asks the parts about a message; `encoded` is its vector by the encoder, where there is one. */
export function evidenceOf(parts: Parts, row: Features, encoded?: Float32Array): Evidence {
  const vector = toVector(parts.vocabulary, row)
  const { encoder } = parts
  return {
    scores: scoresOf(parts.classifier, vector),
    nearest: nearestOf(parts.nearest, parts.vocabulary, vector),
    encoded:
      encoder === undefined || encoded === undefined
        ? undefined
        : nearestEncoded(encoder, parts.nearest.labels, encoded, parts.classifier.classes),
    coverage: vector.coverage,
    sharedWith: (label) => sharedWith(parts.nearest, parts.vocabulary, row, label),
    words: row.words,
  }
}

/** By class, the cosine of the message with its nearest phrasing, as the encoder sees them. */
export function nearestEncoded(
  encoder: EncodedPhrasings,
  labels: Int32Array,
  encoded: Float32Array,
  classes: number,
): Float32Array {
  const best = new Float32Array(classes).fill(-1)
  for (let row = 0; row < labels.length; row++) {
    const start = row * encoder.dimensions
    let cosine = 0
    for (let d = 0; d < encoder.dimensions; d++) {
      cosine += (encoder.vectors[start + d] ?? 0) * (encoded[d] ?? 0)
    }
    const label = labels[row] ?? 0
    if (cosine > (best[label] ?? -1)) best[label] = cosine
  }
  return best
}
