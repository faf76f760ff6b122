import { MOST_OFFERED } from './calibrate.ts'
import { createFeatureExtractor, type Features } from './features.ts'
import { type Evidence, judge } from './fusion.ts'
import type { MatcherModel } from './model.ts'
import { createWitness } from './parts.ts'
import { goesOn, questionsIn } from './questions.ts'

/** One label and the probability that the message asks for it. */
export interface Candidate {
  readonly label: string
  readonly confidence: number
}

/** What a message asks for. Candidates are at most three, best first. */
export type MatchResult =
  | {
      readonly type: 'answered'
      readonly label: string
      readonly confidence: number
      readonly candidates: readonly Candidate[]
      /** A second question of the same message, as clear as the first. */
      readonly also?: Candidate
    }
  | { readonly type: 'ambiguous'; readonly candidates: readonly Candidate[] }
  | { readonly type: 'unknown'; readonly candidates: readonly Candidate[] }

/** What is known besides the message. */
export interface MatchContext {
  /** What was answered just before, for follow-ups such as "and for services?". */
  readonly previousLabel?: string
  /** The message by the encoder that the model was trained with. */
  readonly encoded?: Float32Array
}

/** Finds what messages ask for. Answers in well under a millisecond and never throws. */
export interface Matcher {
  readonly labels: readonly string[]
  /** The encoder whose vectors `match` takes, where the model was trained with one. */
  readonly encoderId: string | undefined
  match(text: string, context?: MatchContext): MatchResult
  /** The probability that a message is about anything that is known, and the best candidates. */
  weigh(text: string, context?: MatchContext): Weighed
}

export interface Weighed {
  readonly inScope: number
  readonly candidates: readonly Candidate[]
}

/** A follow-up is short; a longer message says itself what it is about. */
const MAX_FOLLOW_UP_WORDS = 5
/** How much of a follow-up's meaning is what was answered before; more where it says "and …". */
const CONTEXT_SHARE = 0.5
const CONTEXT_SHARE_GOING_ON = 1

/** Makes a matcher of a trained model. */
export function createMatcher(model: MatcherModel): Matcher {
  const extract = createFeatureExtractor({ lexicon: model.lexicon, without: model.without })
  // An encoder that calibration found of no use is not asked.
  const encoder = model.fusion.encoderWeight === 0 ? undefined : model.encoder
  const see = createWitness({ ...model, labels: model.labels.length, encoder })
  const numbers = new Map(model.labels.map((label, number) => [label, number]))

  function look(features: Features, encoded?: Float32Array): Weighed & { evidence: Evidence } {
    const evidence = see(features, encoded)
    const { inScope, candidates } = weighUp(evidence)
    // Runs of characters alone find something near any noise; that is nobody's question.
    const isNoise = evidence.coverage === 0 && inScope < model.fusion.foreignBelow
    return { inScope, candidates: isNoise ? [] : candidates, evidence }
  }

  function weighUp(evidence: Evidence): Weighed {
    const { inScope, best } = judge(model.fusion, evidence, MOST_OFFERED)
    const candidates = best.map(({ label, confidence }) => ({
      label: model.labels[label] ?? '',
      confidence,
    }))
    return { inScope, candidates }
  }

  function decide({ inScope, candidates }: Weighed): MatchResult {
    const [best] = candidates
    if (best === undefined) return { type: 'unknown', candidates }
    const { label, confidence } = best
    if (inScope * confidence >= model.fusion.answerFrom) {
      return { type: 'answered', label, confidence, candidates }
    }
    const together = candidates.reduce((sum, candidate) => sum + candidate.confidence, 0)
    const isOffered = inScope * together >= model.fusion.offerFrom
    return { type: isOffered ? 'ambiguous' : 'unknown', candidates }
  }

  function followUp(
    evidence: Evidence,
    previousLabel: string,
    share: number,
  ): MatchResult | undefined {
    const previous = numbers.get(previousLabel)
    if (previous === undefined || evidence.words > MAX_FOLLOW_UP_WORDS) return undefined
    const { classes } = model.classifier
    const before = model.contexts.subarray(previous * classes, (previous + 1) * classes)
    const scores = evidence.scores.map((score, c) => score + share * (before[c] ?? 0))
    return decide(weighUp({ ...evidence, scores }))
  }

  return {
    labels: model.labels,
    encoderId: model.encoder?.id,
    weigh: (text, context = {}) => {
      const { inScope, candidates } = look(extract(text), context.encoded)
      return { inScope, candidates }
    },
    match(text, context = {}) {
      const features = extract(text)
      if (features.words === 0) return { type: 'unknown', candidates: [] }
      const weighed = look(features, context.encoded)
      const { inScope, candidates } = weighed
      const direct = decide({ inScope, candidates })
      // What says nothing at all asks nothing more of what was just answered either.
      const mayGoOn = direct.type !== 'answered' && candidates.length > 0
      if (mayGoOn && context.previousLabel !== undefined) {
        const share = goesOn(text) ? CONTEXT_SHARE_GOING_ON : CONTEXT_SHARE
        const followed = followUp(weighed.evidence, context.previousLabel, share)
        if (followed !== undefined && followed.type !== 'unknown') return followed
      }
      return withSecond(direct, text)
    },
  }

  function withSecond(direct: MatchResult, text: string): MatchResult {
    const parts = questionsIn(text)
    if (parts.length < 2) return direct
    const clear = parts
      .map((part) => decide(look(extract(part))))
      .flatMap((part) => (part.type === 'answered' ? [part] : []))
    const [first] = clear
    if (first === undefined) return direct
    // One clear part does not make the whole clear, unless the whole is likely to be about it.
    const isAbout = direct.candidates.some(({ label }) => label === first.label)
    if (direct.type !== 'answered' && clear.length < 2 && !isAbout) return direct
    // Two questions together may look like a third; each says better what it is.
    const isAmong = direct.type === 'answered' && clear.some(({ label }) => label === direct.label)
    const main = direct.type === 'answered' && (isAmong || clear.length < 2) ? direct : first
    const also = clear.find((part) => part.label !== main.label)
    if (also === undefined || also.label === main.label) return main
    return { ...main, also: { label: also.label, confidence: also.confidence } }
  }
}
