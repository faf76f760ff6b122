import type { Features } from './features.ts'
import { bestOf, type Evidence, type Fusion, fuse, scopeSignals } from './fusion.ts'
import { fitLogistic, probabilityOf } from './logistic.ts'
import type { EncodedPhrasings } from './model.ts'
import { evidenceOf, nearestEncoded, type PartsOptions, trainParts } from './parts.ts'
import { createRandom, shuffle } from './random.ts'

/** A phrasing that training did not see, and what the parts say about it. */
interface Probe {
  readonly evidence: Evidence
  /** -1 where its whole class was left out: for the model it is out of scope. */
  readonly label: number
}

/** Enough for eight weights and two thresholds; more would only take longer. */
export const MAX_PROBES = 2000
const MIN_PROBES = 60
/** One class in so many is left out, to see what the unknown looks like. */
const CLASS_SHARE = 4
/** Of the other classes, one phrasing in so many. */
const PHRASING_SHARE = 5
/** An answer that misses costs as much as this many that are withheld; an offer costs less. */
const INSIDE_TO_ANSWER = 3
const INSIDE_TO_OFFER = 6
/** Of the messages that are answered at once, at least this share has to be answered rightly. */
const PRECISION = 0.9
const LOWEST_ANSWERED = 0.3
const HIGHEST_ANSWERED = 0.9

/** What holds until there is enough content to calibrate on: careful guesses. */
export const UNCALIBRATED: Fusion = {
  nearestWeight: 4,
  encoderWeight: 0,
  temperature: 0.6,
  scope: {
    means: [0, 0, 0, 0, 0, 0, 0, 0],
    scales: [1, 1, 1, 1, 1, 1, 1, 1],
    weights: [0.5, 0, 0, 3, 0, 0, 0, 2, -2],
  },
  unknownBelow: 0.4,
  sureFrom: 0.5,
  answeredFrom: 0.55,
}

export interface CalibrationOptions extends PartsOptions {
  readonly encoder?: EncodedPhrasings | undefined
  /** Messages about nothing that is known. */
  readonly foreign: readonly Features[]
}

/** Fits weights and thresholds on phrasings, and whole classes, that were left out of training. */
export function calibrate(
  rows: readonly Features[],
  labels: Int32Array,
  options: CalibrationOptions,
): Fusion {
  const probes = leaveOut(rows, labels, options)
  const inScope = probes.filter((probe) => probe.label >= 0)
  const outside = probes.length - inScope.length
  if (inScope.length < MIN_PROBES || outside < MIN_PROBES) return UNCALIBRATED
  const mixing = fitMixing(inScope)
  const signals = probes.map(({ evidence }) => scopeSignals(evidence, fuse(mixing, evidence)))
  const known = probes.map((probe) => probe.label >= 0)
  const balance = known.map((is) => (is ? 1 : inScope.length / outside))
  const scope = fitLogistic(signals, known, balance)
  const judged = probes.map(({ evidence, label }, k): Judged => {
    const probabilities = fuse(mixing, evidence)
    const [best = 0] = bestOf(probabilities, 1)
    return {
      inScope: probabilityOf(scope, signals[k] ?? []),
      confidence: probabilities[best] ?? 0,
      known: label >= 0,
      right: best === label,
    }
  })
  const sureFrom = chooseScope(judged, INSIDE_TO_ANSWER)
  const unknownBelow = Math.min(sureFrom, chooseScope(judged, INSIDE_TO_OFFER))
  return {
    ...mixing,
    scope,
    unknownBelow,
    sureFrom,
    answeredFrom: chooseAnswered(judged.filter(({ inScope }) => inScope >= sureFrom)),
  }
}

function leaveOut(
  rows: readonly Features[],
  labels: Int32Array,
  options: CalibrationOptions,
): Probe[] {
  const random = createRandom(options.seed)
  const classOrder = Int32Array.from({ length: options.classes }, (_, c) => c)
  shuffle(classOrder, random)
  const gone = new Set(classOrder.subarray(0, Math.floor(options.classes / CLASS_SHARE)))
  const order = Int32Array.from(rows.keys())
  shuffle(order, random)
  const kept: number[] = []
  const inside: number[] = []
  const outside: number[] = []
  order.forEach((row, at) => {
    if (gone.has(labels[row] ?? 0)) outside.push(row)
    else if (at % PHRASING_SHARE === 0) inside.push(row)
    else kept.push(row)
  })
  const keptLabels = Int32Array.from(kept, (row) => labels[row] ?? 0)
  const parts = trainParts(
    kept.flatMap((row) => rows[row] ?? []),
    keptLabels,
    options,
  )
  const encoder = options.encoder === undefined ? undefined : pick(options.encoder, kept)
  const probe = (row: number, label: number): Probe[] => {
    const features = rows[row]
    if (features === undefined) return []
    const evidence = evidenceOf(parts, features)
    if (encoder === undefined || options.encoder === undefined) return [{ evidence, label }]
    const vector = vectorAt(options.encoder, row)
    const encoded = nearestEncoded(encoder, keptLabels, vector, options.classes)
    return [{ evidence: { ...evidence, encoded }, label }]
  }
  return [
    ...inside.slice(0, MAX_PROBES / 2).flatMap((row) => probe(row, labels[row] ?? 0)),
    ...outside.slice(0, MAX_PROBES / 4).flatMap((row) => probe(row, -1)),
    ...options.foreign
      .slice(0, MAX_PROBES / 4)
      .map((row) => ({ evidence: evidenceOf(parts, row), label: -1 })),
  ]
}

function pick(encoder: EncodedPhrasings, rows: readonly number[]): EncodedPhrasings {
  const vectors = new Float32Array(rows.length * encoder.dimensions)
  rows.forEach((row, at) => {
    vectors.set(vectorAt(encoder, row), at * encoder.dimensions)
  })
  return { ...encoder, vectors }
}

function vectorAt({ vectors, dimensions }: EncodedPhrasings, row: number): Float32Array {
  return vectors.subarray(row * dimensions, (row + 1) * dimensions)
}

type Mixing = Pick<Fusion, 'nearestWeight' | 'encoderWeight' | 'temperature'>

const NEAREST_WEIGHTS = [0, 1, 2, 3, 4, 6, 8, 12]
const ENCODER_WEIGHTS = [0, 1, 2, 4, 8, 16, 32]
const TEMPERATURES = [0.3, 0.4, 0.5, 0.6, 0.7, 0.85, 1, 1.2, 1.5]
/** What the encoder has to gain (mean log-likelihood) before it is listened to. */
const WORTH = 0.005

/** The weights under which what was left out is least surprising. */
function fitMixing(probes: readonly Probe[]): Mixing {
  let best: Mixing = { nearestWeight: 2, encoderWeight: 0, temperature: 0.6 }
  let least = Infinity
  const tryOut = (mixing: Mixing, gain = 0): void => {
    const surprise = surpriseOf(mixing, probes)
    if (surprise >= least - gain) return
    best = mixing
    least = surprise
  }
  // One after the other and once again: the two hardly depend on each other.
  for (let round = 0; round < 2; round++) {
    const { temperature } = best
    for (const nearestWeight of NEAREST_WEIGHTS) {
      tryOut({ nearestWeight, encoderWeight: 0, temperature })
    }
    const { nearestWeight } = best
    for (const other of TEMPERATURES) {
      tryOut({ nearestWeight, encoderWeight: 0, temperature: other })
    }
  }
  if (probes[0]?.evidence.encoded === undefined) return best
  const { nearestWeight, temperature } = best
  for (const encoderWeight of ENCODER_WEIGHTS) {
    tryOut({ nearestWeight, encoderWeight, temperature }, encoderWeight === 0 ? 0 : WORTH)
  }
  const { encoderWeight } = best
  for (const other of TEMPERATURES) tryOut({ nearestWeight, encoderWeight, temperature: other })
  return best
}

function surpriseOf(mixing: Mixing, probes: readonly Probe[]): number {
  let sum = 0
  for (const { evidence, label } of probes) {
    sum -= Math.log(Math.max(1e-9, fuse(mixing, evidence)[label] ?? 0))
  }
  return sum / probes.length
}

interface Judged {
  readonly inScope: number
  readonly confidence: number
  readonly known: boolean
  readonly right: boolean
}

/** The threshold under which most is done right: known questions answered, others recognised. */
function chooseScope(probes: readonly Judged[], insideWeight: number): number {
  const inside = probes.filter(({ known }) => known).length
  const outside = probes.length - inside
  const sorted = [...probes].sort((a, b) => a.inScope - b.inScope)
  let right = probes.filter((probe) => probe.right).length
  let recognised = 0
  let most = -1
  let threshold = 0
  for (const probe of sorted) {
    const worth = (insideWeight * right) / inside + recognised / outside
    if (worth > most) {
      most = worth
      threshold = probe.inScope
    }
    if (probe.right) right--
    if (!probe.known) recognised++
  }
  return threshold
}

/** The lowest confidence from which on enough of the answers are right. */
function chooseAnswered(probes: readonly Judged[]): number {
  const sorted = probes.filter(({ known }) => known).sort((a, b) => b.confidence - a.confidence)
  let right = 0
  let lowest = HIGHEST_ANSWERED
  sorted.forEach((probe, at) => {
    if (probe.right) right++
    if (right / (at + 1) >= PRECISION) lowest = probe.confidence
  })
  return Math.min(HIGHEST_ANSWERED, Math.max(LOWEST_ANSWERED, lowest))
}
