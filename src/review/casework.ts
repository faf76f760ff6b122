import { DalilError } from '../errors.ts'
import type {
  AuditAction,
  CaseRecord,
  OutboxRecord,
  QuestionRecord,
  Repositories,
} from '../ports/index.ts'
import {
  actOn,
  alone,
  count,
  type Done,
  type Reviewer,
  type ReviewOptions,
  type Seen,
} from './room.ts'
import { QUESTION_PURPOSE } from './threads.ts'

/** Longest note, in characters. */
export const MAX_NOTE_LENGTH = 2000

/** How undoing ended. */
export interface Undone {
  readonly undone: number
  /** What was sent cannot be taken back; somebody changed it since, or it is erased. */
  readonly tooLate: number
}

/** What the team does with groups besides replying. */
export interface Casework {
  /** Gives a group to a staff account to take care of, or to nobody. */
  assign(group: string, assignee: string | undefined, by: Reviewer): Promise<void>
  /** Replaces the note of a group. @throws DalilError `review:note_too_long`. */
  note(group: string, text: string, by: Reviewer): Promise<void>
  /** Puts questions that were grouped by mistake into a group of their own; resolves with its name. */
  separate(
    group: string,
    seen: readonly Seen[],
    by: Reviewer,
  ): Promise<Done & { readonly group: string }>
  /** Tries again to bring a reply to somebody. */
  retry(outbox: string, by: Reviewer): Promise<void>
  /** Gives up on a reply that cannot be brought to anybody. */
  drop(outbox: string, by: Reviewer): Promise<void>
  /** Takes an action back, for each question that nobody has changed since. */
  undo(group: string, action: string, by: Reviewer): Promise<Undone>
}

/** Most questions of one action. */
const MAX_OF_GROUP = 1000

/** Creates the {@link Casework} of a store. */
export function createCasework(options: ReviewOptions): Casework {
  const { store, clock, sealer } = options
  const noteDown = async (
    group: string,
    by: Reviewer,
    action: AuditAction,
    change: (old: CaseRecord) => CaseRecord,
  ) => {
    await store.transaction(
      async (kept) => {
        const old = (await kept.cases.find(group)) ?? { group, updatedAt: 0 }
        await kept.cases.put({ ...change(old), updatedAt: clock.now() })
        await options.audit(kept, { by: by.id, action, target: group })
        await kept.signals.send({ type: 'question' })
      },
      { alone: `case:${group}` },
    )
  }
  /** Works on a reply of the team that failed; one that is gone, or no such reply, is left alone. */
  const onFailed = (
    id: string,
    by: Reviewer,
    action: AuditAction,
    work: (kept: Repositories, record: OutboxRecord) => Promise<void>,
  ) =>
    store.transaction(async (kept) => {
      const record = await kept.outbox.find(id)
      if (record?.state !== 'failed' || record.questionId === undefined) return
      await work(kept, record)
      await options.audit(kept, { by: by.id, action, target: record.questionId })
      await kept.signals.send({ type: 'question' })
    })
  return {
    assign: (group, assignee, by) =>
      noteDown(group, by, 'question-assigned', ({ assignee: _, ...old }) =>
        assignee === undefined ? old : { ...old, assignee },
      ),
    async note(group, text, by) {
      const note = text.trim()
      if (note.length > MAX_NOTE_LENGTH) {
        const message = `The note has ${note.length} characters; at most ${MAX_NOTE_LENGTH} are kept.`
        throw new DalilError('review:note_too_long', message)
      }
      await noteDown(group, by, 'question-noted', ({ note: _, ...old }) =>
        note === '' ? old : { ...old, note: sealer.seal(note, QUESTION_PURPOSE) },
      )
    },
    async separate(group, seen, by) {
      const target = options.newId()
      const acting = { reviewer: by, audited: 'question-separated', target: group } as const
      const done = await actOn(options, seen, acting, async (_kept, question) => ({
        question: { ...question, group: target },
      }))
      return { ...done, group: target }
    },
    retry: (outbox, by) =>
      onFailed(outbox, by, 'reply-retried', (kept, { reason: _, ...record }) =>
        kept.outbox.put({ ...record, state: 'waiting', attempts: 0, dueAt: clock.now() }),
      ),
    drop: (outbox, by) =>
      onFailed(outbox, by, 'reply-dropped', (kept, { id }) => kept.outbox.delete(id)),
    async undo(group, action, by) {
      let undone = 0
      let tooLate = 0
      for (const { id, before } of await store.questions.listOfGroup(group, MAX_OF_GROUP)) {
        if (before?.action !== action) continue
        const outcome = await alone(options, id, async (kept, question) => {
          const was = question.before
          if (was?.action !== action) return false
          if (was.outbox !== undefined) {
            const waiting = await kept.outbox.find(was.outbox)
            if (waiting === undefined || waiting.dueAt <= clock.now()) return false
            await kept.outbox.delete(was.outbox)
          }
          const restored = toBefore(question)
          await kept.questions.put({ ...restored, updatedAt: clock.now() })
          if (was.counted !== undefined) {
            await count(kept, was.counted, { question: restored, at: question.updatedAt }, -1)
          }
          if (undone === 0) {
            await options.audit(kept, { by: by.id, action: 'question-undone', target: group })
          }
          return true
        })
        if (outcome === true) undone += 1
        else tooLate += 1
      }
      return { undone, tooLate }
    },
  }
}

function toBefore(question: QuestionRecord): QuestionRecord {
  const { before, closedAs: _, group: __, ...rest } = question
  return {
    ...rest,
    ...(before === undefined ? {} : { state: before.state }),
    ...(before?.closedAs === undefined ? {} : { closedAs: before.closedAs }),
    ...(before?.group === undefined ? {} : { group: before.group }),
    thread: question.thread.slice(0, before?.messages),
    revision: question.revision + 1,
  }
}
