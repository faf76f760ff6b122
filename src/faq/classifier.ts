import { createRandom, shuffle } from './random.ts'
import type { Vector } from './vocabulary.ts'

/** Multinomial logistic regression: one row of weights a feature, one column a class. */
export interface Classifier {
  readonly classes: number
  /** `[feature][class]` */
  readonly weights: Float32Array
  readonly bias: Float32Array
}

export interface ClassifierOptions {
  readonly features: number
  readonly classes: number
  readonly epochs: number
  readonly seed: number
  /** Called after every thousand examples with what is done of the whole. */
  readonly onProgress?: (done: number, total: number) => void
}

/** Share of the target spread over all classes, so that no weight grows without end. */
const SMOOTHING = 0.1
const RATE = 0.5
const LAST_RATE = 0.1
const BIAS_RATE = 0.1
/** Gradients below this change nothing that can be measured; most classes fall below it. */
const SMALLEST_GRADIENT = 0.002
const FIRST_SQUARE = 1e-3
/** Weights start at a tenth of naive Bayes: what training does not touch still knows something. */
const PRIOR_STRENGTH = 0.1
const PRIOR_COUNT = 0.1
const REPORT_EVERY = 1000

/** Trains by seeded stochastic gradient with a step of its own for every weight (Adagrad). */
export function trainClassifier(
  vectors: readonly Vector[],
  labels: Int32Array,
  options: ClassifierOptions,
): Classifier {
  const { classes, epochs, onProgress } = options
  const weights = priorWeights(vectors, labels, options)
  const squares = new Float32Array(weights.length).fill(FIRST_SQUARE)
  const bias = new Float32Array(classes)
  const biasSquares = new Float32Array(classes).fill(FIRST_SQUARE)
  const scores = new Float32Array(classes)
  const active = new Int32Array(classes)
  const gradient = new Float32Array(classes)
  const order = Int32Array.from(vectors.keys())
  const random = createRandom(options.seed)
  const spread = SMOOTHING / classes
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    const rate = RATE * (1 - (1 - LAST_RATE) * (epoch / epochs))
    for (let at = 0; at < order.length; at++) {
      if (onProgress !== undefined && at % REPORT_EVERY === 0) {
        onProgress(epoch * order.length + at, epochs * order.length)
      }
      const example = order[at] ?? 0
      const vector = vectors[example]
      if (vector === undefined) continue
      const label = labels[example] ?? 0
      scores.set(bias)
      addScores(scores, weights, vector)
      softmax(scores)
      let count = 0
      for (let c = 0; c < classes; c++) {
        const g = (scores[c] ?? 0) - spread - (c === label ? 1 - SMOOTHING : 0)
        if (g <= SMALLEST_GRADIENT && g >= -SMALLEST_GRADIENT) continue
        active[count] = c
        gradient[count++] = g
        const square = (biasSquares[c] ?? 0) + g * g
        biasSquares[c] = square
        bias[c] = (bias[c] ?? 0) - (rate * BIAS_RATE * g) / Math.sqrt(square)
      }
      descend({ weights, squares, vector, active, gradient, count, classes, rate })
    }
  }
  onProgress?.(epochs * order.length, epochs * order.length)
  return { classes, weights, bias }
}

interface Step {
  readonly weights: Float32Array
  readonly squares: Float32Array
  readonly vector: Vector
  readonly active: Int32Array
  readonly gradient: Float32Array
  readonly count: number
  readonly classes: number
  readonly rate: number
}

function descend(step: Step): void {
  const { weights, squares, vector, active, gradient, count, classes, rate } = step
  const { indices, values } = vector
  for (let at = 0; at < indices.length; at++) {
    const row = (indices[at] ?? 0) * classes
    const value = values[at] ?? 0
    for (let k = 0; k < count; k++) {
      const place = row + (active[k] ?? 0)
      const g = (gradient[k] ?? 0) * value
      const square = (squares[place] ?? 0) + g * g
      squares[place] = square
      weights[place] = (weights[place] ?? 0) - (rate * g) / Math.sqrt(square)
    }
  }
}

function priorWeights(
  vectors: readonly Vector[],
  labels: Int32Array,
  { features, classes }: ClassifierOptions,
): Float32Array {
  const weights = new Float32Array(features * classes)
  const perFeature = new Float32Array(features)
  const perClass = new Float32Array(classes)
  vectors.forEach((vector, example) => {
    const label = labels[example] ?? 0
    perClass[label] = (perClass[label] ?? 0) + 1
    for (const feature of vector.indices) {
      perFeature[feature] = (perFeature[feature] ?? 0) + 1
      const place = feature * classes + label
      weights[place] = (weights[place] ?? 0) + 1
    }
  })
  for (let feature = 0; feature < features; feature++) {
    const row = feature * classes
    const total = (perFeature[feature] ?? 0) / vectors.length
    for (let c = 0; c < classes; c++) {
      const expected = total * (perClass[c] ?? 0)
      const ratio = ((weights[row + c] ?? 0) + PRIOR_COUNT) / (expected + PRIOR_COUNT)
      weights[row + c] = PRIOR_STRENGTH * Math.log(ratio)
    }
  }
  return weights
}

/** The scores (logits) of a vector for every class. */
export function scoresOf(classifier: Classifier, vector: Vector): Float32Array {
  const scores = Float32Array.from(classifier.bias)
  addScores(scores, classifier.weights, vector)
  return scores
}

function addScores(scores: Float32Array, weights: Float32Array, vector: Vector): void {
  const { indices, values } = vector
  const classes = scores.length
  for (let at = 0; at < indices.length; at++) {
    const row = (indices[at] ?? 0) * classes
    const value = values[at] ?? 0
    for (let c = 0; c < classes; c++) {
      scores[c] = (scores[c] ?? 0) + value * (weights[row + c] ?? 0)
    }
  }
}

/** Turns scores into probabilities, in place. */
export function softmax(scores: Float32Array, temperature = 1): void {
  let highest = -Infinity
  for (const score of scores) if (score > highest) highest = score
  let sum = 0
  for (let c = 0; c < scores.length; c++) {
    const power = Math.exp(((scores[c] ?? 0) - highest) / temperature)
    scores[c] = power
    sum += power
  }
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] ?? 0) / sum
}
