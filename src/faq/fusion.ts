import { softmax } from './classifier.ts'
import { type Logistic, probabilityOf } from './logistic.ts'

/** How the opinions on a message become one, and when it is sure enough; fitted by calibration. */
export interface Fusion {
  readonly nearestWeight: number
  readonly encoderWeight: number
  readonly temperature: number
  /** From signals to the probability that the message is about anything that is known. */
  readonly scope: Logistic
  /** Below this probability of being in scope a message is unknown. */
  readonly unknownBelow: number
  /** From this probability and this confidence on a message is answered; else it is ambiguous. */
  readonly sureFrom: number
  readonly answeredFrom: number
}

/** What the parts of the matcher say about one message. */
export interface Evidence {
  /** By class: scores of the classifier. */
  readonly scores: Float32Array
  /** By class: cosine of the nearest phrasing. */
  readonly nearest: Float32Array
  /** By class: cosine of the nearest phrasing by the encoder. */
  readonly encoded?: Float32Array | undefined
  /** Share of the message's words that training has seen. */
  readonly coverage: number
  /** Share of what the message talks about that a class talks about too. */
  sharedWith(label: number): number
  readonly words: number
}

/** By class: the probability that the message asks for it, given that it asks for one of them. */
export function fuse(
  fusion: Pick<Fusion, 'nearestWeight' | 'encoderWeight' | 'temperature'>,
  evidence: Evidence,
): Float32Array {
  const { scores, nearest, encoded } = evidence
  const fused = new Float32Array(scores.length)
  for (let c = 0; c < fused.length; c++) {
    fused[c] =
      (scores[c] ?? 0) +
      fusion.nearestWeight * (nearest[c] ?? 0) +
      (encoded === undefined ? 0 : fusion.encoderWeight * (encoded[c] ?? 0))
  }
  softmax(fused, fusion.temperature)
  return fused
}

/** The classes with the highest probabilities, best first. */
export function bestOf(probabilities: Float32Array, count: number): number[] {
  const best: number[] = []
  probabilities.forEach((probability, c) => {
    const last = probabilities[best[count - 1] ?? -1] ?? -1
    if (best.length === count && probability <= last) return
    const place = best.findIndex((other) => probability > (probabilities[other] ?? 0))
    best.splice(place === -1 ? best.length : place, 0, c)
    if (best.length > count) best.pop()
  })
  return best
}

const LEAST = 1e-6

/** What tells a message in scope from one out of scope. */
export function scopeSignals(evidence: Evidence, probabilities: Float32Array): number[] {
  const [first = 0, second = 0] = bestOf(probabilities, 2)
  const p = clamp(probabilities[first] ?? 0)
  const next = clamp(probabilities[second] ?? 0)
  const nearest = evidence.nearest[first] ?? 0
  return [
    Math.log(p / (1 - p)),
    Math.log(p / next),
    evidence.scores[first] ?? 0,
    nearest,
    Math.max(...evidence.nearest) - nearest,
    evidence.coverage,
    Math.log(1 + evidence.words),
    evidence.sharedWith(first),
    ...(evidence.encoded === undefined ? [] : [evidence.encoded[first] ?? 0]),
  ]
}

/** The probability that the message is in scope. */
export function scopeOf(fusion: Fusion, evidence: Evidence, probabilities: Float32Array): number {
  return probabilityOf(fusion.scope, scopeSignals(evidence, probabilities))
}

function clamp(probability: number): number {
  return Math.min(1 - LEAST, Math.max(LEAST, probability))
}
