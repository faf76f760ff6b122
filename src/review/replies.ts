import type { Locale } from '../core/index.ts'
import { DalilError } from '../errors.ts'
import type { Closing, QuestionRecord, QuestionState, Repositories } from '../ports/index.ts'
import {
  actOn,
  type Changed,
  type Done,
  type Reviewer,
  type ReviewOptions,
  type Seen,
  type TeamMessage,
} from './room.ts'
import { QUESTION_PURPOSE } from './threads.ts'

/** Longest reply of the team, in characters: one message on every channel. */
export const MAX_REPLY_LENGTH = 3000

/** So long a reply can be taken back before it is sent, in ms. */
export const GRACE_MS = 10_000

/** What the team writes in each language. */
export type TextsByLocale = Readonly<Partial<Record<Locale, string>>>

/** What the team says to those who asked, who then need not wait any longer. */
export interface Replies {
  /**
   * Answers each question in its own language, where there is a text in it; the others stay as they
   * are. `closed` closes them as well: somebody else is to help with them.
   *
   * @throws DalilError `review:empty`, `review:too_long`.
   */
  answer(
    group: string,
    seen: readonly Seen[],
    reply: { readonly texts: TextsByLocale; readonly closed?: 'referred' },
    by: Reviewer,
  ): Promise<Done>
  /** Asks the person back; the question waits for them then. Same errors as {@link answer}. */
  ask(group: string, seen: Seen, text: string, by: Reviewer): Promise<Done>
  /** Closes questions: without a word where they are ignored, else the person is told. */
  close(group: string, seen: readonly Seen[], as: Closing, by: Reviewer): Promise<Done>
}

/** Creates the {@link Replies} of a store. */
export function createReplies(options: ReviewOptions): Replies {
  const { sealer } = options
  const say = async (
    kept: Repositories,
    question: QuestionRecord,
    message: TeamMessage,
    told: { readonly at: number; readonly by: Reviewer },
  ): Promise<Changed> => {
    const { at, by } = told
    const outbox = await options.reply(kept, question, message, at + GRACE_MS)
    if (message.type === 'closed') return { question, outbox }
    const added = {
      from: 'team',
      at,
      by: by.name,
      text: sealer.seal(message.text, QUESTION_PURPOSE),
    }
    const thread = [...question.thread, { ...added, from: 'team' as const }]
    return { question: { ...question, thread }, outbox }
  }
  return {
    async answer(group, seen, { texts, closed }, by) {
      const ready = checkedTexts(texts)
      const state = closed === undefined ? 'answered' : 'closed'
      const audited = closed === undefined ? 'question-answered' : 'question-referred'
      const acting = { reviewer: by, audited, target: group } as const
      return actOn(options, seen, acting, async (kept, one, at) => {
        const text = ready.get(one.locale)
        if (text === undefined) return undefined
        const said = await say(kept, one, { type: 'answer', text }, { at, by })
        return { ...to(said, state, closed), counted: 'staff-answered' }
      })
    },
    async ask(group, seen, text, by) {
      const words = checked(text)
      const acting = { reviewer: by, audited: 'question-asked', target: group } as const
      return actOn(options, [seen], acting, async (kept, one, at) =>
        to(await say(kept, one, { type: 'ask', text: words }, { at, by }), 'asked'),
      )
    },
    async close(group, seen, as, by) {
      const audited = as === 'ignored' ? 'question-ignored' : 'question-closed'
      const acting = { reviewer: by, audited, target: group } as const
      return actOn(options, seen, acting, async (kept, one, at) => {
        const isTold = as !== 'ignored' && one.thread.at(-1)?.from === 'person'
        const said = isTold
          ? await say(kept, one, { type: 'closed' }, { at, by })
          : { question: one }
        return { ...to(said, 'closed', as), counted: 'staff-closed' }
      })
    },
  }
}

function to(changed: Changed, state: QuestionState, closedAs?: Closing): Changed {
  const { closedAs: _, ...question } = changed.question
  const closed = closedAs === undefined ? {} : { closedAs }
  return { ...changed, question: { ...question, state, ...closed } }
}

function checkedTexts(texts: TextsByLocale): ReadonlyMap<string, string> {
  const written = Object.entries(texts).filter(([, text]) => text.trim() !== '')
  if (written.length === 0) throw emptyReply()
  return new Map(written.map(([locale, text]) => [locale, checked(text)]))
}

function checked(text: string): string {
  const reply = text.trim()
  if (reply === '') throw emptyReply()
  if (reply.length > MAX_REPLY_LENGTH) {
    const message = `The reply has ${reply.length} characters; at most ${MAX_REPLY_LENGTH} can be sent.`
    throw new DalilError('review:too_long', message)
  }
  return reply
}

function emptyReply(): DalilError {
  return new DalilError('review:empty', 'The reply is empty; write it and send again.')
}
