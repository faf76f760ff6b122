import { type Classifier, quantize } from './classifier.ts'
import { createRandom, shuffle } from './random.ts'
import { createSpace, padded, type Space } from './space.ts'
import type { Vectors } from './vector.ts'

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
const SMALLEST_GRADIENT = 0.01
const FIRST_BIAS_SQUARE = 1e-3
/** Weights start at a tenth of naive Bayes: what training does not touch still knows something. */
const PRIOR_STRENGTH = 0.1
const PRIOR_COUNT = 0.1
const REPORT_EVERY = 1000

/** Trains by seeded stochastic gradient with a step of its own for every weight (Adagrad). */
export function trainClassifier(
  vectors: Vectors,
  labels: Int32Array,
  options: ClassifierOptions,
): Classifier {
  const { classes, epochs, onProgress } = options
  const space = createSpace(vectors, options)
  const { scores, gradient, kernel, at, stride } = space
  fillPrior(space, vectors, labels, options)
  const bias = new Float32Array(classes)
  const biasSquares = new Float32Array(classes).fill(FIRST_BIAS_SQUARE)
  const order = Int32Array.from(labels.keys())
  const random = createRandom(options.seed)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    const rate = RATE * (1 - (1 - LAST_RATE) * (epoch / epochs))
    for (let turn = 0; turn < order.length; turn++) {
      if (onProgress !== undefined && turn % REPORT_EVERY === 0) {
        onProgress(epoch * order.length + turn, epochs * order.length)
      }
      const example = order[turn] ?? 0
      const label = labels[example] ?? 0
      const start = space.starts[example] ?? 0
      const count = (vectors.starts[example + 1] ?? 0) - (vectors.starts[example] ?? 0)
      if (count === 0) continue
      const indices = at.indices + 4 * start
      const values = at.values + 4 * start
      scores.set(bias)
      kernel.score(at.scores, stride, at.weights, indices, values, padded(count))
      const active = slope(space, label, (c, g) => {
        const square = (biasSquares[c] ?? 0) + g * g
        biasSquares[c] = square
        bias[c] = (bias[c] ?? 0) - (rate * BIAS_RATE * g) / Math.sqrt(square)
      })
      if (active === 0) continue
      // biome-ignore format: pointers, then counts, as the kernel takes them
      kernel.descend(at.gradient, stride, at.weights, at.squares, indices, values, count, at.blocks, active, rate)
      gradient.fill(0)
    }
  }
  onProgress?.(epochs * order.length, epochs * order.length)
  return { classes, ...quantize(space, options), bias }
}

/**
 * From the scores to the gradient where it is worth a step; returns how many blocks of four classes
 * hold one. Most classes are so unlikely that they need no more than a look.
 */
function slope(
  { scores, gradient, blocks }: Space,
  label: number,
  visit: (c: number, g: number) => void,
): number {
  const classes = scores.length
  const spread = SMOOTHING / classes
  const sum = quickPowers(scores)
  const least = (SMALLEST_GRADIENT + spread) * sum
  let active = 0
  let lastBlock = -1
  for (let c = 0; c < classes; c++) {
    const power = scores[c] ?? 0
    if (power <= least && c !== label) continue
    const g = power / sum - spread - (c === label ? 1 - SMOOTHING : 0)
    if (g <= SMALLEST_GRADIENT && g >= -SMALLEST_GRADIENT) continue
    gradient[c] = g
    const block = c >> 2
    if (block !== lastBlock) blocks[active++] = 16 * block
    lastBlock = block
    visit(c, g)
  }
  return active
}

const LOG2_E = Math.LOG2E
const LOWEST_POWER = 64
const POWERS = Float64Array.from({ length: LOWEST_POWER + 1 }, (_, power) => 2 ** -power)

/**
 * Turns scores into powers of e, in place, the highest being one; returns their sum. A polynomial
 * for 2^x between 0 and 1, right to three digits, a tenth of what `Math.exp` costs: training takes
 * tens of millions of them.
 */
function quickPowers(scores: Float32Array): number {
  let highest = -Infinity
  for (let c = 0; c < scores.length; c++) {
    const score = scores[c] ?? 0
    if (score > highest) highest = score
  }
  let sum = 0
  for (let c = 0; c < scores.length; c++) {
    const exponent = ((scores[c] ?? 0) - highest) * LOG2_E
    const whole = Math.floor(exponent)
    const rest = exponent - whole
    const power = (POWERS[-whole] ?? 0) * (1 + rest * (0.6951 + rest * (0.2276 + rest * 0.0773)))
    scores[c] = power
    sum += power
  }
  return sum
}

function fillPrior(
  { weights, width }: Space,
  vectors: Vectors,
  labels: Int32Array,
  { features, classes }: ClassifierOptions,
): void {
  const { starts, labels: listed } = labelsByFeature(vectors, labels, features)
  const counts = new Int32Array(classes)
  for (let feature = 0; feature < features; feature++) {
    const own = listed.subarray(starts[feature], starts[feature + 1])
    const row = feature * width
    const expected = own.length / classes + PRIOR_COUNT
    weights.fill(PRIOR_STRENGTH * Math.log(PRIOR_COUNT / expected), row, row + classes)
    for (const label of own) counts[label] = (counts[label] ?? 0) + 1
    for (const label of own) {
      const count = counts[label] ?? 0
      if (count === 0) continue
      weights[row + label] = PRIOR_STRENGTH * Math.log((count + PRIOR_COUNT) / expected)
      counts[label] = 0
    }
  }
}

/** By feature: the labels of the examples that have it, and where they start. */
function labelsByFeature({ starts: examples, indices }: Vectors, own: Int32Array, size: number) {
  const starts = new Int32Array(size + 1)
  for (const feature of indices) starts[feature + 1] = (starts[feature + 1] ?? 0) + 1
  for (let feature = 0; feature < size; feature++) {
    starts[feature + 1] = (starts[feature + 1] ?? 0) + (starts[feature] ?? 0)
  }
  const next = starts.slice()
  const labels = new Int32Array(indices.length)
  own.forEach((label, example) => {
    const end = examples[example + 1] ?? 0
    for (let at = examples[example] ?? 0; at < end; at++) {
      const feature = indices[at] ?? 0
      const to = next[feature] ?? 0
      labels[to] = label
      next[feature] = to + 1
    }
  })
  return { starts, labels }
}
