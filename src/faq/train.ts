import { createHash } from 'node:crypto'
import { DalilError } from '../errors.ts'
import { type CalibrationTask, type Calibrator, calibrate } from './calibrate.ts'
import { scoresOf } from './classifier.ts'
import { buildCorpus } from './corpus.ts'
import type { EncodedPhrasings } from './encoded.ts'
import { createFeatureReader, type FeatureKind, type FeatureReader } from './features.ts'
import type { Fusion } from './fusion.ts'
import { blend } from './least-squares.ts'
import type { Lexicon } from './lexicon.ts'
import { limitsFor } from './limits.ts'
import type { Opinion } from './mixing.ts'
import type { MatcherModel, TrainingExample } from './model.ts'
import { trainParts } from './parts.ts'
import type { TrainingSet } from './probes.ts'

/** What training depends on besides the examples. */
export interface MatcherOptions {
  readonly lexicon?: Lexicon
  readonly seed?: number
  /** How often training goes through the examples. */
  readonly epochs?: number
  /** Kinds of features to leave out, to measure what they add. */
  readonly without?: readonly FeatureKind[]
  /** Opinions not to listen to, to measure what they add. */
  readonly ignoring?: readonly Opinion[]
  /** Messages that ask for none of the labels; no label is ever found for what is like them. */
  readonly foreign?: readonly string[]
  /** The vectors of the examples and then of `foreign`, in their order, by an encoder from outside. */
  readonly encoder?: EncodedPhrasings
  /** Who calibrates meanwhile, in a thread of its own; does not change the model. */
  readonly calibrator?: Calibrator
  /** Called now and then with what is done of the whole; does not change the model. */
  readonly onProgress?: (done: number, total: number) => void
}

/** Grows whenever the same examples would give another model. */
const MODEL_VERSION = 13
/** So many phrasings are hashed in one piece: one by one takes a good part of a start. */
const HASHED_AT_ONCE = 1000
const EPOCHS = 3
const SEED = 1
/** Weights and thresholds are a handful; a model a little less trained shows them as well. */
const CALIBRATION_EPOCHS = 2
/** Share of the work that calibration takes. */
const CALIBRATION_WORK = 0.4
/** So many phrasings say what a label is about. */
const CONTEXT_PHRASINGS = 12

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
  const { lexicon = {}, seed = SEED, epochs = EPOCHS, encoder } = options
  const labels = labelsOf(examples)
  const foreign = options.foreign ?? []
  const limits = limitsFor(examples.length + foreign.length, labels.length)
  const without = [...(options.without ?? []), ...limits.without]
  const read = createFeatureReader({ lexicon, without, shortestRun: limits.shortest })
  const set = gather(examples, labels, foreign, read)
  const report = options.onProgress
  const settings = {
    labels: labels.length,
    classes: labels.length + (foreign.length === 0 ? 0 : 1),
    limits,
    epochs,
    seed,
  }
  const task = {
    set,
    options: {
      ...settings,
      epochs: Math.min(epochs, CALIBRATION_EPOCHS),
      ...{ lexicon, without, encoder, ignoring: options.ignoring },
    },
  }
  const { calibrator } = options
  const calibrated = calibrator === undefined ? () => calibrateHere(task, report) : calibrator(task)
  const all = Int32Array.from(set.texts.keys())
  const parts = trainParts(set.corpus, all, set.targets, {
    ...settings,
    onProgress: report && ((done, of) => report(done * (1 - CALIBRATION_WORK), of)),
  })
  const fusion = calibrated()
  const { vocabulary, nearest, squares } = parts
  const classifier =
    squares === undefined ? parts.classifier : blend(parts.classifier, squares, fusion.squaresShare)
  const contexts = contextsOf({ ...parts, classifier }, set.targets)
  return { labels, lexicon, without, vocabulary, classifier, nearest, contexts, fusion, encoder }
}

function calibrateHere(
  { set, options }: CalibrationTask,
  report: MatcherOptions['onProgress'],
): Fusion {
  const onProgress = (done: number, of: number) =>
    report?.(of * (1 - CALIBRATION_WORK) + done * CALIBRATION_WORK, of)
  return calibrate(set, { ...options, onProgress })
}

/** Labels as numbers, foreign messages as one class more. */
function gather(
  examples: readonly TrainingExample[],
  labels: readonly string[],
  foreign: readonly string[],
  read: FeatureReader,
): TrainingSet {
  const numbers = new Map(labels.map((label, number) => [label, number]))
  const texts = [...examples.map(({ text }) => text), ...foreign]
  return {
    texts,
    corpus: buildCorpus(texts, read),
    targets: Int32Array.from(texts, (_, at) => {
      const example = examples[at]
      return example === undefined ? labels.length : (numbers.get(example.label) ?? 0)
    }),
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

/** Scores are linear: the mean of many is the score of their mean. */
function contextsOf(
  { vocabulary, classifier, vectors, labels }: ReturnType<typeof trainParts>,
  targets: Int32Array,
): Float32Array {
  const { classes } = classifier
  const rows = Array.from({ length: labels }, (): number[] => [])
  targets.forEach((target, row) => {
    const own = rows[target]
    if (own !== undefined && own.length < CONTEXT_PHRASINGS) own.push(row)
  })
  const sums = new Float32Array(vocabulary.groupCount)
  const contexts = new Float32Array(labels * classes)
  rows.forEach((own, target) => {
    const touched: number[] = []
    for (const row of own) {
      const end = vectors.starts[row + 1] ?? 0
      for (let at = vectors.starts[row] ?? 0; at < end; at++) {
        const group = vectors.indices[at] ?? 0
        if (sums[group] === 0) touched.push(group)
        sums[group] = (sums[group] ?? 0) + (vectors.values[at] ?? 0) / own.length
      }
    }
    const indices = Int32Array.from(touched)
    const values = Float32Array.from(touched, (group) => sums[group] ?? 0)
    for (const group of touched) sums[group] = 0
    contexts.set(scoresOf(classifier, { indices, values }), target * classes)
  })
  return contexts
}

/** SHA-256 (hex) of all that determines the model; equal hashes mean equal models. */
export function modelHash(
  examples: readonly TrainingExample[],
  options: MatcherOptions = {},
): string {
  const { lexicon = {}, without = [], seed = SEED, epochs = EPOCHS, encoder, foreign } = options
  const { ignoring = [] } = options
  const settings = [lexicon, without, ignoring, seed, epochs, encoder?.id ?? '', foreign]
  const hash = createHash('sha256')
  hash.update(JSON.stringify([MODEL_VERSION, ...settings]))
  for (let at = 0; at < examples.length; at += HASHED_AT_ONCE) {
    const some = examples.slice(at, at + HASHED_AT_ONCE)
    hash.update(JSON.stringify(some.map(({ text, label, lang }) => [text, label, lang])))
  }
  return hash.digest('hex')
}
