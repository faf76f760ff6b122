import { type Localized, type Need, normalize, wordsOf } from '../core/index.ts'
import { clausesOf, runsOf, type Stretch, sentencesOf, sidesOf } from './clauses.ts'
import { phrasesOf, type UrgencyLesson, type UrgencyModel } from './learn.ts'
import { createNearest } from './nearest.ts'
import { createReader, type Reading } from './reader.ts'
import { createScorer } from './scorer.ts'

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
const CERTAIN = 1.4
/** The same for several sentences heard together. */
const CERTAIN_OF_SEVERAL = 3
/** Odds from which a text reads no more like the harmless than like the urgent. */
const EVEN = 0
/** Odds below which a text reads so much like the harmless that a pattern calls no card. */
const UNLIKELY = -4
/** "Today", "this month", a date: so few words are an emergency only where a pattern says so. */
const MIN_WORDS = 3
/** Odds needed where the words around speak of something harmless. */
const DOUBTFUL = 4

/** How many words have letters: a date or an amount says nothing of danger. */
function spokenWords(text: string): number {
  return wordsOf(normalize(text)).filter((word) => /\p{L}/u.test(word)).length
}

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
      const sentences = sentencesOf(text)
      const card = sentences.length > 1 ? judgeSeveral(text) : judgeRead(text, message)
      return card ?? judgeParts(text, sentences, message.isDoubtful)
    },
  }

  function judge(text: string, certain = CERTAIN): UrgencyCard | undefined {
    const message = read(text)
    return message === undefined ? undefined : judgeRead(text, message, certain)
  }

  function judgeRead(text: string, message: Reading, certain = CERTAIN): UrgencyCard | undefined {
    const { called, isDoubtful, marks } = message
    if (called === undefined && spokenWords(text) < MIN_WORDS) return undefined
    const needed = isDoubtful ? DOUBTFUL : called === undefined ? certain : UNLIKELY
    if (scorer({ text, marks }) < needed) return undefined
    const card = called ?? nearest(text)
    return card === undefined ? undefined : cards.get(card)
  }

  /** The whole may hide what one part says: what is harmless in it speaks for its own part alone. */
  function judgeParts(
    text: string,
    sentences: readonly Stretch[],
    isDoubtful: boolean,
  ): UrgencyCard | undefined {
    const card = firstOf(runsOf(text, sentences), (run) =>
      sentencesOf(run).length > 1 ? judgeSeveral(run) : judge(run),
    )
    if (card !== undefined) return card
    return firstOf(sentences, ({ start, end }) => {
      const clauses = clausesOf(text.slice(start, end))
      if (clauses.length > 1) {
        return firstOf(clauses, judgeClause) ?? firstOf(clauses, judgeSides)
      }
      return sentences.length > 1 || isDoubtful ? firstOf(clauses, judgeSides) : undefined
    })
  }

  function judgeClause(clause: string): UrgencyCard | undefined {
    return judgeLikely(clause, CERTAIN)
  }

  /** What is said of several things adds up: more is asked of it. */
  function judgeSeveral(text: string): UrgencyCard | undefined {
    return judgeLikely(text, CERTAIN_OF_SEVERAL)
  }

  /**
   * Between commas, and over several sentences, a pattern alone is not enough: the words must not
   * read as harmless ones do.
   */
  function judgeLikely(text: string, certain: number): UrgencyCard | undefined {
    const message = read(text)
    if (message === undefined) return undefined
    const odds = scorer({ text, marks: message.marks })
    return odds < EVEN ? undefined : judgeRead(text, message, certain)
  }

  /** Where a clause is doubtful, that of its sides in which no doubt stands is heard alone. */
  function judgeSides(clause: string): UrgencyCard | undefined {
    if (read(clause)?.isDoubtful !== true) return undefined
    return firstOf(sidesOf(clause), ([before, after]) => {
      const isBefore = read(before)?.isDoubtful
      if (isBefore === read(after)?.isDoubtful) return undefined
      return judge(isBefore ? after : before, DOUBTFUL)
    })
  }
}

/** The card of the first of `texts` that gets one. */
function firstOf<T>(
  texts: readonly T[],
  judge: (text: T) => UrgencyCard | undefined,
): UrgencyCard | undefined {
  for (const text of texts) {
    const card = judge(text)
    if (card !== undefined) return card
  }
  return undefined
}
