import {
  answerTime,
  type ChannelName,
  dayOf,
  type FigureEvent,
  type Locale,
  type Topic,
  toFigure,
} from '../core/index.ts'
import { DalilError } from '../errors.ts'
import type {
  AuditEntry,
  Clock,
  QuestionRecord,
  QuestionState,
  Repositories,
  Sealer,
  Store,
} from '../ports/index.ts'

/** A question as the staff see it: what was passed on, never who asked. */
export interface WaitingQuestion {
  readonly id: string
  readonly channel: ChannelName
  readonly locale: Locale
  readonly topic?: Topic
  readonly state: QuestionState
  readonly createdAt: number
  readonly updatedAt: number
  readonly revision: number
  readonly thread: readonly {
    readonly from: 'person' | 'team'
    readonly text: string
    readonly at: number
    readonly by?: string
  }[]
}

/** The staff account that acts. */
export interface Reviewer {
  readonly id: string
  readonly name: string
}

/** What the review works with. */
export interface ReviewOptions {
  readonly store: Store
  readonly sealer: Sealer
  readonly clock: Clock
  /** Puts a reply of the team into the outbox of the one who asked, within the same transaction. */
  readonly reply: (kept: Repositories, question: QuestionRecord, text: string) => Promise<void>
  /** Notes who did what, within the same transaction. */
  readonly audit: (kept: Repositories, entry: AuditEntry) => Promise<void>
}

/** The questions passed on to the team. */
export interface Review {
  /** Newest first. */
  list(options: {
    readonly state?: QuestionState
    readonly limit: number
    readonly before?: number
  }): Promise<readonly WaitingQuestion[]>
  find(id: string): Promise<WaitingQuestion | undefined>
  countOpen(): Promise<number>
  /**
   * Replies to the person in their chat.
   *
   * @throws DalilError `review:not_found`, `review:empty`, `review:too_long`, or `review:changed`
   * when somebody else wrote to the thread since `revision`.
   */
  answer(id: string, text: string, by: Reviewer, revision: number): Promise<void>
  /** Closes a question without a reply. Same errors as {@link Review.answer}. */
  close(id: string, by: Reviewer, revision: number): Promise<void>
}

/** Longest reply of the team, in characters: one message on every channel. */
export const MAX_REPLY_LENGTH = 3000

const PURPOSE = 'question'

/** Creates the review of a store. */
export function createReview(options: ReviewOptions): Review {
  const { store, clock, sealer } = options
  const open = (record: QuestionRecord) => toWaiting(sealer, record)
  /** Alone with the one who asked: what they write meanwhile comes before or after, never between. */
  const change = async (id: string, work: (kept: Repositories) => Promise<void>) => {
    const question = await store.questions.find(id)
    await store.transaction(work, { alone: question?.person ?? id })
  }
  return {
    list: async (wanted) => (await store.questions.list(wanted)).map(open),
    find: async (id) => {
      const record = await store.questions.find(id)
      return record === undefined ? undefined : open(record)
    },
    countOpen: () => store.questions.countOpen(),
    answer: async (id, text, by, revision) => {
      const reply = text.trim()
      if (reply === '')
        throw new DalilError('review:empty', 'The reply is empty; write it and send again.')
      if (reply.length > MAX_REPLY_LENGTH) {
        const message = `The reply has ${reply.length} characters; at most ${MAX_REPLY_LENGTH} can be sent.`
        throw new DalilError('review:too_long', message)
      }
      await change(id, async (kept) => {
        const question = await current(kept, id, revision)
        const at = clock.now()
        const kind = { from: 'team', at, by: by.name } as const
        const message = { ...kind, text: sealer.seal(reply, PURPOSE) }
        await kept.questions.put(changed(question, 'answered', at, [...question.thread, message]))
        await options.reply(kept, question, reply)
        await count(kept, 'staff-answered', question, at)
        await options.audit(kept, { by: by.id, action: 'question-answered', target: id })
      })
    },
    close: (id, by, revision) =>
      change(id, async (kept) => {
        const question = await current(kept, id, revision)
        const at = clock.now()
        await kept.questions.put(changed(question, 'closed', at, question.thread))
        await count(kept, 'staff-closed', question, at)
        await options.audit(kept, { by: by.id, action: 'question-closed', target: id })
      }),
  }
}

async function current(kept: Repositories, id: string, revision: number): Promise<QuestionRecord> {
  const question = await kept.questions.find(id)
  if (question === undefined) {
    throw new DalilError('review:not_found', `Question ${id} is not there any more; it was erased.`)
  }
  if (question.revision !== revision) {
    const message = `Question ${id} changed since it was shown; look at it again before replying.`
    throw new DalilError('review:changed', message)
  }
  return question
}

function changed(
  question: QuestionRecord,
  state: QuestionState,
  at: number,
  thread: QuestionRecord['thread'],
): QuestionRecord {
  return { ...question, state, thread, updatedAt: at, revision: question.revision + 1 }
}

async function count(
  kept: Repositories,
  event: FigureEvent,
  question: QuestionRecord,
  at: number,
): Promise<void> {
  const { topic, locale, channel } = question
  const within = answerTime(at - waitingSince(question))
  await kept.figures.increment(toFigure(dayOf(at), event, { within, topic, locale, channel }))
}

/** When the person wrote what the team has not replied to yet. */
function waitingSince({ thread, createdAt }: QuestionRecord): number {
  const last = thread.findLastIndex(({ from }) => from === 'team')
  return thread[last + 1]?.at ?? createdAt
}

function toWaiting(sealer: Sealer, record: QuestionRecord): WaitingQuestion {
  const { id, channel, locale, topic, state, createdAt, updatedAt, revision } = record
  const base = { id, channel, locale, state, createdAt, updatedAt, revision }
  const thread = record.thread.map((message) => ({
    ...message,
    text: openText(sealer, message.text),
  }))
  return topic === undefined ? { ...base, thread } : { ...base, topic, thread }
}

/** A text that cannot be opened any more shows as a mark and does not hide the other questions. */
function openText(sealer: Sealer, sealed: string): string {
  try {
    return sealer.open(sealed, PURPOSE)
  } catch {
    return '…'
  }
}
