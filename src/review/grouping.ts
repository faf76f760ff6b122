import { flawOf } from '../errors.ts'
import type { Embedder, Logger, QuestionRecord, Sealer, Store } from '../ports/index.ts'
import { type Centroids, createCentroids } from './centroids.ts'
import { firstWords } from './threads.ts'

/** What grouping works with. */
export interface GroupingOptions {
  readonly store: Store
  readonly sealer: Sealer
  /** The encoder of this moment. */
  readonly embedder: () => Embedder
  /** A new name of a group; it means nothing. */
  readonly newId: () => string
  readonly logger: Logger
}

/**
 * Puts questions together that mean the same. All that is kept of it is the name of a group with
 * each question; what a group is about is worked out from its questions, in memory.
 */
export interface Grouping {
  /** The group of a question of these words: one that is near, or a new one. Milliseconds. */
  place(text: string): Promise<string>
  /**
   * Works out all groups anew, after a start or when the encoder has changed, and moves questions
   * that stand alone to where they belong by now. Seconds; questions are placed meanwhile.
   */
  refresh(): Promise<void>
  /** Learns of questions that another process has placed. */
  follow(): Promise<void>
}

/**
 * From this likeness on, questions are taken to mean the same. Measured with phrasings of a fifth of
 * the entries that the encoder had never seen, among others: of two questions in one group, four in
 * five belong together, and half of those that belong together are found. Lower mixes up, higher
 * scatters.
 */
export const SAME = 0.43

/** Questions looked at to say what a group is about; more hardly move its middle. */
const SAMPLES = 3
const PAGE = 200
/** Questions of longer ago are in no group that grows any more. */
const MAX_QUESTIONS = 20_000
/** Questions that may have come from elsewhere since the last look. */
const MAX_NEWS = 50

/** Creates the {@link Grouping} of a store. */
export function createGrouping(options: GroupingOptions): Grouping {
  const { store, sealer, embedder, newId, logger } = options
  let centroids = createCentroids()
  let refreshing: Promise<void> | undefined

  async function learn(into: Centroids, records: readonly QuestionRecord[]): Promise<void> {
    const vectors = await embedder().embed(records.map((record) => firstWords(sealer, record)))
    records.forEach((record, at) => {
      const vector = vectors[at]
      if (record.group !== undefined && vector !== undefined) into.add(record.group, vector)
    })
  }

  async function anew(): Promise<void> {
    const fresh = createCentroids()
    const sizes = new Map<string, number>()
    const loners: QuestionRecord[] = []
    let seen = 0
    let before = Number.POSITIVE_INFINITY
    while (seen < MAX_QUESTIONS) {
      const page = await store.questions.list({ limit: PAGE, before })
      const samples = page.filter(({ group }) => {
        if (group === undefined) return false
        const size = (sizes.get(group) ?? 0) + 1
        sizes.set(group, size)
        return size <= SAMPLES
      })
      await learn(fresh, samples)
      loners.push(...page.filter(({ state }) => state === 'open'))
      seen += page.length
      const last = page.at(-1)
      if (page.length < PAGE || last === undefined) break
      before = last.createdAt
      // Those who write meanwhile are answered in between.
      await new Promise((resolve) => setImmediate(resolve))
    }
    centroids = fresh
    for (const record of loners) {
      if (record.group === undefined || sizes.get(record.group) === 1) await settle(record, sizes)
    }
  }

  /** Moves a question that stands alone into a group that means the same, if there is one by now. */
  async function settle(record: QuestionRecord, sizes: Map<string, number>): Promise<void> {
    const { group } = record
    if (group !== undefined && (await store.cases.find(group)) !== undefined) return
    const [vector] = await embedder().embed([firstWords(sealer, record)])
    if (vector === undefined) return
    const near = centroids.nearest(vector, group)
    const isNear = near !== undefined && near.likeness >= SAME
    if (!isNear && group !== undefined) return
    const target = isNear ? near.group : newId()
    await store.transaction(
      async (kept) => {
        const now = await kept.questions.find(record.id)
        if (now === undefined || now.group !== group || now.state !== 'open') return
        await kept.questions.put({ ...now, group: target })
      },
      { alone: record.person },
    )
    centroids.add(target, vector)
    sizes.set(target, (sizes.get(target) ?? 0) + 1)
    if (group !== undefined) {
      sizes.set(group, 0)
      centroids.forget(group)
    }
  }

  return {
    async place(text) {
      const [vector] = await embedder().embed([text])
      if (vector === undefined) return newId()
      const near = centroids.nearest(vector)
      const group = near !== undefined && near.likeness >= SAME ? near.group : newId()
      centroids.add(group, vector)
      return group
    },
    refresh() {
      refreshing ??= anew()
        .catch((error: unknown) => {
          logger.error('questions could not be grouped anew', { ...flawOf(error) })
        })
        .finally(() => {
          refreshing = undefined
        })
      return refreshing
    },
    follow: () =>
      learnNews().catch((error: unknown) => {
        logger.warn('questions placed elsewhere could not be read', { ...flawOf(error) })
      }),
  }

  async function learnNews(): Promise<void> {
    const newest = await store.questions.list({ limit: MAX_NEWS })
    const unknown = newest.filter(({ group }) => group !== undefined && !centroids.has(group))
    await learn(centroids, unknown)
  }
}
