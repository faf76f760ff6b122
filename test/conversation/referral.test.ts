import { describe, expect, it } from 'vitest'
import type { TurnServices } from '../../src/conversation/index.ts'
import { openMessage } from '../../src/conversation/records.ts'
import {
  type Contact,
  LOCALES,
  type Locale,
  type OutboundMessage,
  type Partner,
} from '../../src/core/index.ts'
import { createKeyring, createSealer } from '../../src/privacy/index.ts'
import type { Slip } from '../../src/referrals/index.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import { createClock } from '../support/clock.ts'
import {
  type Conversation,
  type ConversationOptions,
  createConversation,
} from '../support/conversation.ts'
import { realServices } from '../support/project.ts'

const SLIP = 'i:shelter:100-mamans'
const text = (key: string, locale: Locale = 'fr') =>
  (realServices().knowledge.texts.text(locale, key).split('{{')[0] ?? '').trim()

const source = { title: 'a test', date: '2026-01', confidence: '1' } as const

/** The real services, with partners that have these contacts. */
function withContacts(
  contacts: Readonly<Record<string, readonly Contact[]>>,
  more: Partial<Partner> = {},
): TurnServices {
  const services = realServices()
  const { directory } = services.knowledge
  const partners = new Map<string, Partner>(directory.partners)
  for (const [id, list] of Object.entries(contacts)) {
    const partner = partners.get(id)
    if (partner !== undefined) partners.set(id, { ...partner, ...more, contacts: list })
  }
  const find = (words: string) => {
    const found = directory.names.find(words)
    const partner = partners.get(found?.partner.partner ?? '')
    return found === undefined || partner === undefined ? undefined : { ...found, partner }
  }
  const changed = { ...directory, partners, names: { find } }
  const knowledge = { ...services.knowledge, directory: changed }
  return { ...services, notices: { mail: true, telegramBot: '42' }, knowledge }
}

const MAIL: Contact = { type: 'email', value: 'accueil@example.org', source }
const PHONE: Contact = { type: 'phone', value: '05 00 00 00 01', source }

const WHATSAPP: Contact = { type: 'whatsapp', value: '+212 5 00 00 00 01', source }

/** Somebody in Tanger who took a slip for 100% Mamans on a Monday. */
async function slipTaken(options: ConversationOptions = {}): Promise<Conversation> {
  const chat = createConversation({ today: '2026-11-23', ...options })
  await chat.say('Tanger')
  await chat.say('100% Mamans')
  await chat.tap(SLIP)
  return chat
}

function goTo(chat: Conversation, time: string): void {
  chat.clock.advance(Date.parse(time) - chat.clock.now())
}

const A_WEEK_LATER = '2026-11-30T09:00:00Z'

async function counted(chat: Conversation) {
  const figures = await chat.store.figures.list('2026-01-01', '2027-12-31')
  return figures
    .filter(({ event }) => event.startsWith('referral-') || event === 'reached')
    .map(({ event, facets, count }) => [event, facets, count])
}

describe('a slip', () => {
  it('is kept so that nobody can read who goes where, and is counted', async () => {
    const chat = await slipTaken()

    const [record] = await chat.store.referrals.list({ limit: 9 })
    expect(JSON.stringify(record)).not.toMatch(/mamans|shelter|tanger|\d{5}-[A-Z]/iu)
    expect(await counted(chat)).toEqual([
      [
        'referral-made',
        {
          partner: '100-mamans',
          need: 'shelter',
          topic: 'mothers',
          region: 'tanger-tetouan-al-hoceima',
        },
        1,
      ],
    ])
  })

  it('of the same partner is shown again within a week, and not counted twice', async () => {
    const chat = createConversation()
    await chat.say('100% Mamans')
    const first = await chat.tap(SLIP)
    await chat.say('100% Mamans')
    const second = await chat.tap(SLIP)

    expect(second.text).toBe(first.text)
    expect(await counted(chat)).toHaveLength(1)
    expect(await chat.store.referrals.list({ limit: 9 })).toHaveLength(1)
  })

  it('is not made for a sixth place in a week', async () => {
    const chat = createConversation()
    const places = ['100-mamans', 'insaf', 'gadem', 'lavenir', 'amvef', 'osraty']
    const replies = []
    for (const partner of places) {
      const data = `i:information:${partner}`
      replies.push(await chat.send({ type: 'choice', data }))
    }

    expect(replies.at(-1)?.text).toContain(text('referral:too-many'))
    expect(await chat.store.referrals.list({ limit: 9 })).toHaveLength(5)
  })

  it('is not offered for an office that serves the whole country, nor for a closed partner', async () => {
    const office = await createConversation().say('CNSS')
    const closed = await createConversation().send({
      type: 'choice',
      data: 'i:job-search:work4integration',
    })

    expect(office.choices.filter(({ data }) => data.startsWith('i:'))).toEqual([])
    expect(closed.text).toContain(text('referral:gone'))
  })

  it('is offered in words that every channel can carry', () => {
    const { partners } = realServices().knowledge.directory
    const data = [...partners.values()].flatMap((one) =>
      one.needs.map((need) => `i:${need}:${one.partner}`),
    )

    expect(data.filter((one) => Buffer.byteLength(one) > 40)).toEqual([])
  })

  it('says to call first where the partner has a number and cannot be written to', async () => {
    const services = () => withContacts({ '100-mamans': [PHONE] })
    const chat = createConversation({ services })
    await chat.say('100% Mamans')
    const reply = await chat.tap(SLIP)

    expect(reply.text).toContain(text('referral:slip.call'))
    expect(reply.choices.map(({ data }) => data)).toEqual(['m'])
  })

  it('is sent as a picture too, and in discreet mode never: phones keep pictures', async () => {
    const drawn: Slip[] = []
    const slips = {
      publicUrl: () => 'https://dalil.example.org',
      draw: (slip: Slip) => {
        drawn.push(slip)
        return new Uint8Array([1])
      },
    }
    const open = createConversation({ slips })
    await open.say('100% Mamans')
    const shown = await open.tap(SLIP)
    const discreet = createConversation({ slips })
    await discreet.say('mode discret')
    await discreet.tap('k')
    await discreet.say('100% Mamans')
    const hidden = await discreet.tap(SLIP)

    const types = (messages: readonly OutboundMessage[]) => messages.map(({ type }) => type)
    expect(types(shown.messages)).toEqual(['image', 'text'])
    expect(types(hidden.messages)).toEqual(['text'])
    expect(hidden.text.split('\n')[0]).toBe(text('discreet:preview'))
    expect(drawn).toHaveLength(1)
    expect(drawn[0]?.link).toMatch(/^https:\/\/dalil\.example\.org\/partner\/[\w.-]+$/u)
  })
})

describe('a partner that can be written to', () => {
  const services = () => withContacts({ '100-mamans': [MAIL] })
  const slips = { publicUrl: () => 'https://dalil.example.org', draw: () => new Uint8Array() }

  it('is told only after the person has read all that would be said, and chose a day', async () => {
    const chat = createConversation({ services, slips, today: '2026-11-23' })
    await chat.say('Tanger')
    await chat.say('100% Mamans')
    const asked = await chat.tap('v:')
    const before = await chat.store.referrals.list({ limit: 9 })
    const told = await chat.tap('vd:1')

    expect(asked.text).toContain('Besoin : ')
    expect(asked.text).toContain('Ville : Tanger')
    expect(asked.text).toContain('Ni votre nom, ni votre numéro')
    expect(before).toEqual([])
    expect(told.text).toContain('24 novembre 2026')
    expect(await chat.store.referrals.list({ limit: 9 })).toHaveLength(1)
  })

  it('reads the code, the need, the town, the day, a link, and nothing else', async () => {
    const letters: OutboundMessage[] = []
    const chat = createConversation({ services, slips, today: '2026-11-23', letters })
    await chat.say('Tanger')
    await chat.say("je m'appelle Salma et je cherche 100% Mamans")
    await chat.say('100% Mamans')
    await chat.tap('v:')
    await chat.tap('vd:0')
    await chat.sweep()

    const [letter] = letters
    const [subject = '', ...lines] = (letter?.type === 'text' ? letter.text : '')
      .replace(/[\u2066-\u2069]/gu, '')
      .split('\n')
    expect(letters).toHaveLength(1)
    // 100% Mamans speaks Darija, and is written to in it.
    expect(subject).toMatch(/^شي حد غادي يجي عندكم، ورقة [2-9]{5}-[A-Z]$/u)
    expect(lines.join('\n')).toContain('طنجة')
    expect(lines.join('\n')).toContain('https://dalil.example.org/partner/')
    expect(lines.join('\n')).not.toMatch(/Salma|telegram|bot/iu)
  })

  it('is told on Telegram where it has opened a chat with our bot and has no address', async () => {
    const outcome = () => ({ type: 'retry', reason: 'later' }) as const
    const [store, clock] = [createMemoryStore(), createClock('2026-11-23')]
    const services = () => withContacts({ '100-mamans': [] }, { telegramChat: '-1007' })
    const chat = createConversation({ services, slips, store, clock })
    await chat.say('100% Mamans')
    await chat.tap('v:')
    const held = createConversation({ services, slips, store, clock, outcome })
    await held.send({ type: 'choice', data: 'vd:0' })

    const due = await store.outbox.listDue(Number.MAX_SAFE_INTEGER - 1, 9)
    const notice = due.find(({ id }) => id.endsWith('-notice'))
    expect(notice).toMatchObject({ channel: 'telegram' })
    expect(JSON.stringify(notice)).not.toContain('1007')
  })

  it('is told by an approved text of WhatsApp where that is all it has', async () => {
    const setting = Buffer.alloc(32, 7).toString('base64')
    const sealer = createSealer(createKeyring({ dir: '/nowhere', setting }))
    const clock = createClock('2026-11-23')
    const store = createMemoryStore()
    const whatsapp = { account: '106540352242922', languages: ['fr', 'ar'] } as const
    const services = () => {
      const changed = withContacts({ '100-mamans': [WHATSAPP] })
      return { ...changed, notices: { mail: true, whatsapp } }
    }
    const chat = createConversation({ services, slips, store, clock, sealer })
    await chat.say('Tanger')
    await chat.say('100% Mamans')
    await chat.tap('v:')
    const retry = () => ({ type: 'retry', reason: 'later' }) as const
    const held = createConversation({ services, slips, store, clock, sealer, outcome: retry })
    await held.send({ type: 'choice', data: 'vd:0' })

    const due = await store.outbox.listDue(Number.MAX_SAFE_INTEGER - 1, 9)
    const notice = due.find(({ id }) => id.endsWith('-notice'))
    const message = notice && openMessage(sealer, notice.message)
    expect(notice?.channel).toBe('whatsapp-cloud')
    expect(sealer.open(notice?.address ?? '', 'address')).toBe(
      'whatsapp-cloud:106540352242922:212500000001',
    )
    // It speaks Darija; WhatsApp knows one Arabic.
    expect(message).toMatchObject({
      opening: {
        ...{ for: 'partner', locale: 'ar' },
        values: [
          expect.stringMatching(/^[2-9]{5}-[A-Z]$/u),
          ...['مكان للإيواء', 'طنجة'].map((word) => expect.stringContaining(word)),
          expect.stringContaining('2026'),
          expect.stringMatching(/^https:\/\/dalil\.example\.org\/partner\//u),
        ],
      },
    })
  })

  it('cannot be told by way of a phone, and the person is told to show the slip', async () => {
    const services = () => withContacts({ '100-mamans': [WHATSAPP] })
    const chat = createConversation({ services, slips })
    const reply = await chat.say('100% Mamans')
    const slip = await chat.tap(SLIP)

    expect(reply.choices.filter(({ data }) => data.startsWith('v:'))).toEqual([])
    expect(slip.text).toContain(text('partner-desk:slip.write'))
  })

  it('is not lost sight of where it has blocked our bot: the letter is shown to the staff', async () => {
    const gone = () => ({ type: 'gone', reason: 'blocked' }) as const
    const chat = createConversation({ services, slips, letterOutcome: gone })
    await chat.say('100% Mamans')
    await chat.tap('v:')
    await chat.tap('vd:0')
    await chat.sweep()

    expect(await chat.store.outbox.listFailed(9)).toMatchObject([{ reason: 'refused' }])
  })

  it('cannot be told where our bot is not known to it, and is not offered to be', async () => {
    const services = () => withContacts({ '100-mamans': [PHONE] })
    const reply = await createConversation({ services, slips }).say('100% Mamans')

    expect(reply.choices.filter(({ data }) => data.startsWith('v:'))).toEqual([])
  })

  it('is not told after a no, and the person has their slip all the same', async () => {
    const chat = createConversation({ services, slips })
    await chat.say('100% Mamans')
    await chat.tap('v:')
    const reply = await chat.tap('vd:no')

    expect(reply.text).toContain(text('referral:consent.declined'))
    expect(reply.text).toContain(text('referral:slip.title'))
    expect(await chat.store.outbox.count()).toEqual({ waiting: 0, failed: 0 })
  })

  it('is not told where the person erases all before the letter has left', async () => {
    const retry = { type: 'retry', reason: 'the mail server is away' } as const
    const letters: OutboundMessage[] = []
    const chat = createConversation({ services, slips, letters, letterOutcome: () => retry })
    await chat.say('100% Mamans')
    await chat.tap('v:')
    await chat.tap('vd:0')
    await chat.sweep()
    await chat.say('effacer')
    await chat.tap('x:yes')

    expect(await chat.store.outbox.count()).toEqual({ waiting: 0, failed: 0 })
    expect(await chat.store.referrals.list({ limit: 9 })).toEqual([])
  })
})

describe('a week after a slip', () => {
  it.each(LOCALES)('the person is asked once, in words that name nobody: %s', async (locale) => {
    const chat = await slipTaken({ locale })
    goTo(chat, '2026-11-30T08:59:00Z')
    const before = await chat.sweep()
    goTo(chat, A_WEEK_LATER)
    const asked = await chat.sweep()
    const again = await chat.sweep()

    expect(before.messages).toEqual([])
    expect(asked.messages).toHaveLength(1)
    expect(asked.text).not.toMatch(/mamans|100|mère|أم|mother/iu)
    expect(asked.choices).toHaveLength(3)
    expect(again.messages).toEqual([])
  })

  it('a yes is counted as reached, once', async () => {
    const chat = await slipTaken()
    goTo(chat, A_WEEK_LATER)
    await chat.sweep()
    const id = (await chat.store.referrals.list({ limit: 1 }))[0]?.id ?? ''
    const reply = await chat.say('oui')
    await chat.send({ type: 'choice', data: `y:helped:${id}` })

    expect(reply.text).toContain(text('referral:asked.thanks'))
    expect((await counted(chat)).filter(([event]) => event === 'reached')).toEqual([
      ['reached', expect.objectContaining({ partner: '100-mamans', need: 'shelter' }), 1],
    ])
    expect(await chat.store.referrals.find(id)).toMatchObject({ personSays: 'helped' })
  })

  it('a bare no is asked which of the two it means', async () => {
    const chat = await slipTaken()
    goTo(chat, A_WEEK_LATER)
    await chat.sweep()
    const which = await chat.say('non')
    const reply = await chat.say('1')

    expect(which.text).toContain(text('referral:asked.which'))
    expect(reply.text).toContain(text('referral:asked.sorry'))
    expect(await chat.store.referrals.list({ limit: 1 })).toMatchObject([
      { personSays: 'not-helped' },
    ])
  })

  it('who could not reach them may say that the number does not answer', async () => {
    const chat = await slipTaken({ services: () => withContacts({ '100-mamans': [PHONE] }) })
    goTo(chat, A_WEEK_LATER)
    await chat.sweep()
    const why = await chat.tap('y:not-reached')
    const noted = await chat.tap('y:silent')

    expect(why.choices[0]?.label).toContain('05 00 00 00 01')
    expect(noted.text).toContain(text('referral:asked.noted'))
    const [report] = await chat.store.referrals.listSilent()
    expect(report).toMatchObject({ personSays: 'not-reached' })
    expect(report?.silent).not.toContain('05')
  })

  it('nobody is asked by night, nor two weeks late', async () => {
    const chat = await slipTaken()
    goTo(chat, '2026-11-30T23:00:00Z')
    const night = await chat.sweep()
    goTo(chat, '2026-12-10T09:00:00Z')
    const late = await chat.sweep()

    expect(night.messages).toEqual([])
    expect(late.messages).toEqual([])
    expect(await chat.store.referrals.listDue(Number.MAX_SAFE_INTEGER, 9)).toEqual([])
  })

  it('nobody is asked who erased everything, or who left', async () => {
    const erased = await slipTaken()
    await erased.say('effacer')
    await erased.tap('x:yes')
    goTo(erased, A_WEEK_LATER)
    const nothing = await erased.sweep()

    expect(nothing.messages).toEqual([])
  })

  it('who left in a hurry is asked when they are back, under a harmless line', async () => {
    const chat = createConversation({ today: '2026-11-23' })
    await chat.say('mode discret')
    await chat.tap('k')
    await chat.say('100% Mamans')
    await chat.tap(SLIP)
    goTo(chat, '2026-11-30T08:00:00Z')
    await chat.say('recette')
    goTo(chat, A_WEEK_LATER)
    const hidden = await chat.sweep()
    goTo(chat, '2026-12-01T09:00:00Z')
    const asked = await chat.sweep()

    expect(hidden.messages).toEqual([])
    expect(asked.text.split('\n')[0]).toBe(text('discreet:preview'))
  })

  it('two machines that look at once ask once', async () => {
    const [store, clock] = [createMemoryStore(), createClock('2026-11-23')]
    const one = await slipTaken({ store, clock })
    const other = one.restarted()
    goTo(one, A_WEEK_LATER)
    await Promise.all([one.dalil.remind(), other.dalil.remind()])

    expect(await store.outbox.count()).toEqual({ waiting: 1, failed: 0 })
  })
})
