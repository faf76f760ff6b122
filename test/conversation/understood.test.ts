import { describe, expect, it } from 'vitest'
import { runTurn, type TurnInput, type TurnResult } from '../../src/conversation/index.ts'
import { createSession, type Session } from '../../src/core/index.ts'
import type { Understood } from '../../src/understanding/index.ts'
import { realServices } from '../support/project.ts'

const DANGER = 'mon mari me frappe, aidez moi'
const QUESTION = "combien d'impôt je paie ?"
const NOTHING: Understood = { card: undefined, match: { type: 'unknown', candidates: [] } }
const CARD = [...realServices().knowledge.urgency.cards.keys()][0] ?? 'no card'

function turn(
  text: string,
  understood?: Partial<NonNullable<TurnInput['understood']>>,
  session: Session = createSession('fr', 0),
): TurnResult {
  const { madeOf: by } = realServices()
  return runTurn(realServices(), {
    ...{ session, content: { type: 'text', text }, channel: 'telegram' },
    ...{ now: 0, today: '2026-11-23', isNew: false, slip: { id: 'slip', code: '22222-B' } },
    ...{ questions: [], reminders: [], subscriptions: [], referrals: [] },
    ...(understood && {
      understood: { ...NOTHING, text, previousLabel: undefined, by, ...understood },
    }),
  })
}

function answered(entry: string): Understood['match'] {
  const best = { label: `faq:${entry}`, confidence: 1 }
  return { type: 'answered', ...best, candidates: [best] }
}

describe('what was understood of a message before its turn', () => {
  it('is what the turn goes by', () => {
    expect(turn(QUESTION, { match: answered('birth-deadline') }).entry).toBe('birth-deadline')
    expect(turn(QUESTION, { card: CARD })).toMatchObject({ kind: 'urgent', entry: CARD })
    expect(turn(QUESTION, NOTHING).kind).toBe('unknown')
  })

  it('gives the very turn that comes without it', () => {
    const { knowledge, matcher } = realServices()
    for (const text of [QUESTION, DANGER, 'zxqv wrtk plmn']) {
      const card = knowledge.urgency.recognise(text)?.card
      expect(turn(text, { card, match: matcher.match(text) })).toEqual(turn(text))
    }
  })

  it('is not believed where it is of another text', () => {
    for (const text of ['', 'bonjour', `${DANGER} `]) {
      expect(turn(DANGER, { text })).toEqual(turn(DANGER))
      expect(turn(QUESTION, { text, card: CARD, match: answered('birth-deadline') })).toEqual(
        turn(QUESTION),
      )
    }
  })

  it('is not believed where it was made out by other parts, equal as they may be', () => {
    const by = { ...realServices().madeOf }

    expect(turn(DANGER, { by })).toEqual(turn(DANGER))
    expect(turn(QUESTION, { by, card: CARD, match: answered('birth-deadline') })).toEqual(
      turn(QUESTION),
    )
  })

  it('says what is asked only where the same was answered before', () => {
    const text = 'et pour les services ?'
    const session = { ...createSession('fr', 0), lastEntry: 'tax-rates' }
    const match = answered('birth-deadline')

    expect(turn(text, { match }, session)).toEqual(turn(text, undefined, session))
    expect(turn(text, { match, previousLabel: 'faq:birth-late' }, session)).toEqual(
      turn(text, undefined, session),
    )
    expect(turn(text, { match, previousLabel: 'faq:tax-rates' }, session).entry).toBe(
      'birth-deadline',
    )
    expect(turn(text, { match, previousLabel: 'faq:tax-rates' })).toEqual(turn(text))
  })

  it('still says that there is danger, whatever was answered before', () => {
    const session = { ...createSession('fr', 0), lastEntry: 'tax-rates' }

    expect(turn(QUESTION, { card: CARD }, session).entry).toBe(CARD)
  })
})
