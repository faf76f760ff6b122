import { addUp, type Evidence, type Mixing } from './fusion.ts'
import { blendScores } from './least-squares.ts'

/** A phrasing that training did not see, and its label. */
export interface KnownProbe {
  readonly evidence: Evidence
  readonly label: number
}

const NEAREST_WEIGHTS = [0, 0.5, 1, 2, 3, 4, 6, 8]
const SINGLES_WEIGHTS = [0, 0.5, 1, 1.5, 2, 3]
const ENCODER_WEIGHTS = [0, 1, 2, 4, 8, 16, 32]
const TEMPERATURES = [0.3, 0.4, 0.5, 0.6, 0.7, 0.85, 1, 1.2, 1.5]
/** What an opinion has to gain (mean log-likelihood) before it is listened to. */
const WORTH = 0.005
/** One phrasing that is all wrong does not decide. */
const MOST_SURPRISE = 20

const SQUARES_SHARES = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1]

/** The opinions that the classifier's is mixed with, by the names of their weights. */
export const OPINIONS = ['nearest', 'singles', 'squares'] as const
export type Opinion = (typeof OPINIONS)[number]

/** The weights under which what was left out is least surprising; `ignoring` some opinions. */
export function fitMixing(
  probes: readonly KnownProbe[],
  ignoring: readonly Opinion[] = [],
): Mixing {
  const weighs = (opinion: Opinion, weights: readonly number[]) =>
    ignoring.includes(opinion) ? [0] : weights
  let best: Mixing = {
    nearestWeight: ignoring.includes('nearest') ? 0 : 1,
    singlesWeight: ignoring.includes('singles') ? 0 : 1,
    encoderWeight: 0,
    temperature: 0.6,
  }
  let least = Infinity
  const tryOut = (mixing: Mixing, gain = 0): void => {
    const surprise = surpriseOf(mixing, probes)
    if (surprise >= least - gain) return
    best = mixing
    least = surprise
  }
  // One after the other and once again: they hardly depend on each other.
  for (let round = 0; round < 2; round++) {
    for (const nearestWeight of weighs('nearest', NEAREST_WEIGHTS))
      tryOut({ ...best, nearestWeight })
    for (const singlesWeight of weighs('singles', SINGLES_WEIGHTS))
      tryOut({ ...best, singlesWeight })
    for (const temperature of TEMPERATURES) tryOut({ ...best, temperature })
  }
  if (probes[0]?.evidence.encoded === undefined) return best
  for (const encoderWeight of ENCODER_WEIGHTS) {
    tryOut({ ...best, encoderWeight }, encoderWeight === 0 ? 0 : WORTH)
  }
  for (const temperature of TEMPERATURES) tryOut({ ...best, temperature })
  return best
}

/** The share of least squares in the scores under which what was left out is least surprising. */
export function fitShare(probes: readonly KnownProbe[], ignoring: readonly Opinion[] = []): number {
  if (probes[0]?.evidence.squares === undefined) return 0
  let best = 0
  let least = Infinity
  for (const share of ignoring.includes('squares') ? [0] : SQUARES_SHARES) {
    const mixed = probes.map((probe) => blended(probe, share))
    const surprise = surpriseOf(fitMixing(mixed, ignoring), mixed)
    if (surprise >= least) continue
    best = share
    least = surprise
  }
  return best
}

/** A probe whose scores are those of the classifier and of least squares as one. */
export function blended<T extends KnownProbe>(probe: T, share: number): T {
  const { scores, squares, ...others } = probe.evidence
  if (squares === undefined) return probe
  return { ...probe, evidence: { ...others, scores: blendScores(scores, squares, share) } }
}

function surpriseOf(mixing: Mixing, probes: readonly KnownProbe[]): number {
  const sums = new Float32Array(probes[0]?.evidence.scores.length ?? 0)
  let total = 0
  for (const { evidence, label } of probes) {
    addUp(mixing, evidence, sums)
    total += Math.min(MOST_SURPRISE, surprise(sums.subarray(0, evidence.labels), label, mixing))
  }
  return total / probes.length
}

/** Minus the logarithm of the probability of a label. */
function surprise(sums: Float32Array, label: number, { temperature }: Mixing): number {
  const own = sums[label] ?? 0
  let others = 0
  for (let c = 0; c < sums.length; c++) {
    others += Math.exp(((sums[c] ?? 0) - own) / temperature)
  }
  return Math.log(others)
}
