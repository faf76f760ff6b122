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

/** Odds from which somebody is in danger though no pattern says so. */
const CERTAIN = 1.5
/** Odds that a pattern needs where the words around it speak of something harmless. */
const DOUBTFUL = 2
/** What the scorer is told of a message besides the words in it. */
const CALLED = 'called'
const IN_DOUBT = 'in doubt'

/**
 * Makes the gate: patterns written by hand, and a scorer that learns from the urgent phrases
 * against the harmless ones; what it learnt may be from rules of before. Needs no other part of
 * Dalil and keeps nothing.
 */
export function createUrgencyGate(rules: UrgencyLesson, learnt: UrgencyModel): UrgencyGate {
  const cards = new Map<string, UrgencyCard>()
  for (const { card, answers, need } of rules.cards) cards.set(card, { card, answers, need })
  const compiler = createPatternCompiler(rules.words)
  const callers = rules.cards.map((card) => ({
    card: card.card,
    patterns: compileAll(card.patterns),
  }))
  const innocent = compileAll(rules.harmless.patterns)
  const { ordinary } = learnt
  const scorer = trainScorer(
    examplesOf(rules, calm).map((one) => ({ ...one, marks: read(one.text)?.marks ?? [] })),
  )
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
      const odds = scorer({ text, marks })
      if (odds < (called === undefined ? CERTAIN : DOUBTFUL)) return undefined
      const card = called ?? nearest(text)
      return card === undefined ? undefined : cards.get(card)
    },
  }

  function read(text: string) {
    const words = readWords(text, ordinary)
    if (words.length === 0) return undefined
    const occurrences = compiler.scan(words)
    const called = callers.find(({ patterns }) => patterns.some((one) => one(occurrences)))?.card
    const isDoubtful = innocent.some((one) => one(occurrences))
    const marks = [
      ...occurrences.sets,
      ...(called === undefined ? [] : [CALLED]),
      ...(isDoubtful ? [IN_DOUBT] : []),
    ]
    return { called, isDoubtful, marks }
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
  rules: UrgencyLesson,
  harmless: readonly HarmlessPhrase[],
): readonly HarmlessPhrase[] {
  const urgent = new Set(rules.harmless.entries.map((entry) => `faq:${entry}`))
  return harmless.filter(({ label }) => label === undefined || !urgent.has(label))
}

function examplesOf(rules: UrgencyLesson, calm: readonly HarmlessPhrase[]) {
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
