import { softmax } from './classifier.ts'
import { type Logistic, probabilityOf } from './logistic.ts'

/** How the opinions on a message become one, and when it is sure enough; fitted by calibration. */
export interface Fusion {
  readonly nearestWeight: number
  readonly singlesWeight: number
  readonly encoderWeight: number
  readonly temperature: number
  /** How much of the scores is what least squares make of a message; the rest is the classifier's. */
  readonly squaresShare: number
  /** From signals to the probability that the message is about anything that is known. */
  readonly scope: Logistic
  /** From signals to the probability that, if it is, the best label is the right one. */
  readonly right: Logistic
  /** Below this probability of being in scope a message is taken for foreign. */
  readonly foreignBelow: number
  /** From this probability of being in scope and right on, the best label is the answer. */
  readonly answerFrom: number
  /** From this probability of being in scope and among the best on, these are offered. */
  readonly offerFrom: number
}

/** What the parts of the matcher say about one message. */
export interface Evidence {
  /** How many classes are labels; where there is one more, it is that of foreign messages. */
  readonly labels: number
  /** By class: scores of the classifier. */
  readonly scores: Float32Array
  /** By class: outcomes of least squares, where they are not yet part of the scores. */
  readonly squares?: Float32Array | undefined
  /** By class: cosine of the nearest phrasing. */
  readonly nearest: Float32Array
  /** What the message shares with one phrasing only, by the class of that phrasing. */
  readonly singles: readonly { readonly label: number; readonly value: number }[]
  /** By class: cosine of the nearest phrasing by the encoder. */
  readonly encoded?: Float32Array | undefined
  /** How much the message holds that training has seen. */
  readonly amount: number
  /** Share of the message's words that training has seen. */
  readonly coverage: number
  /** Share of what the message talks about that a class talks about too. */
  sharedWith(label: number): number
  readonly words: number
}

/** The part of the fusion that mixes opinions. */
export type Mixing = Pick<
  Fusion,
  'nearestWeight' | 'singlesWeight' | 'encoderWeight' | 'temperature'
>

/** The opinions as one. */
export interface Mixed {
  /** By label: the probability that the message asks for it, given that it asks for one of them. */
  readonly probabilities: Float32Array
  /** The probability that it is like the foreign messages of training; 0 where there were none. */
  readonly foreign: number
}

/** Adds up what all say of every class, into `sums`. */
export function addUp(mixing: Mixing, evidence: Evidence, sums: Float32Array): void {
  const { scores, nearest, encoded } = evidence
  for (let c = 0; c < sums.length; c++) {
    sums[c] =
      (scores[c] ?? 0) +
      mixing.nearestWeight * (nearest[c] ?? 0) +
      (encoded === undefined ? 0 : mixing.encoderWeight * (encoded[c] ?? 0))
  }
  for (const { label, value } of evidence.singles) {
    sums[label] = (sums[label] ?? 0) + mixing.singlesWeight * value
  }
}

/** Makes one opinion of all. */
export function fuse(mixing: Mixing, evidence: Evidence): Mixed {
  const { scores, labels } = evidence
  const fused = new Float32Array(scores.length)
  addUp(mixing, evidence, fused)
  softmax(fused, mixing.temperature)
  if (labels === fused.length) return { probabilities: fused, foreign: 0 }
  const foreign = fused[labels] ?? 0
  const rest = Math.max(LEAST, 1 - foreign)
  const probabilities = fused.subarray(0, labels)
  for (let c = 0; c < labels; c++) probabilities[c] = (probabilities[c] ?? 0) / rest
  return { probabilities, foreign }
}

/** The classes with the highest probabilities, best first. */
export function bestOf(probabilities: Float32Array, count: number): number[] {
  const best: number[] = []
  let least = -1
  for (let c = 0; c < probabilities.length; c++) {
    const probability = probabilities[c] ?? 0
    if (best.length === count && probability <= least) continue
    const place = best.findIndex((other) => probability > (probabilities[other] ?? 0))
    best.splice(place === -1 ? best.length : place, 0, c)
    if (best.length > count) best.pop()
    least = probabilities[best.at(-1) ?? 0] ?? 0
  }
  return best
}

const LEAST = 1e-6

/** What the best label of a message has to show. */
export interface Signals {
  /** What tells a message in scope from one out of scope. */
  readonly scope: readonly number[]
  /** What tells a label that is right from one that is not. */
  readonly right: readonly number[]
}

/** Looks for the signals. */
export function signalsOf(evidence: Evidence, { probabilities, foreign }: Mixed): Signals {
  const [first = 0, second = 0] = bestOf(probabilities, 2)
  const p = clamp(probabilities[first] ?? 0)
  const next = clamp(probabilities[second] ?? 0)
  const nearest = evidence.nearest[first] ?? 0
  const known = clamp(1 - foreign)
  const shared = [
    Math.log(p / (1 - p)),
    Math.log(p / next),
    evidence.scores[first] ?? 0,
    nearest,
    highestOf(evidence.nearest.subarray(0, evidence.labels)) - nearest,
    evidence.coverage,
    Math.log(1 + evidence.words),
    evidence.sharedWith(first),
    Math.log(known / (1 - known)),
  ]
  const single = evidence.singles.find(({ label }) => label === first)?.value ?? 0
  return {
    scope: [...shared, logSumOf(evidence.scores)],
    right: [...shared, single, Math.log(1 + evidence.amount)],
  }
}

/** The logarithm of the sum of the exponentials: how much all classes have to say together. */
function logSumOf(scores: Float32Array): number {
  const highest = highestOf(scores)
  let sum = 0
  for (let c = 0; c < scores.length; c++) sum += Math.exp((scores[c] ?? 0) - highest)
  return highest + Math.log(sum)
}

/** By place: an iterator makes an object of each number. */
function highestOf(values: Float32Array): number {
  let highest = -Infinity
  for (let at = 0; at < values.length; at++) highest = Math.max(highest, values[at] ?? 0)
  return highest
}

/** A message as the matcher sees it in the end. */
export interface Judgement {
  /** The probability that it is about anything that is known. */
  readonly inScope: number
  /** The best labels, best first, each with the probability that it is right if one is. */
  readonly best: readonly { readonly label: number; readonly confidence: number }[]
}

/** Judges a message; at most `count` labels. */
export function judge(
  fusion: Mixing & Pick<Fusion, 'scope' | 'right'>,
  evidence: Evidence,
  count: number,
): Judgement {
  const mixed = fuse(fusion, evidence)
  const signals = signalsOf(evidence, mixed)
  const confidence = probabilityOf(fusion.right, signals.right)
  return {
    inScope: probabilityOf(fusion.scope, signals.scope),
    best: spread(mixed.probabilities, bestOf(mixed.probabilities, count), confidence),
  }
}

/** The best label has its own confidence; the others share what is left as they did before. */
function spread(
  probabilities: Float32Array,
  best: readonly number[],
  confidence: number,
): Judgement['best'] {
  const first = probabilities[best[0] ?? 0] ?? 0
  const factor = (1 - confidence) / Math.max(LEAST, 1 - first)
  return best.map((label, place) => ({
    label,
    confidence:
      place === 0 ? confidence : Math.min(confidence, factor * (probabilities[label] ?? 0)),
  }))
}

function clamp(probability: number): number {
  return Math.min(1 - LEAST, Math.max(LEAST, probability))
}
