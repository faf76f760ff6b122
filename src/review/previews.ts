import { flawOf } from '../errors.ts'
import type { Clock, ContentChange, Logger, OverrideRecord, Sealer, Store } from '../ports/index.ts'
import type { PreviewStep } from './effect.ts'
import { firstWords } from './threads.ts'

/** A question that was passed on, with the group it is in. */
export interface PastQuestion {
  readonly text: string
  readonly group: string
}

/** What is compared: what lies over the files now, and what would. */
export interface PreviewRequest {
  readonly before: readonly ContentChange[]
  readonly after: readonly ContentChange[]
  readonly questions: readonly PastQuestion[]
}

/** What previews work with. */
export interface PreviewOptions {
  readonly store: Store
  readonly sealer: Sealer
  readonly clock: Clock
  readonly logger: Logger
  /** Works out the effect of a change away from those who write; gives up when told to. */
  readonly run: (
    request: PreviewRequest,
    tell: (step: PreviewStep) => void,
    signal: AbortSignal,
  ) => Promise<void>
}

/** What changes would do before they are put into use: worked out one at a time, while somebody looks. */
export interface Previews {
  /**
   * Tells what is known of the effect of a change, at once and as more becomes known. Resolves when
   * all is known or `signal` says that nobody looks any more; once nobody does, it is given up.
   */
  watch(
    record: OverrideRecord,
    tell: (step: PreviewStep) => void,
    signal: AbortSignal,
  ): Promise<void>
  stop(): void
}

interface Job {
  /** The last of each kind. */
  readonly steps: Map<PreviewStep['type'], PreviewStep>
  readonly watchers: Set<(step: PreviewStep) => void>
  readonly giving: AbortController
  ended: Promise<void>
  endedAt?: number
}

/** So long the outcome is shown again without being worked out anew: files may change meanwhile. */
const KEPT_MS = 10 * 60_000
/** Past questions that are compared, the newest first, and how many are read at once. */
const MAX_QUESTIONS = 2000
const PAGE = 200

/** Creates the {@link Previews} of a store. */
export function createPreviews(options: PreviewOptions): Previews {
  const { store, clock, logger } = options
  const jobs = new Map<string, Job>()
  let line: Promise<void> = Promise.resolve()
  let ahead = 0

  function begin(key: string, record: OverrideRecord, others: readonly OverrideRecord[]): Job {
    const job: Job = {
      ...{ steps: new Map(), watchers: new Set(), giving: new AbortController() },
      ended: Promise.resolve(),
    }
    jobs.set(key, job)
    if (ahead > 0) note(job, { type: 'waiting' })
    ahead += 1
    job.ended = line.then(() => work(job, record, others))
    line = job.ended.then(() => {
      ahead -= 1
      if (job.steps.has('failed') || job.giving.signal.aborted) forget(key, job)
    })
    return job
  }

  async function work(
    job: Job,
    record: OverrideRecord,
    others: readonly OverrideRecord[],
  ): Promise<void> {
    const { signal } = job.giving
    if (signal.aborted) return
    try {
      const before = others.map(({ change }) => change)
      const questions = await readQuestions(options)
      const request = { before, after: [...before, record.change], questions }
      note(job, { type: 'progress', share: 0 })
      await options.run(request, (step) => note(job, step), signal)
    } catch (error) {
      if (signal.aborted) return
      logger.error('the effect of a change could not be worked out', { ...flawOf(error) })
      note(job, { type: 'failed' })
    }
    job.endedAt = clock.now()
  }

  function forget(key: string, job: Job): void {
    if (jobs.get(key) === job) jobs.delete(key)
  }

  function forgetOld(): void {
    for (const [key, { endedAt }] of jobs) {
      if (endedAt !== undefined && endedAt + KEPT_MS < clock.now()) jobs.delete(key)
    }
  }

  return {
    async watch(record, tell, signal) {
      const published = await store.overrides.listPublished()
      if (signal.aborted) return
      forgetOld()
      const others = published.filter(({ id }) => id !== record.id)
      const key = [record, ...others].map(({ id, revision }) => `${id} ${revision}`).join()
      const job = jobs.get(key) ?? begin(key, record, others)
      for (const step of job.steps.values()) tell(step)
      job.watchers.add(tell)
      await Promise.race([job.ended, untilAborted(signal)])
      job.watchers.delete(tell)
      if (job.watchers.size > 0 || job.endedAt !== undefined) return
      job.giving.abort()
      forget(key, job)
    },
    stop() {
      for (const { giving } of jobs.values()) giving.abort()
    },
  }
}

function note({ steps, watchers }: Job, step: PreviewStep): void {
  if (step.type !== 'waiting') steps.delete('waiting')
  steps.set(step.type, step)
  for (const tell of watchers) tell(step)
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** What people asked, each wording once. */
async function readQuestions({ store, sealer }: PreviewOptions): Promise<readonly PastQuestion[]> {
  const found = new Map<string, PastQuestion>()
  let before = Number.POSITIVE_INFINITY
  for (let read = 0; read < MAX_QUESTIONS; read += PAGE) {
    const page = await store.questions.list({ limit: PAGE, before })
    for (const record of page) {
      const text = firstWords(sealer, record)
      if (!found.has(text)) found.set(text, { text, group: record.group ?? record.id })
    }
    const last = page.at(-1)
    if (page.length < PAGE || last === undefined) break
    before = last.createdAt
  }
  return [...found.values()]
}
