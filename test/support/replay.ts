import { expect } from 'vitest'
import { fixedPart } from '../../src/cli/record/describe-reply.ts'
import { type Locale, withoutDirectionMarks } from '../../src/core/index.ts'
import { momentOf } from '../../src/reminders/index.ts'
import type { Conversation, Reply } from './conversation.ts'
import { realServices } from './project.ts'
import { inLocale, type Transcript } from './transcript.ts'

type Step = Transcript['chat'][number]

/** Does what the person does in a step, and gives the reply. */
export function playStep(chat: Conversation, step: Step, locale: Locale): Promise<Reply> {
  if (step.waits !== undefined) {
    chat.clock.advance(momentOf(step.waits) - chat.clock.now())
    return chat.sweep()
  }
  if (step.tap !== undefined) return chat.tap(step.tap)
  return chat.say(inLocale(step.me ?? '', locale))
}

/** Holds a reply against what the step says of it; `where` names the step where one fails. */
export function checkReply(reply: Reply, step: Step, locale: Locale, where: string): void {
  const { texts, entries, urgency } = realServices().knowledge
  const plain = (text: string) => withoutDirectionMarks(text).trim()
  if (step.waits !== undefined && Object.keys(step).length === 1) {
    expect(reply.text, `${where}: nothing`).toBe('')
    return
  }
  expect(reply.text.trim(), `${where}: a reply`).not.toBe('')
  for (const key of step.says ?? []) {
    const fixed = fixedPart(texts.text(locale, key))
    expect(fixed, `${where}: there is no text "${key}" in "${locale}"; correct it`).not.toBe('')
    expect(reply.text, `${where}: says ${key}`).toContain(fixed)
  }
  for (const word of step.shows ?? []) expect(reply.text, where).toContain(word)
  for (const word of step.hides ?? []) expect(reply.text, where).not.toContain(word)
  if (step.answers !== undefined) {
    const answer = entries.get(step.answers)?.answers[locale] ?? `no entry ${step.answers}`
    expect(reply.text, where).toContain(plain(answer))
  }
  if (step.card !== undefined) {
    const card = urgency.cards.get(step.card)?.answers[locale] ?? `no card ${step.card}`
    expect(reply.text, where).toContain(plain(card))
  }
  const offered = reply.choices.map((choice) => choice.data)
  for (const data of step.offers ?? []) expect(offered, where).toContain(data)
}
