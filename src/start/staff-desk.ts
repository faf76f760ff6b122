import type { Overlay } from '../content/index.ts'
import { teamOutbox } from '../conversation/index.ts'
import type { Fault } from '../core/index.ts'
import type { Live } from '../live/index.ts'
import type { Clock, Logger, Sealer, Store } from '../ports/index.ts'
import {
  createGrouping,
  createPresence,
  createPreviews,
  createPublishing,
  createReview,
  type Grouping,
  type Presence,
  type PreviewOptions,
  type Previews,
  type Publishing,
  type Review,
} from '../review/index.ts'
import type { Staff } from '../staff/index.ts'

/** What the staff work with. */
export interface Desk {
  readonly review: Review
  readonly grouping: Grouping
  readonly publishing: Publishing
  readonly presence: Presence
  readonly previews: Previews
}

/** What a desk is made of. */
export interface DeskOptions {
  readonly store: Store
  readonly sealer: Sealer
  readonly clock: Clock
  readonly logger: Logger
  readonly newId: () => string
  readonly audit: Staff['audit']
  readonly live: Live
  /** Everything that would be wrong in the content if this lay over its files. */
  readonly check: (overlay: Overlay) => Promise<readonly Fault[]>
  /** Works out what a change would do. */
  readonly effect: PreviewOptions['run']
}

/** Puts together what the staff work with. */
export function createDesk(options: DeskOptions): Desk {
  const { store, sealer, clock, logger, newId, audit, live, check } = options
  const review = createReview({
    ...{ store, sealer, clock, newId, audit },
    async reply(kept, question, said, dueAt) {
      const person = await kept.people.find(question.person)
      if (person === undefined) return undefined
      const when = { now: clock.now(), dueAt }
      const options = { sealer, newId, services: live.services(), ...when }
      const record = teamOutbox(options, person, question, said)
      await kept.outbox.add(record)
      return record.id
    },
  })
  const grouping = createGrouping({ ...{ store, sealer, newId, logger }, embedder: live.encoder })
  const publishing = createPublishing({
    ...{ store, clock, newId, audit, check },
    apply: async () => void (await live.reload({ isChecked: true })),
  })
  const previews = createPreviews({ store, sealer, clock, logger, run: options.effect })
  return { review, grouping, publishing, presence: createPresence({ store, clock }), previews }
}
