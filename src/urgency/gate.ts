import type { Localized, Need } from '../core/index.ts'
import { createPatternCompiler, type Pattern } from './pattern.ts'
import { type OrdinaryWords, ordinaryWords, readWords } from './read-words.ts'
import type { UrgencyRules } from './rules.ts'
import {
  createNearest,
  createScorer,
  type Example,
  type ScorerWeights,
  trainScorer,
} from './scorer.ts'

/** What to say at once to somebody in one kind of danger. */
export interface UrgencyCard {
  readonly card: string
  readonly answers: Localized
  /** The partner to name after the card. */
  readonly need?: Need | undefined
}

/** Recognises danger in a message, before anything else is done with it. */
export interface UrgencyGate {
  /** The card for the danger that `text` speaks of; `undefined` where it speaks of none. */
  recognise(text: string): UrgencyCard | undefined
  readonly cards: ReadonlyMap<string, UrgencyCard>
}

/** A message that is no emergency: a phrasing of the FAQ or of small talk. */
export interface HarmlessPhrase {
  readonly text: string
  readonly lang?: string
  /** `faq:<entry>` or `smalltalk:<id>`; the phrasings of some entries may be urgent. */
  readonly label?: string
}

/** Odds from which the examples alone say that somebody is in danger. */
const CERTAIN = 2.5
/** Odds that a pattern needs where the words around it speak of something harmless. */
const DOUBTFUL = 1.5

/** What the gate learns from phrases; plain data, so that another thread can learn it. */
export interface UrgencyModel {
  readonly ordinary: OrdinaryWords
  readonly scorer: ScorerWeights
}

/** Learns the urgent phrases against the harmless ones; the same phrases give the same model. */
export function learnUrgency(
  rules: UrgencyRules,
  harmless: readonly HarmlessPhrase[],
): UrgencyModel {
  const calm = withoutUrgentEntries(rules, harmless)
  return { ordinary: ordinaryWords(calm), scorer: trainScorer(examplesOf(rules, calm)) }
}

/**
 * Makes the gate: patterns written by hand, and a scorer that learns from the urgent phrases
 * against the harmless ones, here unless it is handed in as `learnt`. Needs no other part of Dalil
 * and keeps nothing.
 */
export function createUrgencyGate(
  rules: UrgencyRules,
  harmless: readonly HarmlessPhrase[],
  learnt: UrgencyModel = learnUrgency(rules, harmless),
): UrgencyGate {
  const cards = new Map<string, UrgencyCard>()
  for (const { card, answers, need } of rules.cards) cards.set(card, { card, answers, need })
  const compiler = createPatternCompiler(rules.words)
  const callers = rules.cards.map((card) => ({
    card: card.card,
    patterns: compileAll(card.patterns),
  }))
  const innocent = compileAll(rules.harmless.patterns)
  const { ordinary } = learnt
  const scorer = createScorer(learnt.scorer)
  const nearest = createNearest(
    rules.cards.flatMap(({ card, phrases }) =>
      phrasesOf(phrases).map((text) => ({ text, label: card })),
    ),
  )

  return {
    cards,
    recognise(text) {
      const words = readWords(text, ordinary)
      if (words.length === 0) return undefined
      const reading = compiler.scan(words)
      const called = callers.find(({ patterns }) => patterns.some((one) => one(reading)))
      const odds = scorer(text)
      if (called === undefined) {
        const card = odds >= CERTAIN ? nearest(text) : undefined
        return card === undefined ? undefined : cards.get(card)
      }
      const doubt = innocent.some((one) => one(reading))
      return doubt && odds < DOUBTFUL ? undefined : cards.get(called.card)
    },
  }

  /** A line that names an unknown set is a fault that the check reports; the others go on. */
  function compileAll(lines: readonly string[]): readonly Pattern[] {
    return lines.flatMap((line) => {
      try {
        return [compiler.compile(line)]
      } catch (error) {
        if (error instanceof RangeError) return []
        throw error
      }
    })
  }
}

function withoutUrgentEntries(
  rules: UrgencyRules,
  harmless: readonly HarmlessPhrase[],
): readonly HarmlessPhrase[] {
  const urgent = new Set(rules.harmless.entries.map((entry) => `faq:${entry}`))
  return harmless.filter(({ label }) => label === undefined || !urgent.has(label))
}

function examplesOf(rules: UrgencyRules, calm: readonly HarmlessPhrase[]): readonly Example[] {
  const urgent = rules.cards.flatMap((card) => phrasesOf(card.phrases))
  const harmless = [...phrasesOf(rules.harmless.phrases), ...calm.map(({ text }) => text)]
  return [
    ...urgent.map((text) => ({ text, isUrgent: true })),
    ...harmless.map((text) => ({ text, isUrgent: false })),
  ]
}

function phrasesOf(phrases: Localized<readonly string[]>): readonly string[] {
  return Object.values(phrases).flat()
}
