import { createHash } from 'node:crypto'
import { DalilError } from '../errors.ts'
import { calibrate, MAX_PROBES } from './calibrate.ts'
import { scoresOf } from './classifier.ts'
import { createFeatureExtractor, type FeatureKind } from './features.ts'
import { foreignMessages } from './foreign.ts'
import type { Lexicon } from './lexicon.ts'
import type { EncodedPhrasings, MatcherModel, TrainingExample } from './model.ts'
import { type Parts, trainParts } from './parts.ts'
import { MODEL_VERSION } from './serialize.ts'
import type { Vector } from './vocabulary.ts'

/** What training depends on besides the examples. */
export interface MatcherOptions {
  readonly lexicon?: Lexicon
  readonly seed?: number
  /** How often training goes through the examples. */
  readonly epochs?: number
  /** Kinds of features to leave out, to measure what they add. */
  readonly without?: readonly FeatureKind[]
  /** The vectors of the examples, in their order, by an encoder from outside. */
  readonly encoder?: EncodedPhrasings
  /** Called now and then with what is done of the whole; does not change the model. */
  readonly onProgress?: (done: number, total: number) => void
}

const EPOCHS = 3
const SEED = 1
/** Share of the work that calibration takes. */
const CALIBRATION_WORK = 0.4

/**
 * Trains a matcher: pure, synchronous, the same model for the same examples and options.
 *
 * @throws DalilError `faq:too_little` when the examples have fewer than two labels,
 * `faq:empty_label` when one has none.
 */
export function trainMatcher(
  examples: readonly TrainingExample[],
  options: MatcherOptions = {},
): MatcherModel {
  const { lexicon = {}, without = [], seed = SEED, epochs = EPOCHS, encoder } = options
  const labels = labelsOf(examples)
  const numbers = new Map(labels.map((label, number) => [label, number]))
  const targets = Int32Array.from(examples, (example) => numbers.get(example.label) ?? 0)
  const extract = createFeatureExtractor({ lexicon, without })
  const rows = examples.map((example) => extract(example.text))
  const report = options.onProgress
  const settings = { classes: labels.length, epochs, seed }
  const parts = trainParts(rows, targets, {
    ...settings,
    onProgress: report && ((done, all) => report(done * (1 - CALIBRATION_WORK), all)),
  })
  const texts = examples.map((example) => example.text)
  const foreign = foreignMessages(texts, MAX_PROBES, seed).map(extract)
  const fusion = calibrate(rows, targets, {
    ...settings,
    encoder,
    foreign,
    onProgress:
      report &&
      ((done, all) => report(all * (1 - CALIBRATION_WORK) + done * CALIBRATION_WORK, all)),
  })
  return {
    labels,
    lexicon,
    without,
    vocabulary: parts.vocabulary,
    classifier: parts.classifier,
    nearest: parts.nearest,
    contexts: contextsOf(parts, parts.vectors, targets, labels.length),
    fusion,
    encoder,
  }
}

function labelsOf(examples: readonly TrainingExample[]): string[] {
  const labels = [...new Set(examples.map((example) => example.label))].sort()
  const empty = examples.findIndex((example) => example.label.trim() === '')
  if (empty !== -1) {
    const message = `Example ${empty + 1} has no label; give it the label it asks for.`
    throw new DalilError('faq:empty_label', message)
  }
  if (labels.length < 2) {
    const message = `The matcher needs phrasings of two labels at least; it got ${labels.length}.`
    throw new DalilError('faq:too_little', message)
  }
  return labels
}

function contextsOf(
  parts: Parts,
  vectors: readonly Vector[],
  targets: Int32Array,
  classes: number,
): Float32Array {
  const contexts = new Float32Array(classes * classes)
  const counts = new Float32Array(classes)
  for (const target of targets) counts[target] = (counts[target] ?? 0) + 1
  vectors.forEach((vector, example) => {
    const target = targets[example] ?? 0
    const scores = scoresOf(parts.classifier, vector)
    for (let c = 0; c < classes; c++) {
      const place = target * classes + c
      contexts[place] = (contexts[place] ?? 0) + (scores[c] ?? 0) / (counts[target] ?? 1)
    }
  })
  return contexts
}

/** SHA-256 (hex) of all that determines the model; equal hashes mean equal models. */
export function modelHash(
  examples: readonly TrainingExample[],
  options: MatcherOptions = {},
): string {
  const { lexicon = {}, without = [], seed = SEED, epochs = EPOCHS, encoder } = options
  const hash = createHash('sha256')
  hash.update(JSON.stringify([MODEL_VERSION, lexicon, without, seed, epochs, encoder?.id ?? '']))
  for (const { text, label, lang } of examples) hash.update(JSON.stringify([text, label, lang]))
  return hash.digest('hex')
}
