import { dayOf } from '../core/index.ts'
import { DalilError } from '../errors.ts'
import type {
  AnnouncementRecord,
  AnnouncementState,
  Audience,
  AuditAction,
  AuditEntry,
  Clock,
  Repositories,
  Store,
} from '../ports/index.ts'
import { listKey } from './audience.ts'
import { type AnnouncementDraft, checkDraft, checkWhole } from './draft.ts'
import { type Progress, progressOf } from './progress.ts'

/** What the announcements work with. */
export interface AnnouncementOptions {
  readonly store: Store
  readonly clock: Clock
  readonly newId: () => string
  /** The pseudonym of the name of a list. */
  readonly pseudonym: (value: string) => string
  /** The numbers that a text names, however they are written. */
  readonly numbersIn: (text: string) => readonly string[]
  /** Notes who did what, within the same transaction. */
  readonly audit: (kept: Repositories, entry: AuditEntry) => Promise<void>
}

/** A change of one announcement: by whom, and of which state of it they saw. */
export interface Change {
  readonly id: string
  /** A staff account. */
  readonly by: string
  readonly revision: number
}

/**
 * The announcements of the association: one writes, another one approves, both can stop. All changes
 * throw `announcements:not_found`, `announcements:changed` where somebody else changed it since
 * `revision`, and `announcements:state` where it does not stand at that point.
 */
export interface Announcements {
  /** Newest first. */
  list(): Promise<readonly AnnouncementRecord[]>
  find(id: string): Promise<AnnouncementRecord | undefined>
  /** @throws DalilError `announcements:too_long`. */
  create(draft: AnnouncementDraft, by: string): Promise<AnnouncementRecord>
  /** Writes one anew that was not approved yet; it is a draft then. */
  revise(change: Change, draft: AnnouncementDraft): Promise<void>
  /**
   * Shows it to somebody else.
   *
   * @throws DalilError `announcements:texts`, `announcements:numbers`, `announcements:until`.
   */
  propose(change: Change): Promise<void>
  /** Sends it. @throws DalilError `announcements:same_person` where the writer approves; as above. */
  approve(change: Change): Promise<void>
  /** Hands it back to be written again. */
  giveBack(change: Change): Promise<void>
  /** What was not sent yet is not sent any more. */
  stop(change: Change): Promise<void>
  /** Deletes one that was not approved. */
  discard(change: Change): Promise<void>
  /** How many people it would reach now. */
  reach(audience: Audience): Promise<number>
  progress(record: AnnouncementRecord): Promise<Progress>
}

/** Changes of announcements come one after the other, on whatever machine. */
export const ALONE = 'announcements'

/** More announcements than these are not listed. */
const LISTED = 200

/** Creates the announcements of a store. */
export function createAnnouncements(options: AnnouncementOptions): Announcements {
  const { store, clock, newId, numbersIn, audit } = options
  const alone = <T>(work: (kept: Repositories) => Promise<T>) =>
    store.transaction(work, { alone: ALONE })
  const today = () => dayOf(clock.now())

  async function move(
    change: Change,
    action: AuditAction,
    from: readonly AnnouncementState[],
    to: (old: AnnouncementRecord) => AnnouncementRecord,
  ): Promise<void> {
    await alone(async (kept) => {
      const old = await current(kept, change, from)
      await kept.announcements.put({
        ...to(old),
        ...{ updatedAt: clock.now(), revision: old.revision + 1 },
      })
      await audit(kept, { by: change.by, action, target: change.id })
    })
  }

  return {
    list: () => store.announcements.list(LISTED),
    find: (id) => store.announcements.find(id),
    async create(draft, by) {
      checkDraft(draft)
      const now = clock.now()
      const { audience, texts, until } = draft
      const record: AnnouncementRecord = {
        ...{ id: newId(), audience, texts, until, state: 'draft', by },
        ...{ createdAt: now, updatedAt: now, revision: 1 },
      }
      await alone(async (kept) => {
        await kept.announcements.put(record)
        await audit(kept, { by, action: 'announcement-written', target: record.id })
      })
      return record
    },
    async revise(change, { audience, texts, until }) {
      checkDraft({ audience, texts, until })
      await move(change, 'announcement-written', ['draft', 'proposed'], (old) => ({
        ...old,
        ...{ audience, texts, until, state: 'draft', by: change.by },
      }))
    },
    propose: (change) =>
      move(change, 'announcement-proposed', ['draft'], (old) => {
        checkWhole(old, { today: today(), numbersIn })
        return { ...old, state: 'proposed' }
      }),
    approve: (change) =>
      move(change, 'announcement-approved', ['proposed'], (old) => {
        if (old.by === change.by) {
          const message = 'Somebody else than the writer approves an announcement.'
          throw new DalilError('announcements:same_person', message)
        }
        checkWhole(old, { today: today(), numbersIn })
        return { ...old, state: 'sending', approvedBy: change.by, approvedAt: clock.now() }
      }),
    giveBack: (change) =>
      move(change, 'announcement-returned', ['proposed'], (old) => ({ ...old, state: 'draft' })),
    stop: (change) =>
      move(change, 'announcement-stopped', ['sending'], (old) => ({ ...old, state: 'stopped' })),
    discard: (change) =>
      alone(async (kept) => {
        await current(kept, change, ['draft', 'proposed'])
        await kept.announcements.delete(change.id)
        const { by, id: target } = change
        await audit(kept, { by, action: 'announcement-discarded', target })
      }),
    reach: (audience) => store.subscriptions.countIn(options.pseudonym(listKey(audience))),
    async progress({ id, approvedAt }) {
      if (approvedAt === undefined) return progressOf([], id)
      return progressOf(await store.figures.list(dayOf(approvedAt), today()), id)
    },
  }
}

async function current(
  kept: Repositories,
  { id, revision }: Change,
  from: readonly AnnouncementState[],
): Promise<AnnouncementRecord> {
  const old = await kept.announcements.find(id)
  if (old === undefined) {
    throw new DalilError('announcements:not_found', `There is no announcement ${id}.`)
  }
  if (old.revision !== revision) {
    const message = `Announcement ${id} changed since it was shown; look at it again first.`
    throw new DalilError('announcements:changed', message)
  }
  if (!from.includes(old.state)) {
    const message = `Announcement ${id} is ${old.state}; this can be done with one that is ${from.join(' or ')}.`
    throw new DalilError('announcements:state', message)
  }
  return old
}
