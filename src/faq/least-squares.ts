import { type Classifier, quantize } from './classifier.ts'
import { createRandom, shuffle } from './random.ts'
import { createSpace, padded } from './space.ts'
import type { Vector, Vectors } from './vector.ts'

/**
 * What least squares make of the phrasings. Of a few a label they learn more than the classifier,
 * whose steps are many small ones: words that all labels share, and meanings that tie languages
 * together, are weighed against each other until they fit. Of many phrasings both learn the same.
 */
export interface LeastSquares {
  /** `[feature][class]`: what it adds to one where the class is right, to zero where it is not. */
  readonly weights: Float32Array
  /** How many numbers a feature takes, at least one a class. */
  readonly width: number
}

export interface LeastSquaresOptions {
  readonly features: number
  readonly classes: number
  readonly seed: number
}

/** How dear large weights are: with unit vectors, a tenth of what a phrasing is worth. */
const RIDGE = 0.1
/** After so many rounds nothing that can be measured changes. */
const ROUNDS = 4
/** What brings the outcomes, which are around one, to the size of the classifier's scores. */
const SIZE = 10

/** Fits phrasing by phrasing (coordinate descent on the dual): each round gets nearer for certain. */
export function trainLeastSquares(
  vectors: Vectors,
  labels: Int32Array,
  options: LeastSquaresOptions,
): LeastSquares {
  const { classes } = options
  const space = createSpace(vectors, options)
  const { kernel, at, stride, scores: excess, gradient: change } = space
  /** `[phrasing][class]`: how much of the phrasing is in the weights. */
  const shares = new Float32Array(labels.length * classes)
  const squares = squaredLengths(vectors)
  const settle = (row: number): void => {
    const own = shares.subarray(row * classes, (row + 1) * classes)
    const label = labels[row] ?? 0
    const start = 4 * (space.starts[row] ?? 0)
    const count = (vectors.starts[row + 1] ?? 0) - (vectors.starts[row] ?? 0)
    if (count === 0) return
    for (let c = 0; c < classes; c++) excess[c] = RIDGE * (own[c] ?? 0) + 1 / classes
    excess[label] = (excess[label] ?? 0) - 1
    const [indices, values] = [at.indices + start, at.values + start]
    kernel.score(at.scores, stride, at.weights, indices, values, padded(count))
    const step = -1 / ((squares[row] ?? 0) + RIDGE)
    for (let c = 0; c < classes; c++) {
      const moved = step * (excess[c] ?? 0)
      change[c] = moved
      own[c] = (own[c] ?? 0) + moved
    }
    kernel.add(at.gradient, stride, at.weights, indices, values, count)
  }
  const order = Int32Array.from(labels.keys())
  const random = createRandom(options.seed)
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, random)
    for (const row of order) settle(row)
  }
  return { weights: space.weights, width: space.width }
}

function squaredLengths({ starts, values }: Vectors): Float32Array {
  const squares = new Float32Array(starts.length - 1)
  return squares.map((_, row) => {
    let square = 0
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) {
      square += (values[at] ?? 0) ** 2
    }
    return square
  })
}

/** By class: what least squares make of a message; about one for the right one. */
export function squaresOf(
  { weights, width }: LeastSquares,
  { indices, values }: Pick<Vector, 'indices' | 'values'>,
  classes: number,
): Float32Array {
  const outcomes = new Float32Array(classes)
  for (let at = 0; at < indices.length; at++) {
    const value = values[at] ?? 0
    const place = (indices[at] ?? 0) * width
    for (let c = 0; c < classes; c++) {
      outcomes[c] = (outcomes[c] ?? 0) + value * (weights[place + c] ?? 0)
    }
  }
  return outcomes
}

/** Scores of the classifier and outcomes of least squares as one; `share` as in {@link blend}. */
export function blendScores(
  scores: Float32Array,
  squares: Float32Array,
  share: number,
): Float32Array {
  return scores.map((score, c) => (1 - share) * score + share * SIZE * (squares[c] ?? 0))
}

/** The classifier and the least squares as one classifier; `share` is that of the latter, 0 to 1. */
export function blend(classifier: Classifier, squares: LeastSquares, share: number): Classifier {
  const { classes, weights, scales, bias } = classifier
  const { width } = squares
  const blended = new Float32Array(scales.length * width)
  scales.forEach((scale, feature) => {
    const from = feature * width
    for (let c = 0; c < classes; c++) {
      const score = scale * (weights[feature * classes + c] ?? 0)
      blended[from + c] = (1 - share) * score + share * SIZE * (squares.weights[from + c] ?? 0)
    }
  })
  return {
    classes,
    ...quantize({ weights: blended, width }, { features: scales.length, classes }),
    bias: bias.map((value) => (1 - share) * value),
  }
}
