import type { Classifier } from './classifier.ts'
import { FEATURE_KINDS } from './features.ts'
import { squaresByGroup } from './groups.ts'
import type { Vectors } from './vector.ts'
import type { Vocabulary } from './vocabulary.ts'

/**
 * How loud meanings and runs of characters are on the surface, where only what is written counts.
 * Where least squares listen to what words mean, a classifier that does not errs elsewhere; and
 * on a field that the lexicon does not know it is the better one.
 */
const MEANING = 0
const CHARACTERS = 2

/** By group of features: how much of its length is left on the surface. */
export function surfaceOf(vocabulary: Vocabulary): Float32Array {
  const { kinds } = vocabulary
  const all = squaresByGroup(vocabulary)
  const left = squaresByGroup(vocabulary, (feature) => LOUDNESS[kinds[feature] ?? 0] ?? 1)
  return left.map((square, group) => Math.sqrt(square / (all[group] ?? 1)))
}

const MEANINGS = ['meaning', 'meaning-set']
const LOUDNESS = FEATURE_KINDS.map((kind) => {
  if (MEANINGS.includes(kind)) return MEANING
  return kind === 'characters' ? CHARACTERS : 1
})

/** The phrasings as they are on the surface. */
export function onSurface(vectors: Vectors, surface: Float32Array): Vectors {
  const { indices, values } = vectors
  return {
    ...vectors,
    values: values.map((value, at) => value * (surface[indices[at] ?? 0] ?? 1)),
  }
}

/** A classifier of the surface as one that takes whole vectors. */
export function throughSurface(classifier: Classifier, surface: Float32Array): Classifier {
  const scales = classifier.scales.map((scale, group) => scale * (surface[group] ?? 1))
  return { ...classifier, scales }
}
