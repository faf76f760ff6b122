import { type Classifier, scoresOf } from './classifier.ts'
import type { Corpus } from './corpus.ts'
import { type EncodedPhrasings, nearestEncoded } from './encoded.ts'
import type { Features } from './features.ts'
import type { Evidence } from './fusion.ts'
import { type LeastSquares, squaresOf, trainLeastSquares } from './least-squares.ts'
import type { Limits } from './limits.ts'
import { buildNearest, createNearest, type NearestIndex, sharedWith } from './nearest.ts'
import { onSurface, surfaceOf, throughSurface } from './surface.ts'
import { trainClassifier } from './train-classifier.ts'
import { createVectorizer, type Vectors, vectorsOf } from './vector.ts'
import { buildVocabulary, type Vocabulary } from './vocabulary.ts'

/** The parts that give an opinion on a message. */
export interface Parts {
  /** How many classes are labels; where there is one more, it is that of foreign messages. */
  readonly labels: number
  readonly vocabulary: Vocabulary
  readonly classifier: Classifier
  readonly nearest: NearestIndex
  /** Where there are so few phrasings that they are worth it. */
  readonly squares?: LeastSquares | undefined
  readonly encoder?: EncodedPhrasings | undefined
}

export interface PartsOptions {
  readonly labels: number
  readonly classes: number
  readonly limits: Limits
  readonly epochs: number
  readonly seed: number
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

/** Trains the parts on some rows of a corpus; `labels` are those of all its rows. */
export function trainParts(
  corpus: Corpus,
  rows: Int32Array,
  labels: Int32Array,
  options: PartsOptions,
): Parts & { readonly vectors: Vectors } {
  const { classes, epochs, seed, onProgress } = options
  const vocabulary = buildVocabulary(corpus, rows, labels, options)
  const vectors = vectorsOf(corpus, rows, vocabulary)
  const own = rows.map((row) => labels[row] ?? 0)
  const settings = { features: vocabulary.groupCount, classes, seed }
  const learn = (seen: Vectors): Classifier =>
    trainClassifier(seen, own, {
      ...settings,
      epochs,
      ...(onProgress === undefined ? {} : { onProgress }),
    })
  const nearest = buildNearest(vocabulary, vectors, own, classes)
  const common = { labels: options.labels, vocabulary, nearest, vectors }
  if (!options.limits.squares) return { ...common, classifier: learn(vectors) }
  const surface = surfaceOf(vocabulary)
  return {
    ...common,
    classifier: throughSurface(learn(onSurface(vectors, surface)), surface),
    squares: trainLeastSquares(vectors, own, settings),
  }
}

/** Prepares asking the parts about messages; `encoded` is one by the encoder, where there is one. */
export function createWitness(parts: Parts): (row: Features, encoded?: Float32Array) => Evidence {
  const toVector = createVectorizer(parts.vocabulary)
  const { encoder, nearest, classifier, vocabulary, squares } = parts
  const nearestOf = createNearest(nearest)
  return (row, encoded) => {
    const vector = toVector(row)
    return {
      labels: parts.labels,
      scores: scoresOf(classifier, vector),
      squares: squares && squaresOf(squares, vector, classifier.classes),
      nearest: nearestOf(vector),
      singles: vector.singles,
      encoded:
        encoder === undefined || encoded === undefined
          ? undefined
          : nearestEncoded(encoder, nearest.labels, encoded, classifier.classes),
      amount: vector.amount,
      coverage: vector.coverage,
      sharedWith: (label) => sharedWith(nearest, vocabulary, row, label),
      words: row.words,
    }
  }
}
