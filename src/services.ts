import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EMPTY_BOOK } from './campaigns/index.ts'
import { type Project, trainingExamples } from './content/index.ts'
import { createPhraseBook, type TurnServices } from './conversation/index.ts'
import { createContentEncoder } from './embeddings/content/index.ts'
import { messageOf } from './errors.ts'
import {
  createCourtesies,
  createMatcher,
  createProfiler,
  deserializeModel,
  type EncodedPhrasings,
  type Lexicon,
  type Matcher,
  type MatcherModel,
  modelHash,
  serializeModel,
  type TrainingExample,
  trainMatcher,
} from './faq/index.ts'
import { createWords } from './flow/index.ts'
import type { Embedder, Logger } from './ports/index.ts'
import {
  createUrgencyGate,
  learnUrgency,
  type UrgencyGate,
  type UrgencyLesson,
  type UrgencyModel,
} from './urgency/index.ts'

/** Where what was learnt is kept between runs. */
export interface LearningOptions {
  /** Folders that may hold the trained model, looked through in order; a new one goes to the first. */
  readonly modelDirs: readonly string[]
  readonly logger: Logger
}

/** What the services of a turn are made of. */
export interface ServicesOptions extends LearningOptions {
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
    .update(JSON.stringify({ ...urgency, words: [...urgency.words] }))
  return { hash: hash.digest('hex'), examples, lexicon, foreign, urgency }
}

/** Learns a lesson, or remembers the model from an earlier run. Seconds to a minute. */
export function learn(lesson: Lesson, options: LearningOptions): Learnt {
  const { hash, examples, urgency } = lesson
  const name = modelHash(examples, lesson)
  return {
    hash,
    matcher: readModel(options, name) ?? train(lesson, name, options),
    urgency: learnUrgency(urgency, examples),
  }
}

/** Makes what was learnt ready to be used. */
export function teach({ hash, matcher, urgency }: Learnt): Taught {
  const encoder = createContentEncoder({ id: hash.slice(0, 12), profile: createProfiler(matcher) })
  return { hash, matcher: createMatcher(matcher), urgency, encoder }
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
  return {
    knowledge: { ...project, urgency: gate },
    matcher: taught.matcher,
    courtesies: createCourtesies(
      [...project.smalltalk.values()].map(({ smalltalk: id, phrasings, ...how }) => ({
        ...how,
        id,
        phrasings: Object.values(phrasings).flat(),
      })),
    ),
    phrases: createPhraseBook(project.texts, [...project.flows.values()]),
    words: createWords(project.texts),
    campaigns: EMPTY_BOOK,
    mail: false,
    retentionDays,
  }
}

function train(lesson: Lesson, name: string, options: LearningOptions): MatcherModel {
  const model = trainMatcher(lesson.examples, lesson)
  keepModel(options, name, model)
  options.logger.debug('matcher trained', { phrasings: lesson.examples.length })
  return model
}

function readModel({ modelDirs, logger }: LearningOptions, hash: string): MatcherModel | undefined {
  for (const dir of modelDirs) {
    let bytes: Buffer
    try {
      bytes = readFileSync(join(dir, `${hash}.model`))
    } catch {
      continue
    }
    try {
      return deserializeModel(bytes)
    } catch (error) {
      logger.warn('a kept model is damaged and is trained again', { reason: messageOf(error) })
    }
  }
  return undefined
}

/** A model that cannot be kept is trained again at the next start; nothing else is lost. */
function keepModel(
  { modelDirs, logger }: LearningOptions,
  hash: string,
  model: MatcherModel,
): void {
  const dir = modelDirs[0]
  if (dir === undefined) return
  try {
    mkdirSync(dir, { recursive: true })
    const path = join(dir, `${hash}.model`)
    writeFileSync(`${path}.tmp`, serializeModel(model))
    renameSync(`${path}.tmp`, path)
  } catch (error) {
    logger.warn('the trained model could not be kept', { reason: messageOf(error) })
  }
}
