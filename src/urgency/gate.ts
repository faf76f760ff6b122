import { type Localized, type Need, normalize, wordsOf } from '../core/index.ts'
import { phrasesOf, type UrgencyLesson, type UrgencyModel } from './learn.ts'
import { createReader } from './reader.ts'
import { createNearest, createScorer } from './scorer.ts'

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

/** Odds from which somebody is in danger though no pattern says so. */
const CERTAIN = 2
/** "Today", "this month": so few words are an emergency only where a pattern says so. */
const MIN_WORDS = 3
/** Odds that a pattern needs where the words around it speak of something harmless. */
const DOUBTFUL = 4

/**
 * Makes the gate: patterns written by hand, and a scorer that learnt from the urgent phrases
 * against the harmless ones; what it learnt may be from rules of before. Needs no other part of
 * Dalil and keeps nothing.
 */
export function createUrgencyGate(rules: UrgencyLesson, learnt: UrgencyModel): UrgencyGate {
  const cards = new Map<string, UrgencyCard>()
  for (const { card, answers, need } of rules.cards) cards.set(card, { card, answers, need })
  const read = createReader(rules, learnt.ordinary)
  const scorer = createScorer(learnt.scorer)
  const nearest = createNearest(
    rules.cards.flatMap(({ card, phrases }) =>
      phrasesOf(phrases).map((text) => ({ text, label: card })),
    ),
  )

  return {
    cards,
    recognise(text) {
      const message = read(text)
      if (message === undefined) return undefined
      const { called, isDoubtful, marks } = message
      if (called !== undefined && !isDoubtful) return cards.get(called)
      if (called === undefined && wordsOf(normalize(text)).length < MIN_WORDS) return undefined
      const odds = scorer({ text, marks })
      if (odds < (isDoubtful ? DOUBTFUL : CERTAIN)) return undefined
      const card = called ?? nearest(text)
      return card === undefined ? undefined : cards.get(card)
    },
  }
}
