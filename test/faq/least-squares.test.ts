import { describe, expect, it } from 'vitest'
import { scoresOf } from '../../src/faq/classifier.ts'
import { blend, blendScores, squaresOf, trainLeastSquares } from '../../src/faq/least-squares.ts'

/** Three labels over four features: each has one of its own, and all have the last. */
const vectors = {
  starts: Int32Array.of(0, 2, 4, 6),
  indices: Int32Array.of(0, 3, 1, 3, 2, 3),
  values: Float32Array.of(0.8, 0.6, 0.8, 0.6, 0.8, 0.6),
}
const squares = trainLeastSquares(vectors, Int32Array.of(0, 1, 2), {
  features: 4,
  classes: 3,
  seed: 1,
})
const classifier = {
  classes: 3,
  weights: Int8Array.of(127, 0, 0, 0, 127, 0, 0, 0, 127, 64, 64, 64),
  scales: Float32Array.of(0.02, 0.02, 0.02, 0.01),
  bias: Float32Array.of(0.5, 0, -0.5),
}
const message = { indices: Int32Array.of(1, 3), values: Float32Array.of(0.8, 0.6) }

describe('trainLeastSquares', () => {
  it('gives what all labels share no weight, and what is of one its own', () => {
    const ofShared = { indices: Int32Array.of(3), values: Float32Array.of(1) }
    const ofSecond = { indices: Int32Array.of(1), values: Float32Array.of(1) }

    for (const outcome of squaresOf(squares, ofShared, 3)) expect(outcome).toBeCloseTo(0, 1)
    const outcomes = [...squaresOf(squares, ofSecond, 3)].map((outcome) => Math.sign(outcome))
    expect(outcomes).toEqual([-1, 1, -1])
  })
})

describe('blend', () => {
  it('makes one classifier that scores as both together', () => {
    const scores = scoresOf(classifier, message)
    const outcomes = squaresOf(squares, message, 3)

    for (const share of [0, 0.5, 1]) {
      const blended = scoresOf(blend(classifier, squares, share), message)
      blendScores(scores, outcomes, share).forEach((score, c) => {
        expect(blended[c]).toBeCloseTo(score, 1)
      })
    }
  })

  it('is the classifier alone where least squares have no share', () => {
    const alone = scoresOf(classifier, message)

    const blended = scoresOf(blend(classifier, squares, 0), message)

    alone.forEach((score, c) => {
      expect(blended[c]).toBeCloseTo(score, 3)
    })
  })
})
