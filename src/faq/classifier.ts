import type { Vector } from './vector.ts'

/** Multinomial logistic regression: one row of weights a feature, one column a class. */
export interface Classifier {
  readonly classes: number
  /** `[feature][class]`, in units of the row's scale: a quarter of the memory, and as right. */
  readonly weights: Int8Array
  /** By feature: what one unit of its row is. */
  readonly scales: Float32Array
  readonly bias: Float32Array
}

/** The scores (logits) of a vector for every class. */
export function scoresOf(
  classifier: Classifier,
  vector: Pick<Vector, 'indices' | 'values'>,
): Float32Array {
  const { weights, scales, classes } = classifier
  const scores = new Float32Array(classifier.bias)
  const { indices, values } = vector
  // Four features at once, added one after the other all the same: rounding stays as it is.
  for (let at = 0; at < indices.length; at += 4) {
    const a = indices[at] ?? 0
    const b = indices[at + 1] ?? 0
    const d = indices[at + 2] ?? 0
    const e = indices[at + 3] ?? 0
    const valueA = (values[at] ?? 0) * (scales[a] ?? 0)
    const valueB = (values[at + 1] ?? 0) * (scales[b] ?? 0)
    const valueD = (values[at + 2] ?? 0) * (scales[d] ?? 0)
    const valueE = (values[at + 3] ?? 0) * (scales[e] ?? 0)
    for (let c = 0; c < classes; c++) {
      let score = scores[c] ?? 0
      score = Math.fround(score + valueA * (weights[a * classes + c] ?? 0))
      score = Math.fround(score + valueB * (weights[b * classes + c] ?? 0))
      score = Math.fround(score + valueD * (weights[d * classes + c] ?? 0))
      scores[c] = score + valueE * (weights[e * classes + c] ?? 0)
    }
  }
  return scores
}

/** Turns scores into probabilities, in place. */
export function softmax(scores: Float32Array, temperature = 1): void {
  let highest = -Infinity
  for (let c = 0; c < scores.length; c++) highest = Math.max(highest, scores[c] ?? 0)
  let sum = 0
  for (let c = 0; c < scores.length; c++) {
    const power = Math.exp(((scores[c] ?? 0) - highest) / temperature)
    scores[c] = power
    sum += power
  }
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] ?? 0) / sum
}

const LARGEST_UNIT = 127

/** Weights, `width` numbers a feature, as the classifier keeps them. */
export function quantize(
  { weights, width }: { readonly weights: Float32Array; readonly width: number },
  { features, classes }: { readonly features: number; readonly classes: number },
): Pick<Classifier, 'weights' | 'scales'> {
  const units = new Int8Array(features * classes)
  const scales = new Float32Array(features)
  for (let feature = 0; feature < features; feature++) {
    const row = feature * width
    let largest = 0
    for (let c = 0; c < classes; c++) {
      const size = Math.abs(weights[row + c] ?? 0)
      if (size > largest) largest = size
    }
    if (largest === 0) continue
    scales[feature] = largest / LARGEST_UNIT
    const perUnit = LARGEST_UNIT / largest
    const place = feature * classes
    for (let c = 0; c < classes; c++) {
      // The array cuts the fraction off: half a unit more rounds it, several times as fast.
      const exact = (weights[row + c] ?? 0) * perUnit
      units[place + c] = exact < 0 ? exact - 0.5 : exact + 0.5
    }
  }
  return { weights: units, scales }
}
