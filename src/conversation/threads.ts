import type { ChannelName, Choice, Locale, PersonId, Session } from '../core/index.ts'
import type { QuestionRecord, Repositories, Texts } from '../ports/index.ts'
import type { DalilOptions } from './options.ts'
import { PURPOSES } from './records.ts'
import type { PassedOn, TurnResult } from './result.ts'
import type { OpenThread } from './turn.ts'

/** The thread that a person has open with the team, and the session that knows of it. */
export function withThread(
  session: Session,
  questions: readonly QuestionRecord[],
  texts: Texts,
): { readonly session: Session; readonly thread?: OpenThread } {
  if (session.threadId === undefined && questions.length === 0) return { session }
  const { threadId, ...rest } = session
  const record =
    questions.find(({ id, state }) => id === threadId && state !== 'closed') ??
    questions.findLast(({ state }) => state === 'asked')
  if (record === undefined) return { session: rest }
  const last = record.thread.at(-1)
  const hasNews = last?.from === 'team' && last.at > session.lastSeenAt
  // What was offered last is what stands under the message of the team.
  const choices = hasNews ? { choices: teamChoices(texts, session.locale) } : {}
  const isAsked = record.state === 'asked'
  return {
    session: { ...rest, threadId: record.id, ...choices },
    thread: { isAsked, hasNews },
  }
}

/** What is offered under every message of the team. */
export function teamChoices(texts: Texts, locale: Locale): readonly Choice[] {
  return [
    { data: 'q:ask', label: texts.text(locale, 'team:reply') },
    { data: 'q:close', label: texts.text(locale, 'team:settled') },
  ]
}

/** Keeps what a turn passed on, in the open thread where there is one, or closes that thread. */
export async function keepThread(
  options: Pick<DalilOptions, 'clock' | 'newId' | 'sealer' | 'redact' | 'groupOf'>,
  kept: Repositories,
  reply: TurnResult,
  from: { readonly person: PersonId; readonly channel: ChannelName },
): Promise<Session> {
  if (reply.closeThread !== true && reply.passOn === undefined) return reply.session
  const { threadId, ...session } = reply.session
  const open = threadId === undefined ? undefined : await kept.questions.find(threadId)
  if (reply.closeThread === true && open !== undefined) {
    await put(kept, open, { state: 'closed', closedAs: 'person', updatedAt: options.clock.now() })
    return session
  }
  if (reply.passOn === undefined) return reply.session
  if (open !== undefined && open.state !== 'closed') {
    await addTo(options, kept, open, reply.passOn)
    return reply.session
  }
  return { ...session, threadId: await begin(options, kept, reply.passOn, from) }
}

type Keeping = Parameters<typeof keepThread>[0]

async function addTo(
  { clock, sealer, redact }: Keeping,
  kept: Repositories,
  open: QuestionRecord,
  { text, locale }: PassedOn,
): Promise<void> {
  const at = clock.now()
  const words = sealer.seal(redact(text, locale), PURPOSES.question)
  const thread = [...open.thread, { from: 'person' as const, text: words, at }]
  await put(kept, open, { state: 'open', thread, updatedAt: at })
}

async function begin(
  { clock, newId, sealer, redact, groupOf }: Keeping,
  kept: Repositories,
  passedOn: PassedOn,
  { person, channel }: { readonly person: PersonId; readonly channel: ChannelName },
): Promise<string> {
  const { topic, answered, locale } = passedOn
  const at = clock.now()
  const words = redact(passedOn.text, locale)
  const question: QuestionRecord = {
    ...{ id: newId(), person, channel, locale, state: 'open', group: await groupOf(words) },
    thread: [{ from: 'person', text: sealer.seal(words, PURPOSES.question), at }],
    ...{ createdAt: at, updatedAt: at, revision: 1 },
    ...(topic === undefined ? {} : { topic }),
    ...(answered === undefined ? {} : { answered }),
  }
  await kept.questions.put(question)
  return question.id
}

/** What was undone for the team would not be what the person saw: from here on nothing is. */
async function put(
  kept: Repositories,
  { before: _, closedAs: __, ...question }: QuestionRecord,
  change: Partial<QuestionRecord>,
): Promise<void> {
  await kept.questions.put({ ...question, ...change, revision: question.revision + 1 })
}
