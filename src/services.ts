import { createHash } from 'node:crypto'
import { EMPTY_BOOK } from './campaigns/index.ts'
import { type Project, trainingExamples } from './content/index.ts'
import { createPhraseBook, type TurnServices } from './conversation/index.ts'
import { createContentEncoder } from './embeddings/content/index.ts'
import {
  type Courtesies,
  type CourtesyPhrases,
  createCourtesies,
  createMatcher,
  createProfiler,
  type EncodedPhrasings,
  type Lexicon,
  type Matcher,
  type MatcherModel,
  modelHash,
  type TrainingExample,
  trainMatcher,
} from './faq/index.ts'
import { createWords } from './flow/index.ts'
import { calibrateApart, openShelf, type ShelfOptions } from './learning/index.ts'
import type { Embedder } from './ports/index.ts'
import {
  createUrgencyGate,
  learnUrgency,
  URGENCY_VERSION,
  type UrgencyGate,
  type UrgencyLesson,
  type UrgencyModel,
} from './urgency/index.ts'

/** What the services of a turn are made of. */
export interface ServicesOptions extends ShelfOptions {
  readonly project: Project
  readonly retentionDays: number
}

/** Everything of a project that is learnt from; plain data, so that another thread can learn it. */
export interface Lesson {
  /** Equal hashes: the same is learnt. */
  readonly hash: string
  readonly examples: readonly TrainingExample[]
  readonly lexicon: Lexicon
  /** Messages that ask for nothing that is known. */
  readonly foreign: readonly string[]
  readonly urgency: UrgencyLesson
  /** The examples and then the foreign messages as an encoder from outside sees them. */
  readonly encoder?: EncodedPhrasings
}

/** What was learnt from a {@link Lesson}; plain data. */
export interface Learnt {
  readonly hash: string
  readonly matcher: MatcherModel
  readonly urgency: UrgencyModel
}

/** What was learnt, ready to be used. */
export interface Taught {
  readonly hash: string
  readonly matcher: Matcher
  /** What the matcher is made of. */
  readonly model: MatcherModel
  readonly urgency: UrgencyModel
  /** Tells which questions mean the same. */
  readonly encoder: Embedder
}

/** Makes the services of a turn from a project: loads the trained model, or trains and keeps it. */
export function createServices(options: ServicesOptions): TurnServices {
  const taught = teach(learn(lessonOf(options.project), options))
  return assemble(options.project, taught, options.retentionDays)
}

/** What there is to learn from in a project. */
export function lessonOf(project: Project): Lesson {
  const examples = trainingExamples(project.entries.values(), project.smalltalk)
  const { lexicon, elsewhere: foreign } = project
  const { document: _document, ...urgency } = project.urgencyRules
  const hash = createHash('sha256')
    .update(modelHash(examples, { lexicon, foreign }))
    .update(JSON.stringify([URGENCY_VERSION, { ...urgency, words: [...urgency.words] }]))
  return { hash: hash.digest('hex'), examples, lexicon, foreign, urgency }
}

/** Learns a lesson, or remembers the model from an earlier run. Seconds to a minute. */
export function learn(lesson: Lesson, options: ShelfOptions): Learnt {
  const { hash, examples, urgency } = lesson
  const shelf = openShelf(options)
  return {
    hash,
    matcher: shelf.recall(modelHash(examples, lesson), 'matcher', () =>
      trainMatcher(examples, { ...lesson, calibrator: calibrateApart }),
    ),
    urgency: shelf.recall(hash, 'urgency', () => learnUrgency(urgency, examples)),
  }
}

/** Makes what was learnt ready to be used. */
export function teach({ hash, matcher, urgency }: Learnt): Taught {
  const encoder = createContentEncoder({ id: hash.slice(0, 12), profile: createProfiler(matcher) })
  return { hash, matcher: createMatcher(matcher), model: matcher, urgency, encoder }
}

/**
 * Puts the services of a turn together. What was learnt may be from an earlier state; `gate` is one
 * that was made of the same rules before, where there is one.
 */
export function assemble(
  project: Project,
  taught: Taught,
  retentionDays: number,
  gate: UrgencyGate = createUrgencyGate(project.urgencyRules, taught.urgency),
): TurnServices {
  const { document: _document, ...rules } = project.urgencyRules
  const courtesies = courtesyPhrases(project)
  return {
    knowledge: { ...project, urgency: gate },
    matcher: taught.matcher,
    courtesies: createCourtesies(courtesies),
    madeOf: {
      ...{ rules, courtesies },
      ...{ urgency: taught.urgency, matcher: taught.model },
    },
    phrases: createPhraseBook(project.texts, [...project.flows.values()]),
    words: createWords(project.texts),
    campaigns: EMPTY_BOOK,
    notices: { mail: false },
    retentionDays,
  }
}

/** Tells the small talk of a project from the questions that it comes with. */
export function courtesiesOf(project: Pick<Project, 'smalltalk'>): Courtesies {
  return createCourtesies(courtesyPhrases(project))
}

function courtesyPhrases({ smalltalk }: Pick<Project, 'smalltalk'>): CourtesyPhrases[] {
  return [...smalltalk.values()].map(({ smalltalk: id, phrasings, beside, along, fill }) => ({
    ...{ id, beside, along, fill },
    phrasings: Object.values(phrasings).flat(),
  }))
}
