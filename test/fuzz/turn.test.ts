import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runTurn, type TurnInput } from '../../src/conversation/index.ts'
import {
  CHANNELS,
  createSession,
  type InboundContent,
  LOCALES,
  type OutboundMessage,
  type Session,
  textOf,
} from '../../src/core/index.ts'
import { realServices } from '../support/project.ts'
import { hostileText, RUNS, TIMEOUT_MS } from './runs.ts'

const NOW = Date.parse('2026-11-23T11:00:00Z')
const knowledge = realServices().knowledge

/** What people do write, so that runs go deep and not only wide. */
const ordinary = fc.constantFrom(
  ...['menu', 'stop', 'retour', '1', '٢', '3️⃣', 'oui', 'لا', 'rabat', 'mode discret', 'recette'],
  ...['mes données', 'effacer', 'quel délai pour déclarer une naissance', 'mon mari me frappe'],
  ...['12/03/2026', '5000', 'wach', 'mes rappels', 'je veux parler à une personne', '😀', ''],
)

const data = fc.oneof(
  fc.constantFrom(
    'm',
    'l',
    'l:ar',
    't:work',
    'x:yes',
    'p:yes',
    'p:no',
    'q:ask',
    'n',
    'o',
    'd',
    'k',
  ),
  fc.constantFrom(...[...knowledge.flows.keys()].map((flow) => `w:${flow}`)),
  fc.constantFrom(...[...knowledge.entries.keys()].slice(0, 20).map((entry) => `e:${entry}`)),
  hostileText.map((text) => text.slice(0, 64)),
)

const content: fc.Arbitrary<InboundContent> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constant('text' as const), text: ordinary }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('text' as const), text: hostileText }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('choice' as const), data }) },
  fc.record({ type: fc.constant('start' as const), payload: hostileText }),
  fc.record({
    type: fc.constant('location' as const),
    latitude: fc.double(),
    longitude: fc.double(),
  }),
  fc.record({ type: fc.constant('edited' as const), text: hostileText }),
  fc.record({ type: fc.constant('image' as const), caption: hostileText }),
  fc.record({ type: fc.constant('sticker' as const), emoji: hostileText }),
  fc.constantFrom<InboundContent>(
    { type: 'voice' },
    { type: 'contact' },
    { type: 'call' },
    { type: 'document' },
    { type: 'deleted' },
    { type: 'unsupported', what: 'poll' },
  ),
)

describe('the turn', () => {
  it(
    'answers whatever comes, never breaks, and its session survives JSON',
    () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...LOCALES),
          fc.constantFrom(...CHANNELS),
          fc.array(content, { minLength: 1, maxLength: 8 }),
          (locale, channel, chat) => {
            let session = createSession(locale, NOW)
            for (const [at, said] of chat.entries()) {
              const input: TurnInput = {
                ...{ session, content: said, channel, now: NOW + at * 1000, today: '2026-11-23' },
                ...{
                  questions: [],
                  reminders: [],
                  subscriptions: [],
                  referrals: [],
                  slip: { id: 's', code: 'c' },
                  isNew: at === 0,
                },
              }
              const reply = runTurn(realServices(), input)
              const kept: Session = JSON.parse(JSON.stringify(reply.session))
              expect(kept).toEqual(reply.session)
              if (said.type !== 'deleted') expect(reply.messages.filter(isSaid)).not.toEqual([])
              for (const one of reply.messages) expect(textOf(one).isWellFormed()).toBe(true)
              session = reply.erase === true ? createSession(locale, NOW) : kept
            }
          },
        ),
        { numRuns: RUNS },
      )
    },
    TIMEOUT_MS,
  )
})

function isSaid(message: OutboundMessage): boolean {
  return message.type !== 'text' || message.text.trim() !== ''
}
