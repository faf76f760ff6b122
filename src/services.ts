import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Project, trainingExamples } from './content/index.ts'
import { createPhraseBook, type TurnServices } from './conversation/index.ts'
import { messageOf } from './errors.ts'
import {
  createMatcher,
  deserializeModel,
  type MatcherModel,
  modelHash,
  serializeModel,
  trainMatcher,
} from './faq/index.ts'
import { createWords } from './flow/index.ts'
import type { Logger } from './ports/index.ts'
import { createUrgencyGate } from './urgency/index.ts'

/** What the services of a turn are made of. */
export interface ServicesOptions {
  readonly project: Project
  /** Folders that may hold the trained model, looked through in order; a new one goes to the first. */
  readonly modelDirs: readonly string[]
  readonly retentionDays: number
  readonly logger: Logger
}

/** Makes the services of a turn from a project: loads the trained model, or trains and keeps it. */
export function createServices(options: ServicesOptions): TurnServices {
  const { project, logger } = options
  const examples = trainingExamples(project.entries.values(), project.smalltalk)
  const training = { lexicon: project.lexicon }
  const hash = modelHash(examples, training)
  const model = readModel(options, hash) ?? train()
  return {
    knowledge: { ...project, urgency: createUrgencyGate(project.urgencyRules, examples) },
    matcher: createMatcher(model),
    phrases: createPhraseBook(project.texts, [...project.flows.values()]),
    words: createWords(project.texts),
    retentionDays: options.retentionDays,
  }

  function train(): MatcherModel {
    const trained = trainMatcher(examples, training)
    keepModel(options, hash, trained)
    logger.debug('matcher trained', { phrasings: examples.length })
    return trained
  }
}

function readModel({ modelDirs, logger }: ServicesOptions, hash: string): MatcherModel | undefined {
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
  { modelDirs, logger }: ServicesOptions,
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
