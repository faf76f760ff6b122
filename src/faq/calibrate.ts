import { bestOf, type Fusion, fuse, judge, signalsOf } from './fusion.ts'
import { fitLogistic, type Logistic } from './logistic.ts'
import { blended, fitMixing, fitShare, type Opinion } from './mixing.ts'
import { leaveOut, type Probe, type ProbeOptions, type TrainingSet } from './probes.ts'

/** "Did you mean" offers three at most: a cheap phone shows no more without scrolling. */
export const MOST_OFFERED = 3
const MIN_PROBES = 60
/** Of the messages that are no small talk, about so many ask for something that is known. */
const KNOWN_SHARE = 0.8
/** Enough for the weights of three opinions. */
const MIXING_PROBES = 400
/** A question that is lost costs as much as this many that are answered although they are foreign. */
const LOST_TO_FOREIGN = 5
/** Worth this share of the most that a threshold is worth, another is as good. */
const AS_GOOD = 0.998
/** Of the messages that are answered at once, at least this share has to be answered rightly. */
const PRECISION = 0.9
/** Of the messages about nothing that is known, at most this share may be answered. */
const FOREIGN_ANSWERED = 0.05
const LOWEST_ANSWER = 0.5
const HIGHEST_ANSWER = 0.9
/** Of the messages whose right label is among the best, at least this share has to be offered. */
const OFFERED = 0.99
const LOWEST_OFFER = 0.15
const HIGHEST_OFFER = 0.35

const even = (weights: readonly number[]): Logistic => ({
  means: weights.slice(1).fill(0),
  scales: weights.slice(1).fill(1),
  weights,
})

/** What holds until there is enough content to calibrate on: careful guesses. */
const UNCALIBRATED: Fusion = {
  nearestWeight: 4,
  singlesWeight: 1,
  encoderWeight: 0,
  temperature: 0.6,
  squaresShare: 0.75,
  scope: even([0.5, 0, 0, 3, 0, 0, 0, 2, 0, 0, -2]),
  right: even([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
  foreignBelow: 0.4,
  answerFrom: 0.5,
  offerFrom: HIGHEST_OFFER,
}

export interface CalibrationOptions extends ProbeOptions {
  readonly ignoring?: readonly Opinion[] | undefined
}

/** Plain data: another thread may be asked to do it. */
export interface CalibrationTask {
  readonly set: TrainingSet
  readonly options: Omit<CalibrationOptions, 'onProgress'>
}

/** Begins to calibrate; what it returns gives the outcome, when it is there. */
export type Calibrator = (task: CalibrationTask) => () => Fusion

/** Fits weights and thresholds on phrasings, and whole classes, that were left out of training. */
export function calibrate(set: TrainingSet, options: CalibrationOptions): Fusion {
  const left = leaveOut(set, options)
  const squaresShare = fitShare(
    left.filter(({ kind }) => kind === 'phrasing').slice(0, MIXING_PROBES),
    options.ignoring,
  )
  const probes = left.map((probe) => blended(probe, squaresShare))
  const known = probes.filter(({ kind }) => kind === 'phrasing')
  const outside = probes.filter(({ label }) => label < 0)
  if (known.length < MIN_PROBES || outside.length < MIN_PROBES) return UNCALIBRATED
  const mixing = fitMixing(known.slice(0, MIXING_PROBES), options.ignoring)
  const seen = probes.map((probe) => {
    const mixed = fuse(mixing, probe.evidence)
    const [best] = bestOf(mixed.probabilities, 1)
    return { probe, signals: signalsOf(probe.evidence, mixed), right: best === probe.label }
  })
  const scoped = seen.filter(({ probe }) => probe.kind !== 'fragment')
  const inside = seen.filter(({ probe }) => probe.label >= 0)
  const outsideWeight = ((1 - KNOWN_SHARE) / KNOWN_SHARE) * (known.length / outside.length)
  const fusion = {
    ...mixing,
    squaresShare,
    scope: fitLogistic(
      scoped.map(({ signals }) => signals.scope),
      scoped.map(({ probe }) => probe.label >= 0),
      scoped.map(({ probe }) => (probe.label >= 0 ? 1 : outsideWeight)),
    ),
    right: fitLogistic(
      inside.map(({ signals }) => signals.right),
      inside.map(({ right }) => right),
    ),
  }
  const judged = probes.map((probe): Judged => toJudged(fusion, probe))
  return {
    ...fusion,
    foreignBelow: chooseScope(judged.filter(({ kind }) => kind !== 'fragment')),
    answerFrom: chooseAnswer(judged),
    offerFrom: chooseOffer(judged),
  }
}

interface Judged extends Pick<Probe, 'kind' | 'label'> {
  readonly inScope: number
  /** The probability that it is in scope and that the best label is right. */
  readonly sure: number
  readonly right: boolean
  /** The probability that it is in scope and that one of the best labels is right. */
  readonly likely: number
  readonly helps: boolean
}

function toJudged(fusion: Parameters<typeof judge>[0], { evidence, kind, label }: Probe): Judged {
  const { inScope, best } = judge(fusion, evidence, MOST_OFFERED)
  const [first] = best
  return {
    kind,
    label,
    inScope,
    sure: inScope * (first?.confidence ?? 0),
    right: first?.label === label,
    likely: inScope * best.reduce((sum, { confidence }) => sum + confidence, 0),
    helps: best.some((one) => one.label === label),
  }
}

/**
 * The threshold under which most is done right: known questions kept, others recognised. Around the
 * best one it hardly matters, and a few messages decide; so it is the middle of those as good.
 */
function chooseScope(judged: readonly Judged[]): number {
  const inside = judged.filter(({ label }) => label >= 0).length
  const outside = judged.length - inside
  const sorted = [...judged].sort((a, b) => a.inScope - b.inScope)
  let right = judged.filter((one) => one.right).length
  let recognised = 0
  const worths = sorted.map((one) => {
    const worth = (LOST_TO_FOREIGN * right) / inside + recognised / outside
    if (one.right) right--
    if (one.label < 0) recognised++
    return worth
  })
  const enough = AS_GOOD * worths.reduce((most, worth) => Math.max(most, worth), 0)
  const first = sorted[worths.findIndex((worth) => worth >= enough)]
  const last = sorted[worths.findLastIndex((worth) => worth >= enough)]
  return ((first?.inScope ?? 0) + (last?.inScope ?? 0)) / 2
}

/** The lowest probability from which on enough answers are right and few are to foreign messages. */
function chooseAnswer(judged: readonly Judged[]): number {
  const foreign = judged.filter(({ kind }) => kind === 'foreign')
  const asked = judged.filter(({ kind }) => kind === 'phrasing')
  const sorted = [...asked, ...foreign].sort((a, b) => b.sure - a.sure)
  let right = 0
  let answered = 0
  let wrongly = 0
  let lowest = HIGHEST_ANSWER
  for (const one of sorted) {
    if (one.kind === 'foreign') wrongly++
    else answered++
    if (wrongly > FOREIGN_ANSWERED * foreign.length) break
    if (one.right) right++
    if (right >= PRECISION * answered) lowest = one.sure
  }
  return Math.min(HIGHEST_ANSWER, Math.max(LOWEST_ANSWER, lowest))
}

/** The probability from which on nearly all are offered that an offer helps. */
function chooseOffer(judged: readonly Judged[]): number {
  const helped = judged
    .filter(({ kind, helps }) => kind === 'phrasing' && helps)
    .map(({ likely }) => likely)
    .sort((a, b) => a - b)
  const lowest = helped[Math.floor((1 - OFFERED) * helped.length)] ?? HIGHEST_OFFER
  return Math.min(HIGHEST_OFFER, Math.max(LOWEST_OFFER, lowest))
}
