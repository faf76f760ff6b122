import type { Localized } from '../core/index.ts'
import { type OrdinaryWords, ordinaryWords } from './read-words.ts'
import { createReader } from './reader.ts'
import type { UrgencyRules } from './rules.ts'
import { type ScorerWeights, trainScorer } from './scorer.ts'

/** Grows whenever the same rules and phrases would give another model. */
export const URGENCY_VERSION = 4

/** The rules without the file they stand in; plain data, so that another thread can learn them. */
export type UrgencyLesson = Omit<UrgencyRules, 'document'>

/** A message that is no emergency: a phrasing of the FAQ or of small talk. */
export interface HarmlessPhrase {
  readonly text: string
  readonly lang?: string
  /** `faq:<entry>` or `smalltalk:<id>`; the phrasings of some entries may be urgent. */
  readonly label?: string
}

/** What the gate learns from phrases; plain data, so that another thread can learn it. */
export interface UrgencyModel {
  readonly ordinary: OrdinaryWords
  readonly scorer: ScorerWeights
}

/** Learns the urgent phrases against the harmless ones; the same phrases give the same model. */
export function learnUrgency(
  rules: UrgencyLesson,
  harmless: readonly HarmlessPhrase[],
): UrgencyModel {
  const urgentEntries = new Set(rules.harmless.entries.map((entry) => `faq:${entry}`))
  const calm = harmless.filter(({ label }) => label === undefined || !urgentEntries.has(label))
  const ordinary = ordinaryWords(calm)
  const read = createReader(rules, ordinary)
  const mark = (isUrgent: boolean) => (text: string) => ({
    text,
    marks: read(text)?.marks ?? [],
    isUrgent,
  })
  const examples = [
    ...rules.cards.flatMap((card) => phrasesOf(card.phrases)).map(mark(true)),
    ...phrasesOf(rules.harmless.phrases).map(mark(false)),
    ...calm.map(({ text }) => text).map(mark(false)),
  ]
  return { ordinary, scorer: trainScorer(examples) }
}

/** The phrases of all languages. */
export function phrasesOf(phrases: Localized<readonly string[]>): readonly string[] {
  return Object.values(phrases).flat()
}
