import { describe, expect, it } from 'vitest'
import { CHANNEL_LIMITS } from '../../src/channels/limits.ts'
import { renderText } from '../../src/channels/rendering/index.ts'
import { runTurn, type TurnResult } from '../../src/conversation/index.ts'
import {
  CHANNELS,
  createSession,
  type InboundContent,
  LOCALES,
  type Locale,
  type OutboundMessage,
  type Session,
  withoutDirectionMarks,
} from '../../src/core/index.ts'
import { realServices } from '../support/project.ts'

/** What only shows more of the menus: subjects, groups and the way to the top. */
const MENU = /^(?:[tg]:|m$)/u

type Text = Extract<OutboundMessage, { readonly type: 'text' }>
type Answer = (session: Session, number: number, data: string) => TurnResult

describe('the menus, for those who cannot type', () => {
  it.each(LOCALES)('lead from the top to every entry by taps alone (%s)', (locale) => {
    const { answers } = walk(locale, (session, _number, data) =>
      turn(session, { type: 'choice', data }),
    )

    expectEveryAnswer(answers, locale)
  })

  it.each(LOCALES)('lead to every entry by the numbers before the lines (%s)', (locale) => {
    const { answers } = walk(locale, (session, number) =>
      turn(session, { type: 'text', text: String(number) }),
    )

    expectEveryAnswer(answers, locale)
  })

  it.each(CHANNELS)('stay whole in one message within the limits of %s', (channel) => {
    const limits = CHANNEL_LIMITS[channel]
    for (const locale of LOCALES) {
      const { menus } = walk(locale, (session, _number, data) =>
        turn(session, { type: 'choice', data }),
      )
      for (const menu of menus) {
        const { parts, buttons } = renderText(menu, limits)
        const lines = buttons.length === 0 ? (menu.choices ?? []) : []
        const [shown = '', ...more] = parts.map(withoutDirectionMarks)

        expect(more, menu.text).toEqual([])
        expect(lines.filter(({ label }) => !shown.includes(withoutDirectionMarks(label)))).toEqual(
          [],
        )
      }
    }
  })
})

function turn(session: Session, content: InboundContent): TurnResult {
  return runTurn(realServices(), {
    session,
    content,
    channel: 'telegram',
    now: session.lastSeenAt,
    today: '2026-11-23',
    questions: [],
    ...{ reminders: [], subscriptions: [], referrals: [] },
    slip: { id: 'slip', code: '22222-B' },
    isNew: false,
  })
}

/** Opens every menu below the top once, and every question that one of them offers. */
function walk(locale: Locale, answer: Answer) {
  const top = turn(createSession(locale, 0), { type: 'choice', data: 'm' })
  const menus: Text[] = []
  const answers = new Map<string, TurnResult>()
  const seen = new Set(['m'])
  const open = [top]
  for (const at of open) {
    const menu = at.messages.at(-1)
    if (menu?.type !== 'text') continue
    menus.push(menu)
    for (const [index, { data }] of (menu.choices ?? []).entries()) {
      if (seen.has(data)) continue
      seen.add(data)
      if (MENU.test(data)) open.push(answer(at.session, index + 1, data))
      if (data.startsWith('e:')) answers.set(data.slice(2), answer(at.session, index + 1, data))
    }
  }
  return { menus, answers }
}

function expectEveryAnswer(answers: ReadonlyMap<string, TurnResult>, locale: Locale): void {
  const { entries } = realServices().knowledge
  expect([...answers.keys()].sort()).toEqual([...entries.keys()].sort())
  for (const [id, { messages }] of answers) {
    const text = messages.map((one) => (one.type === 'text' ? one.text : '')).join('\n')
    const expected = entries.get(id)?.answers[locale].trim()
    expect(withoutDirectionMarks(text), id).toContain(withoutDirectionMarks(expected ?? id))
  }
}
