import { join } from 'node:path'
import { type Overlay, readProject } from '../content/index.ts'
import { dayOf, type Fault } from '../core/index.ts'
import { openDocumentCache } from '../documents/index.ts'
import { openTransformersEncoder } from '../embeddings/transformers/index.ts'
import {
  checkApart,
  createLive,
  createPublishedContent,
  type Live,
  learnApart,
  workOutApart,
} from '../live/index.ts'
import { systemTimers } from '../ports/index.ts'
import type { PreviewOptions } from '../review/index.ts'
import { learn, lessonOf, teach } from '../services.ts'
import type { Ground } from './ground.ts'
import type { StartOptions } from './options.ts'
import { createOutsideEncoder, type OutsideEncoder } from './outside-encoder.ts'

/** The content and the flows of a run, and what is learnt from them. */
export interface Learning {
  readonly live: Live
  readonly encoder: OutsideEncoder
  /** Everything that would be wrong in the content if this lay over its files. */
  check(overlay: Overlay, signal: AbortSignal): Promise<readonly Fault[]>
  /** Works out what a change would do. */
  readonly effect: PreviewOptions['run']
  /** Takes over what another process published. */
  followPublished(): Promise<void>
}

/** Reads the project and learns from it, or remembers what an earlier run learnt. */
export async function openLearning(
  options: StartOptions,
  { config, clock, logger, store }: Ground,
  onLearnt: () => void,
): Promise<Learning> {
  const { root, documentCache } = options
  const modelDirs = [join(config.dataDir, 'models'), ...options.modelDirs]
  const published = createPublishedContent(store)
  const read = async () =>
    readProject(root, openDocumentCache(documentCache), await published.read())
  const place = () => ({ root, documentCache, today: dayOf(clock.now()) })
  const check: Learning['check'] = (overlay, signal) => checkApart({ ...place(), overlay }, signal)
  const project = await read()
  for (const fault of project.faults) logger.error('content is faulty', { ...fault })
  const encoder = createOutsideEncoder({
    ...{ config, logger, open: openTransformersEncoder, timers: systemTimers },
    onChange: () => live.relearn(),
  })
  const live = createLive({
    ...{ project, read, onLearnt, logger, retentionDays: config.retentionDays },
    taught: teach(learn(lessonOf(project), { modelDirs, logger })),
    check: async (signal) => check(await published.read(), signal),
    learn: async (lesson, signal) =>
      learnApart({ lesson: await encoder.join(lesson, signal), modelDirs }, signal),
  })
  return {
    live,
    encoder,
    check,
    effect: (request, tell, signal) =>
      workOutApart({ ...place(), modelDirs, ...request }, tell, signal),
    async followPublished() {
      if (await published.isStale()) await live.reload()
    },
  }
}
