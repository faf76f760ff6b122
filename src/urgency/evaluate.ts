import type { UrgencyGate } from './gate.ts'

/** A message and what the gate ought to say to it. */
export interface LabelledMessage {
  readonly text: string
  /** `fr`, `en`, `ar`, `ary` or `arabizi`. */
  readonly lang: string
  /** Whether the gate was adjusted on it (`dev`) or not (`test`). */
  readonly split: string
  /** The card that fits best; `undefined` for a harmless message. */
  readonly card?: string | undefined
}

/** How well the gate does on one group of messages; `NaN` where the group has none of a kind. */
export interface UrgencyScore {
  readonly urgent: number
  readonly harmless: number
  /** Share of the urgent messages that got a card, 0 to 1. */
  readonly recall: number
  /** Share of the harmless messages that got one, 0 to 1. */
  readonly falseAlarms: number
  /** Share of the recognised messages that got the card that fits best, 0 to 1. */
  readonly rightCard: number
}

/** The scores over all messages, by language and by split, and the messages that went wrong. */
export interface UrgencyReport {
  readonly all: UrgencyScore
  readonly byLang: Readonly<Record<string, UrgencyScore>>
  readonly bySplit: Readonly<Record<string, UrgencyScore>>
  readonly missed: readonly LabelledMessage[]
  readonly alarmed: readonly (LabelledMessage & { readonly said: string })[]
}

interface Judged extends LabelledMessage {
  readonly said: string | undefined
}

/** Puts every message to the gate. */
export function evaluateUrgency(
  gate: UrgencyGate,
  messages: readonly LabelledMessage[],
): UrgencyReport {
  const judged = messages.map((one) => ({ ...one, said: gate.recognise(one.text)?.card }))
  return {
    all: scoreOf(judged),
    byLang: scoresBy(judged, (one) => one.lang),
    bySplit: scoresBy(judged, (one) => one.split),
    missed: judged.filter((one) => one.card !== undefined && one.said === undefined),
    alarmed: judged.flatMap(({ said, ...one }) =>
      one.card === undefined && said !== undefined ? [{ ...one, said }] : [],
    ),
  }
}

function scoresBy(
  judged: readonly Judged[],
  keyOf: (one: Judged) => string,
): Record<string, UrgencyScore> {
  const keys = [...new Set(judged.map(keyOf))].sort()
  return Object.fromEntries(
    keys.map((key) => [key, scoreOf(judged.filter((one) => keyOf(one) === key))]),
  )
}

function scoreOf(judged: readonly Judged[]): UrgencyScore {
  const urgent = judged.filter((one) => one.card !== undefined)
  const harmless = judged.filter((one) => one.card === undefined)
  const found = urgent.filter((one) => one.said !== undefined)
  return {
    urgent: urgent.length,
    harmless: harmless.length,
    recall: found.length / urgent.length,
    falseAlarms: harmless.filter((one) => one.said !== undefined).length / harmless.length,
    rightCard: found.filter((one) => one.said === one.card).length / found.length,
  }
}
