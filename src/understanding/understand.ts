import {
  type Courtesies,
  type CourtesyPhrases,
  createCourtesies,
  createMatcher,
  type MatchContext,
  type Matcher,
  type MatcherModel,
  type MatchResult,
} from '../faq/index.ts'
import {
  createUrgencyGate,
  type UrgencyGate,
  type UrgencyLesson,
  type UrgencyModel,
} from '../urgency/index.ts'

/** Everything that tells what a message is about. */
export interface Understanding {
  readonly gate: UrgencyGate
  readonly courtesies: Courtesies
  readonly matcher: Matcher
}

/** What an {@link Understanding} is made of; plain data, so that another thread can make it too. */
export interface UnderstandingParts {
  readonly rules: UrgencyLesson
  readonly urgency: UrgencyModel
  readonly courtesies: readonly CourtesyPhrases[]
  readonly matcher: MatcherModel
}

/** A message, and what was answered just before. */
export interface Asked {
  readonly text: string
  readonly previousLabel: string | undefined
}

/** What a message is about. */
export interface Understood {
  /** The card for the danger that it speaks of; `undefined` where it speaks of none. */
  readonly card: string | undefined
  readonly match: MatchResult
}

/** Makes an understanding of its parts. */
export function createUnderstanding(parts: UnderstandingParts): Understanding {
  return {
    gate: createUrgencyGate(parts.rules, parts.urgency),
    courtesies: createCourtesies(parts.courtesies),
    matcher: createMatcher(parts.matcher),
  }
}

/** Says what a message is about. */
export function understand(by: Understanding, { text, previousLabel }: Asked): Understood {
  const context = previousLabel === undefined ? {} : { previousLabel }
  return { card: by.gate.recognise(text)?.card, match: matchMessage(by, text, context) }
}

/** What a message asks for. Small talk alone is what it is; a question is understood without it. */
export function matchMessage(
  { courtesies, matcher }: Pick<Understanding, 'courtesies' | 'matcher'>,
  text: string,
  context: MatchContext = {},
  /** A text by an encoder from outside; used where it is the question of this message. */
  encoded?: { readonly encoderId: string; readonly text: string; readonly vector: Float32Array },
): MatchResult {
  const spoken = courtesies.read(text)
  const { rest } = spoken
  // Of "ok, thanks, bye" the thanks are answered.
  const kind = spoken.courtesies.find((one) => one !== AGREEMENT) ?? spoken.courtesies[0]
  if (rest !== '' || kind === undefined) {
    const isMeant = encoded?.encoderId === matcher.encoderId && encoded?.text === rest
    return matcher.match(rest, isMeant ? { ...context, encoded: encoded.vector } : context)
  }
  const best = { label: `${SMALLTALK}${kind}`, confidence: 1 }
  return { type: 'answered', ...best, candidates: [best] }
}

/** What the labels of small talk begin with. */
export const SMALLTALK = 'smalltalk:'

const AGREEMENT = 'okay'
