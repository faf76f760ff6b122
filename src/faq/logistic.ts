/** A logistic regression over a few signals: weights for the standardised signals, then the bias. */
export interface Logistic {
  readonly means: readonly number[]
  readonly scales: readonly number[]
  readonly weights: readonly number[]
}

const ROUNDS = 25
const RIDGE = 1e-2
const SMALLEST_SCALE = 1e-6

/** Fits by Newton's method; `importance` weighs the rows (1 where left out). */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  truths: readonly boolean[],
  importance: readonly number[] = [],
): Logistic {
  const size = rows[0]?.length ?? 0
  const means = Array.from({ length: size }, (_, k) => mean(rows.map((row) => row[k] ?? 0)))
  const scales = means.map((middle, k) => {
    const variance = mean(rows.map((row) => ((row[k] ?? 0) - middle) ** 2))
    return Math.max(SMALLEST_SCALE, Math.sqrt(variance))
  })
  const inputs = rows.map((row) => standardize(row, means, scales))
  let weights: number[] = new Array(size + 1).fill(0)
  for (let round = 0; round < ROUNDS; round++) {
    const slope: number[] = weights.map((weight) => RIDGE * weight)
    const curve: number[][] = weights.map((_, i) => weights.map((__, j) => (i === j ? RIDGE : 0)))
    for (let row = 0; row < inputs.length; row++) {
      const input = inputs[row] ?? []
      const weight = importance[row] ?? 1
      const p = sigmoid(dot(weights, input))
      const error = weight * (p - (truths[row] === true ? 1 : 0))
      const bend = weight * Math.max(1e-6, p * (1 - p))
      for (let i = 0; i < input.length; i++) {
        const x = input[i] ?? 0
        slope[i] = (slope[i] ?? 0) + error * x
        const line = curve[i] ?? []
        for (let j = 0; j < input.length; j++) line[j] = (line[j] ?? 0) + bend * x * (input[j] ?? 0)
      }
    }
    const change = solve(curve, slope)
    weights = weights.map((weight, k) => weight - (change[k] ?? 0))
    if (Math.max(...change.map(Math.abs)) < 1e-6) break
  }
  return { means, scales, weights }
}

/** The probability a fitted regression gives to a row of signals. */
export function probabilityOf(model: Logistic, row: readonly number[]): number {
  return sigmoid(dot(model.weights, standardize(row, model.means, model.scales)))
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

function standardize(
  row: readonly number[],
  means: readonly number[],
  scales: readonly number[],
): number[] {
  return [...row.map((x, k) => (x - (means[k] ?? 0)) / (scales[k] ?? 1)), 1]
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += (a[k] ?? 0) * (b[k] ?? 0)
  return sum
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, x) => sum + x, 0) / values.length
}

/** Solves a small symmetric positive system by elimination. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, k) => [...row, right[k] ?? 0])
  const size = rows.length
  for (let pivot = 0; pivot < size; pivot++) {
    const top = rows[pivot] ?? []
    for (const row of rows.slice(pivot + 1)) {
      const factor = (row[pivot] ?? 0) / (top[pivot] ?? 1)
      for (let k = pivot; k <= size; k++) row[k] = (row[k] ?? 0) - factor * (top[k] ?? 0)
    }
  }
  const result: number[] = new Array(size).fill(0)
  for (let k = size - 1; k >= 0; k--) {
    const row = rows[k] ?? []
    let rest = row[size] ?? 0
    for (let j = k + 1; j < size; j++) rest -= (row[j] ?? 0) * (result[j] ?? 0)
    result[k] = rest / (row[k] ?? 1)
  }
  return result
}
