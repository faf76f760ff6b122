import type { ChannelName, Locale } from '../core/index.ts'
import {
  type OpenGroup,
  type OutboxRecord,
  type QuestionRecord,
  type QuestionState,
  type Store,
  type UndeliveredReason,
  WHEN_BACK,
} from '../ports/index.ts'
import { type Disliked, listDisliked } from './dislikes.ts'
import type { ReviewOptions } from './room.ts'
import { firstWords, openText, toWaiting, type WaitingQuestion } from './threads.ts'

/** A group as the list shows it. */
export interface GroupSummary extends OpenGroup {
  /** How it was asked, each wording once, the newest first. */
  readonly wordings: readonly { readonly text: string; readonly locale: Locale }[]
  readonly locales: readonly Locale[]
  readonly channels: readonly ChannelName[]
  /** The entries that were answered and did not help. */
  readonly answered: readonly string[]
  /** The id of the staff account that takes care of it. */
  readonly assignee?: string
}

/** What became of the last message of the team to somebody. */
export type Delivery = 'waiting' | 'failed'

/** A group with all that can be seen of it. */
export interface GroupDetail {
  readonly group: string
  /** What waits in it; `undefined` when nothing does. */
  readonly waiting: OpenGroup | undefined
  /** Newest first. */
  readonly questions: readonly (WaitingQuestion & { readonly delivery?: Delivery })[]
  readonly assignee?: string
  readonly note?: string
}

/** A reply that could not be brought to the one who asked. */
export interface Undelivered {
  readonly id: string
  readonly question: WaitingQuestion
  readonly reason: UndeliveredReason
  readonly at: number
}

/** What waits for people to write again, on one channel. */
export interface PutOff {
  readonly count: number
  /** The replies of the team among them, the oldest first. */
  readonly replies: readonly { readonly question: WaitingQuestion; readonly at: number }[]
}

/** The questions passed on to the team, for reading. */
export interface Queue {
  /** The largest first, then the oldest; those behind `after` where given. */
  groups(options: Parameters<Store['questions']['listGroups']>[0]): Promise<readonly GroupSummary[]>
  /** Those that a staff account takes care of and that wait. */
  groupsOf(assignee: string): Promise<readonly GroupSummary[]>
  find(group: string): Promise<GroupDetail | undefined>
  /** Single questions in one state, newest first. */
  list(options: {
    readonly state: QuestionState
    readonly limit: number
    readonly before?: number
  }): Promise<readonly WaitingQuestion[]>
  counts(): Promise<{ readonly open: number; readonly groups: number }>
  /** Replies that will never arrive, newest first. */
  undelivered(limit: number): Promise<readonly Undelivered[]>
  /** What this channel keeps until the person writes again. */
  putOff(channel: ChannelName): Promise<PutOff>
  /** A question that is kept. */
  question(id: string): Promise<WaitingQuestion | undefined>
  /** The answers that people did not like in the last `days`, the most disliked first. */
  disliked(days: number): Promise<readonly Disliked[]>
}

/** Wordings and questions of a group that are looked at for the list. */
const WORDINGS = 3
const LOOKED_AT = 20
/** Questions of a group that are shown. */
const SHOWN = 100
const MAX_FAILED = 200
const MAX_OWN = 100
/** Messages on their way that are looked at for those that wait for somebody. */
const MAX_ON_WAY = 500

/** Creates the {@link Queue} of a store. */
export function createQueue(options: ReviewOptions): Queue {
  const { store, sealer } = options
  const summarize = async (group: OpenGroup): Promise<GroupSummary> => {
    const records = await store.questions.listOfGroup(group.group, LOOKED_AT)
    const open = records.filter(({ state }) => state === 'open')
    const assignee = (await store.cases.find(group.group))?.assignee
    return {
      ...group,
      wordings: wordingsOf(
        open.map((one) => ({ text: firstWords(sealer, one), locale: one.locale })),
      ),
      locales: [...new Set(open.map(({ locale }) => locale))],
      channels: [...new Set(open.map(({ channel }) => channel))],
      answered: [...new Set(open.flatMap(({ answered }) => answered ?? []))],
      ...(assignee === undefined ? {} : { assignee }),
    }
  }
  const deliveryOf = async (
    { id, person, thread }: QuestionRecord,
    failed: ReadonlyMap<string, OutboxRecord>,
  ): Promise<{ readonly delivery?: Delivery }> => {
    if (failed.has(id)) return { delivery: 'failed' }
    if (!thread.some(({ from }) => from === 'team')) return {}
    const waiting = await store.outbox.listOf(person)
    return waiting.some(({ questionId }) => questionId === id) ? { delivery: 'waiting' } : {}
  }
  const failures = async () => {
    const records = await store.outbox.listFailed(MAX_FAILED)
    return new Map(
      records.flatMap((one) => (one.questionId === undefined ? [] : [[one.questionId, one]])),
    )
  }
  return {
    groups: async (wanted) =>
      Promise.all((await store.questions.listGroups(wanted)).map(summarize)),
    async groupsOf(assignee) {
      const own = await store.cases.listOf(assignee, MAX_OWN)
      const groups = await Promise.all(own.map(({ group }) => store.questions.findGroup(group)))
      return Promise.all(groups.flatMap((group) => group ?? []).map(summarize))
    },
    async find(group) {
      const records = await store.questions.listOfGroup(group, SHOWN)
      if (records.length === 0) return undefined
      const failed = await failures()
      const noted = await store.cases.find(group)
      const { assignee, note } = noted ?? {}
      return {
        group,
        waiting: await store.questions.findGroup(group),
        questions: await Promise.all(
          records.map(async (one) => ({
            ...toWaiting(sealer, one),
            ...(await deliveryOf(one, failed)),
          })),
        ),
        ...(assignee === undefined ? {} : { assignee }),
        ...(note === undefined ? {} : { note: openText(sealer, note) }),
      }
    },
    list: async (wanted) =>
      (await store.questions.list(wanted)).map((record) => toWaiting(sealer, record)),
    async counts() {
      const { questions } = store
      const [open, groups] = await Promise.all([questions.countOpen(), questions.countGroups()])
      return { open, groups }
    },
    disliked: (days) => listDisliked(options, days),
    async putOff(channel) {
      const all = await store.outbox.listDue(WHEN_BACK, MAX_ON_WAY, [channel])
      const waiting = all.filter(({ dueAt }) => dueAt === WHEN_BACK)
      const replies = waiting.map(async ({ questionId, createdAt: at }) => {
        const record = questionId && (await store.questions.find(questionId))
        return record ? [{ question: toWaiting(sealer, record), at }] : []
      })
      return { count: waiting.length, replies: (await Promise.all(replies)).flat() }
    },
    async question(id) {
      const record = await store.questions.find(id)
      return record && toWaiting(sealer, record)
    },
    async undelivered(limit) {
      const found: Undelivered[] = []
      for (const [id, { reason = 'refused', createdAt, ...record }] of await failures()) {
        const question = await store.questions.find(id)
        if (question === undefined) continue
        found.push({ id: record.id, question: toWaiting(sealer, question), reason, at: createdAt })
        if (found.length === limit) break
      }
      return found
    },
  }
}

type Wording = GroupSummary['wordings'][number]

function wordingsOf(all: readonly Wording[]): readonly Wording[] {
  const seen = new Set<string>()
  return all.filter(({ text }) => !seen.has(text) && seen.add(text)).slice(0, WORDINGS)
}
