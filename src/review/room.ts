import { answerTime, dayOf, type FigureEvent, toFigure } from '../core/index.ts'
import type {
  AuditAction,
  AuditEntry,
  Clock,
  QuestionRecord,
  Repositories,
  Sealer,
  Store,
} from '../ports/index.ts'

/** The staff account that acts. */
export interface Reviewer {
  readonly id: string
  readonly name: string
}

/** What the team says to the one who asked: the answer, a question back, or that it is closed. */
export type TeamMessage =
  | { readonly type: 'answer'; readonly text: string }
  | { readonly type: 'ask'; readonly text: string }
  | { readonly type: 'closed' }

/** What the review works with. */
export interface ReviewOptions {
  readonly store: Store
  readonly sealer: Sealer
  readonly clock: Clock
  readonly newId: () => string
  /**
   * Puts a message of the team into the outbox of the one who asked, not to be sent before `dueAt`,
   * within the same transaction; resolves with the id of the outbox, or `undefined` where there is
   * nobody to write to.
   */
  readonly reply: (
    kept: Repositories,
    question: QuestionRecord,
    message: TeamMessage,
    dueAt: number,
  ) => Promise<string | undefined>
  /** Notes who did what, within the same transaction. */
  readonly audit: (kept: Repositories, entry: AuditEntry) => Promise<void>
}

/** A question as somebody saw it: whoever acts on an older state is told that it changed. */
export interface Seen {
  readonly id: string
  readonly revision: number
}

/** How an action on questions ended. */
export interface Done {
  /** Names the action, to undo it. */
  readonly action: string
  readonly done: number
  /** Ids of those that somebody changed meanwhile, or that were erased: nothing was done to them. */
  readonly missed: readonly string[]
}

/** What an action makes of a question. */
export interface Changed {
  readonly question: QuestionRecord
  /** What was written to the person, and what is to be counted. */
  readonly outbox?: string | undefined
  readonly counted?: FigureEvent
}

/** Makes a change of one question; `undefined` leaves it as it is. */
export type Change = (
  kept: Repositories,
  question: QuestionRecord,
  at: number,
) => Promise<Changed | undefined>

/** Who acts, the word for the audit log, and the group or question that is named there. */
export interface Acting {
  readonly reviewer: Reviewer
  readonly audited: AuditAction
  readonly target: string
}

/**
 * Does the same to several questions, each in a transaction alone with the one who asked: what they
 * write meanwhile comes before or after, never between. What it was before is kept for undoing.
 */
export async function actOn(
  options: ReviewOptions,
  seen: readonly Seen[],
  acting: Acting,
  change: Change,
): Promise<Done> {
  const action = options.newId()
  const missed: string[] = []
  let done = 0
  for (const { id, revision } of seen) {
    const outcome = await alone(options, id, async (kept, question) => {
      if (question.revision !== revision) return 'missed'
      const at = options.clock.now()
      const changed = await change(kept, question, at)
      if (changed === undefined) return 'left'
      await kept.questions.put(withBefore(question, changed, action, at))
      if (changed.counted !== undefined) await count(kept, changed.counted, { question, at })
      const { reviewer, audited, target } = acting
      if (done === 0) await options.audit(kept, { by: reviewer.id, action: audited, target })
      return 'done'
    })
    if (outcome === 'done') done += 1
    else if (outcome !== 'left') missed.push(id)
  }
  return { action, done, missed }
}

/** Works on a question alone with the one who asked; `undefined` where it is not there any more. */
export async function alone<T>(
  { store }: Pick<ReviewOptions, 'store'>,
  id: string,
  work: (kept: Repositories, question: QuestionRecord) => Promise<T>,
): Promise<T | undefined> {
  const person = (await store.questions.find(id))?.person
  if (person === undefined) return undefined
  return store.transaction(
    async (kept) => {
      const question = await kept.questions.find(id)
      if (question === undefined) return undefined
      const outcome = await work(kept, question)
      await kept.signals.send({ type: 'question' })
      return outcome
    },
    { alone: person },
  )
}

function withBefore(
  { state, closedAs, group, thread, revision }: QuestionRecord,
  { question, outbox, counted }: Changed,
  action: string,
  at: number,
): QuestionRecord {
  const before = {
    ...{ action, state, messages: thread.length },
    ...(closedAs === undefined ? {} : { closedAs }),
    ...(group === undefined ? {} : { group }),
    ...(outbox === undefined ? {} : { outbox }),
    ...(counted === undefined ? {} : { counted }),
  }
  return { ...question, before, updatedAt: at, revision: revision + 1 }
}

/** Counts what the team did at a moment, or takes it back with `by` -1. */
export async function count(
  kept: Repositories,
  event: FigureEvent,
  { question, at }: { readonly question: QuestionRecord; readonly at: number },
  by = 1,
): Promise<void> {
  const { topic, locale, channel } = question
  const within = answerTime(at - waitingSince(question))
  await kept.figures.increment(toFigure(dayOf(at), event, { within, topic, locale, channel }), by)
}

/** When the person wrote what the team has not replied to yet. */
function waitingSince({ thread, createdAt }: QuestionRecord): number {
  const last = thread.findLastIndex(({ from }) => from === 'team')
  return thread[last + 1]?.at ?? createdAt
}
