import type { Project } from '../content/index.ts'
import type { TurnServices } from '../conversation/index.ts'
import type { Fault } from '../core/index.ts'
import { messageOf } from '../errors.ts'
import type { Embedder, Logger } from '../ports/index.ts'
import { assemble, type Learnt, type Lesson, lessonOf, type Taught, teach } from '../services.ts'

/** What a Dalil that follows its files works with. */
export interface LiveOptions {
  /** The project as it was read at the start, and what was learnt from it. */
  readonly project: Project
  readonly taught: Taught
  readonly retentionDays: number
  /** Reads the project as it stands now: the files, with what the staff published on top of them. */
  readonly read: () => Project | Promise<Project>
  /** Finds everything that is wrong in the project as it stands now. */
  readonly check: (signal: AbortSignal) => Promise<readonly Fault[]>
  /** Learns a lesson; may take a minute. */
  readonly learn: (lesson: Lesson, signal: AbortSignal) => Promise<Learnt>
  /** Called when something else was learnt than before. */
  readonly onLearnt?: () => void
  readonly logger: Logger
}

/** Faults of one change that go to the log. */
const MAX_LOGGED = 10

/** What became of a change. */
export type Reload =
  /** The next message is answered from it. */
  | { readonly type: 'taken' }
  /** The one of before goes on answering. */
  | { readonly type: 'refused'; readonly faults: readonly Fault[] }

/** The content and the flows that answer at this moment. */
export interface Live {
  readonly services: () => TurnServices
  /** Tells which questions mean the same, as was learnt last. */
  readonly encoder: () => Embedder
  /** What keeps the newest files from being used; empty when they are in use. */
  readonly faults: () => readonly Fault[]
  /**
   * Reads the files again, and what was published; they take effect with the next message if they
   * pass every check. Whoever has just made the checks says so, and they are not made again.
   */
  reload(options?: { readonly isChecked?: boolean }): Promise<Reload>
  /** Learns the phrasings again: what they are learnt with has changed. */
  relearn(): void
  /** Resolves when nothing is being read or learnt. */
  idle(): Promise<void>
  /** Gives up what is being read or learnt. */
  stop(): void
}

/**
 * Keeps the content and the flows as their files are. Texts, flows and partners are exchanged at
 * once; what changed phrasings teach follows when it has been learnt, and until then what was
 * learnt before goes on recognising messages. Never throws.
 */
export function createLive(options: LiveOptions): Live {
  const { logger } = options
  const ending = new AbortController()
  let { project, taught } = options
  /** The hash of what there is to learn in the project in use; `taught` may be behind it. */
  let inUse = taught.hash
  let services = assemble(project, taught, options.retentionDays)
  let faults: readonly Fault[] = project.faults.filter(isError)
  let reading: Promise<unknown> = Promise.resolve()
  let learning: Promise<unknown> = Promise.resolve()
  let learner = new AbortController()

  return {
    services: () => services,
    encoder: () => taught.encoder,
    faults: () => faults,
    reload({ isChecked = false } = {}) {
      const next = reading
        .then(() => reload(isChecked))
        .catch((error: unknown) => refuse([unread(error)]))
      reading = next
      return next
    },
    relearn() {
      learner.abort()
      learner = new AbortController()
      learning = follow(lessonOf(project), learner.signal)
    },
    async idle() {
      await reading
      await learning
    },
    stop() {
      ending.abort()
      learner.abort()
    },
  }

  async function reload(isChecked: boolean): Promise<Reload> {
    const found = isChecked ? [] : (await options.check(ending.signal)).filter(isError)
    if (found.length > 0) return refuse(found)
    const next = await options.read()
    // Somebody saved between the check and the reading; their own change is read after this one.
    const since = next.faults.filter(isError)
    if (since.length > 0) return refuse(since)
    await breathe()
    const lesson = lessonOf(next)
    await breathe()
    take(next, lesson)
    faults = []
    logger.info('content was read again')
    return { type: 'taken' }
  }

  function refuse(found: readonly Fault[]): Reload {
    if (ending.signal.aborted) return { type: 'refused', faults: [] }
    faults = found
    for (const fault of found.slice(0, MAX_LOGGED)) {
      logger.error('a change has a fault and is not used', { ...fault })
    }
    const left = found.length - MAX_LOGGED
    if (left > 0) logger.error('more faults are found by "npm run check"', { left })
    return { type: 'refused', faults }
  }

  function take(next: Project, lesson: Lesson): void {
    const same = lesson.hash === inUse ? services.knowledge.urgency : undefined
    project = next
    inUse = lesson.hash
    services = assemble(project, taught, options.retentionDays, same)
    // A lesson that is being learnt goes on when only texts have changed meanwhile.
    if (same !== undefined) return
    learner.abort()
    if (lesson.hash === taught.hash) return
    learner = new AbortController()
    learning = follow(lesson, learner.signal)
  }

  async function follow(lesson: Lesson, signal: AbortSignal): Promise<void> {
    try {
      const learnt = await options.learn(lesson, signal)
      await breathe()
      if (signal.aborted) return
      taught = teach(learnt)
      services = assemble(project, taught, options.retentionDays)
      logger.info('phrasings were learnt again')
      options.onLearnt?.()
    } catch (error) {
      if (signal.aborted) return
      logger.error('phrasings could not be learnt; those of before stay', {
        reason: messageOf(error),
      })
    }
  }
}

/** Lets those who write meanwhile be answered between two steps that take their time. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function isError(fault: Fault): boolean {
  return fault.severity === 'error'
}

function unread(error: unknown): Fault {
  return {
    rule: 'live/unreadable',
    severity: 'error',
    file: 'content',
    line: 1,
    column: 1,
    message: messageOf(error),
  }
}
