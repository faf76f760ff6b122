import type { ChannelName, Locale, Topic } from '../core/index.ts'
import type { Closing, QuestionRecord, QuestionState, Sealer } from '../ports/index.ts'

/** What the words of a thread are sealed for. */
export const QUESTION_PURPOSE = 'question'

/** One message of a thread as the staff read it. */
export interface ThreadEntry {
  readonly from: 'person' | 'team'
  readonly text: string
  readonly at: number
  readonly by?: string
}

/** A question as the staff see it: what was passed on, never who asked. */
export interface WaitingQuestion {
  readonly id: string
  readonly channel: ChannelName
  readonly locale: Locale
  readonly topic?: Topic
  readonly state: QuestionState
  readonly closedAs?: Closing
  readonly group: string
  /** The entry that was answered and did not help. */
  readonly answered?: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly revision: number
  readonly thread: readonly ThreadEntry[]
}

/** A question with its words opened. */
export function toWaiting(sealer: Sealer, record: QuestionRecord): WaitingQuestion {
  const { person: _, before: __, thread, group, ...rest } = record
  return {
    ...rest,
    group: group ?? record.id,
    thread: thread.map((message) => ({ ...message, text: openText(sealer, message.text) })),
  }
}

/** The words with which a question was asked first. */
export function firstWords(sealer: Sealer, { thread }: QuestionRecord): string {
  const first = thread.find(({ from }) => from === 'person')
  return first === undefined ? '' : openText(sealer, first.text)
}

/** A text that cannot be opened any more shows as a mark and does not hide the other questions. */
export function openText(sealer: Sealer, sealed: string): string {
  try {
    return sealer.open(sealed, QUESTION_PURPOSE)
  } catch {
    return '…'
  }
}
