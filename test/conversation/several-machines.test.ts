import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAnnouncements } from '../../src/announcements/index.ts'
import { type Address, parseAddress } from '../../src/core/index.ts'
import { createIds } from '../../src/ids.ts'
import { type SendResult, type Store, silentLogger } from '../../src/ports/index.ts'
import { openPostgresStore } from '../../src/store/postgres/index.ts'
import { createClock } from '../support/clock.ts'
import { type Conversation, createConversation, pseudonym } from '../support/conversation.ts'
import { createDatabase } from '../support/postgres/database.ts'

const PEOPLE = 12
const database = await createDatabase()

describe.skipIf(database === undefined)('what is sent by several machines on one database', () => {
  let stores: readonly Store[]
  const clock = createClock('2026-11-23')
  const sent: string[] = []
  const outcome = (address: Address): SendResult => {
    sent.push(parseAddress(address)?.peer ?? '')
    return { type: 'sent' }
  }
  const chatOn = (store: Store | undefined, peer: number): Conversation =>
    createConversation({ clock, outcome, peer: `${peer}`, ...(store && { store }) })

  beforeAll(async () => {
    const url = database?.url ?? ''
    const open = () => openPostgresStore({ url, logger: silentLogger })
    stores = await Promise.all([open(), open()])
  })

  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()))
    await database?.drop()
  })

  /** The same minute on both machines at once, some minutes long. */
  async function minutes(count: number): Promise<void> {
    const machines = stores.map((store) => chatOn(store, 0))
    for (let minute = 0; minute < count; minute += 1) {
      await Promise.all(
        machines.map(async ({ dalil }) => {
          await Promise.all([dalil.remind(), dalil.announce()])
          await dalil.sender.sweep()
          await dalil.idle()
        }),
      )
      clock.advance(60_000)
    }
  }

  const everybodyOnce = () => Array.from({ length: PEOPLE }, (_, peer) => `${peer}`)

  it('is an announcement that everybody gets once', async () => {
    const [store, other] = stores
    if (store === undefined || other === undefined) throw new Error('no stores')
    for (let peer = 0; peer < PEOPLE; peer += 1) {
      const chat = chatOn(peer % 2 === 0 ? store : other, peer)
      await chat.send({ type: 'choice', data: 's:topic:work' })
    }
    const announcements = createAnnouncements({
      ...{ store, clock, pseudonym, newId: createIds(clock), audit: async () => {} },
      numbersIn: () => [],
    })
    const texts = { fr: 'Nouvelle', ar: 'خبر', ary: 'خبار', en: 'News' }
    const draft = {
      audience: { kind: 'topic', value: 'work' },
      texts,
      until: '2026-11-25',
    } as const
    const { id } = await announcements.create(draft, 'salma')
    await announcements.propose({ id, by: 'salma', revision: 1 })
    await announcements.approve({ id, by: 'amina', revision: 2 })
    sent.length = 0

    await minutes(4)

    expect([...sent].sort()).toEqual(everybodyOnce().sort())
    const record = await other.announcements.find(id)
    expect(record?.state).toBe('sent')
    expect(record && (await announcements.progress(record))).toEqual({
      ...{ queued: PEOPLE, sent: PEOPLE, failed: 0, gone: 0, dropped: 0, away: 0 },
    })
  })

  it('is a reminder that everybody gets once', async () => {
    for (let peer = 0; peer < PEOPLE; peer += 1) {
      const chat = chatOn(stores[peer % 2], peer)
      await chat.send({ type: 'choice', data: 'w:appointment' })
      await chat.say('28/11/2026')
      await chat.tap(':day-before')
    }
    clock.advance(Date.parse('2026-11-27T09:00:00Z') - clock.now())
    sent.length = 0

    await minutes(3)

    expect([...sent].sort()).toEqual(everybodyOnce().sort())
  })
})
