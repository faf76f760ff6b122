import type { Fault } from '../core/index.ts'
import type {
  AuditAction,
  AuditEntry,
  Clock,
  ContentChange,
  OverrideRecord,
  OverrideState,
  Repositories,
  Store,
} from '../ports/index.ts'
import { current, subjectOf, without } from './change-record.ts'
import type { Reviewer } from './room.ts'
import { isUnread, notReviewed, ownChange } from './second-reader.ts'

/** What publishing works with. */
export interface PublishingOptions {
  readonly store: Store
  readonly clock: Clock
  readonly newId: () => string
  /** Notes who did what, within the same transaction. */
  readonly audit: (kept: Repositories, entry: AuditEntry) => Promise<void>
  /** Everything that would be wrong in the content if this were what lies over its files. */
  readonly check: (overlay: readonly ContentChange[]) => Promise<readonly Fault[]>
  /** Makes what is published answer; the phrasings are learnt after it has resolved. */
  readonly apply: () => Promise<void>
}

/** How publishing ended. */
export type Published =
  | { readonly type: 'published'; readonly record: OverrideRecord }
  /** The checks found mistakes; nothing was changed. */
  | { readonly type: 'refused'; readonly faults: readonly Fault[] }

/**
 * Changes of the content by the staff: written as a draft, read by somebody else, published after
 * the checks, taken back. All of them throw `review:change_not_found`, and `review:change_changed`
 * where somebody else changed it since `revision`.
 */
export interface Publishing {
  draft(change: ContentChange, by: Reviewer): Promise<OverrideRecord>
  find(id: string): Promise<OverrideRecord | undefined>
  /** Writes a change that is not in use anew; it is a draft then. */
  revise(id: string, change: ContentChange, by: Reviewer, revision: number): Promise<OverrideRecord>
  /**
   * Leaves rows out of an import that is not in use. It stays whose it is, and reviewed where it was:
   * nothing in it is new.
   */
  leaveOut(
    id: string,
    targets: ReadonlySet<string>,
    by: Reviewer,
    revision: number,
  ): Promise<OverrideRecord>
  /** Shows a draft to somebody else for review. */
  propose(id: string, by: Reviewer, revision: number): Promise<OverrideRecord>
  /**
   * Finds good what somebody else wrote.
   *
   * @throws DalilError `review:own_change` when they wrote it themselves.
   */
  review(id: string, by: Reviewer, revision: number): Promise<OverrideRecord>
  /**
   * Puts a change into use, if the content with it passes every check. Phrasings, and that a partner
   * is full, need no second reader; the whole of an entry or partner, and an import, does: whoever publishes what somebody else wrote has
   * read it, and authors publish their own once it was reviewed, or where nobody else could do that.
   *
   * @throws DalilError `review:not_reviewed` when somebody else has to read it first.
   */
  publish(id: string, by: Reviewer, revision: number): Promise<Published>
  /** Takes a published change out of use, if the content without it passes every check. */
  withdraw(id: string, by: Reviewer, revision: number): Promise<Published>
  /** Deletes a change that is not in use. */
  discard(id: string, by: Reviewer, revision: number): Promise<void>
}

/** The states of a change that is not in use yet. */
const OPEN: readonly OverrideState[] = ['draft', 'proposed', 'reviewed']

/** Creates the {@link Publishing} of a store. */
export function createPublishing(options: PublishingOptions): Publishing {
  const { store, clock, newId } = options
  /**
   * One after the other, on whatever machine: the second is checked together with what the first put
   * into use.
   */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      store.claims.run('publishing', () => work().then(resolve, reject)).catch(reject)
    })
  const alone = <T>(work: (kept: Repositories) => Promise<T>) =>
    store.transaction(work, { alone: 'overrides' })

  async function change(
    id: string,
    revision: number,
    from: readonly OverrideState[],
    to: (old: OverrideRecord) => OverrideRecord,
    entry?: Omit<AuditEntry, 'target'>,
  ): Promise<OverrideRecord> {
    return alone(async (kept) => {
      const old = await current(kept, id, revision, from)
      const record = { ...to(old), updatedAt: clock.now(), revision: old.revision + 1 }
      await kept.overrides.put(record)
      if (entry !== undefined) await options.audit(kept, { ...entry, target: subjectOf(old) })
      return record
    })
  }

  /** The faults of the content with one change put in or taken out. */
  async function faultsWith(id: string, change?: ContentChange): Promise<readonly Fault[]> {
    const others = (await store.overrides.listPublished()).filter((one) => one.id !== id)
    const overlay = others.map((one) => one.change)
    const faults = await options.check(change === undefined ? overlay : [...overlay, change])
    return faults.filter(({ severity }) => severity === 'error')
  }

  return {
    async draft(change, by) {
      const now = clock.now()
      const record: OverrideRecord = {
        ...{ id: newId(), change, state: 'draft', by: by.id },
        ...{ createdAt: now, updatedAt: now, revision: 1 },
      }
      return alone(async (kept) => {
        await kept.overrides.put(record)
        await options.audit(kept, {
          by: by.id,
          action: 'change-drafted',
          target: subjectOf(record),
        })
        return record
      })
    },
    find: (id) => store.overrides.find(id),
    revise: (id, next, by, revision) =>
      change(
        id,
        revision,
        OPEN,
        ({ reviewedBy: _, ...old }) => ({ ...old, change: next, state: 'draft', by: by.id }),
        { by: by.id, action: 'change-drafted' },
      ),
    leaveOut: (id, targets, by, revision) =>
      change(id, revision, OPEN, (old) => ({ ...old, change: without(old.change, targets) }), {
        ...{ by: by.id, action: 'change-drafted' },
      }),
    propose: (id, by, revision) =>
      change(id, revision, ['draft'], (old) => ({ ...old, state: 'proposed' }), {
        by: by.id,
        action: 'change-proposed',
      }),
    review: (id, by, revision) =>
      change(
        id,
        revision,
        ['draft', 'proposed'],
        (old) => {
          if (old.by === by.id) throw ownChange()
          return { ...old, state: 'reviewed', reviewedBy: by.id }
        },
        { by: by.id, action: 'change-reviewed' },
      ),
    publish: (id, by, revision) =>
      inTurn(async () => {
        const record = await current(store, id, revision, OPEN)
        if (await isUnread(store, record, by)) throw notReviewed()
        const faults = await faultsWith(id, record.change)
        if (faults.length > 0) return { type: 'refused', faults }
        const publishedAt = clock.now()
        const published = await change(
          id,
          revision,
          OPEN,
          (old) => ({ ...old, state: 'published', publishedAt, publishedBy: by.id }),
          { by: by.id, action: 'change-published' },
        )
        await options.apply()
        return { type: 'published', record: published }
      }),
    withdraw: (id, by, revision) =>
      inTurn(async () => {
        await current(store, id, revision, ['published'])
        const faults = await faultsWith(id)
        if (faults.length > 0) return { type: 'refused', faults }
        const action: AuditAction = 'change-withdrawn'
        const record = await change(
          id,
          revision,
          ['published'],
          (old) => ({ ...old, state: 'withdrawn' }),
          { by: by.id, action },
        )
        await options.apply()
        return { type: 'published', record }
      }),
    discard: (id, by, revision) =>
      alone(async (kept) => {
        const old = await current(kept, id, revision, OPEN)
        await kept.overrides.delete(id)
        await options.audit(kept, {
          ...{ by: by.id, action: 'change-discarded', target: subjectOf(old) },
        })
      }),
  }
}
