import type { Classifier } from './classifier.ts'
import type { EncodedPhrasings } from './encoded.ts'
import type { FeatureKind } from './features.ts'
import type { Fusion } from './fusion.ts'
import type { Lexicon } from './lexicon.ts'
import type { NearestIndex } from './nearest.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A phrasing and what it asks for. */
export interface TrainingExample {
  readonly text: string
  readonly label: string
  /** The locale it is written in, or another language's code. */
  readonly lang?: string
}

/** All that answering needs: plain data, made by `trainMatcher`. */
export interface MatcherModel {
  readonly labels: readonly string[]
  readonly lexicon: Lexicon
  readonly without: readonly FeatureKind[]
  readonly vocabulary: Vocabulary
  readonly classifier: Classifier
  readonly nearest: NearestIndex
  /** `[label][class]`: the mean scores of a label's own phrasings, to read follow-ups with. */
  readonly contexts: Float32Array
  readonly fusion: Fusion
  /** The vectors of the phrasings by an encoder from outside, where the model was trained with one. */
  readonly encoder?: EncodedPhrasings | undefined
}
