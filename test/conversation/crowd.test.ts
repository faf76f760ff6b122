import { describe, expect, it } from 'vitest'
import { createDalil, type SecondThread } from '../../src/conversation/index.ts'
import { QUIET_MS } from '../../src/conversation/quiet.ts'
import {
  type Address,
  type InboundContent,
  type PersonId,
  textOf,
  toAddress,
} from '../../src/core/index.ts'
import { createIds } from '../../src/ids.ts'
import { type PlainText, silentLogger } from '../../src/ports/index.ts'
import { createKeyring, createSealer } from '../../src/privacy/index.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import {
  type Asked,
  createUnderstanding,
  type UnderstandingParts,
  type Understood,
  understand,
} from '../../src/understanding/index.ts'
import { createChannel } from '../support/channel.ts'
import { KEY, pseudonym } from '../support/conversation.ts'
import { realServices } from '../support/project.ts'
import { createTime } from '../support/time.ts'

const CROWD = 200
const DANGER = 'mon mari me frappe, aidez moi'
const SLIP_CODE = /\d{5}-[A-Z]/gu
const NONSENSE = 'zxqv wrtk plmn'
const sealer = createSealer(createKeyring({ dir: '/nowhere', setting: KEY }))

/** A second thread that leaves everything to the turns, except what is said here. */
function createSecond(says: Partial<SecondThread> = {}) {
  const asked: Asked[] = []
  const by = new Set<UnderstandingParts>()
  const sealed: PlainText[] = []
  const rests: number[] = []
  const second: SecondThread = {
    read(parts, one) {
      by.add(parts)
      asked.push(one)
      return says.read?.(parts, one)
    },
    seal(texts) {
      sealed.push(...texts)
      return says.seal?.(texts)
    },
    rest: () => void rests.push(asked.length),
  }
  return { second, asked, by, sealed, rests, texts: () => asked.map(({ text }) => text) }
}

/** One that reads and seals as the real one does, a moment later. */
function createAble() {
  const understanding = createUnderstanding(realServices().madeOf)
  return createSecond({
    read: async (_, one) => understand(understanding, one),
    seal: async (texts) => texts.map(({ text, purpose }) => sealer.seal(text, purpose)),
  })
}

/** Many people who write to one Dalil. */
function createPeople(second?: SecondThread, services = realServices) {
  const time = createTime()
  const newId = createIds(time)
  const got = new Map<Address, string[]>()
  const store = createMemoryStore()
  const dalil = createDalil({
    ...{ store, pseudonym, sealer, newId, clock: time, timers: time, logger: silentLogger },
    services,
    channel: () =>
      createChannel({
        async send(address, message) {
          got.set(address, [...(got.get(address) ?? []), textOf(message)])
          return { type: 'sent' }
        },
      }),
    redact: (text) => text,
    defaultLocale: 'fr',
    groupOf: async () => 'group',
    ...(second === undefined ? {} : { second }),
  })
  const addressOf = (peer: number) =>
    toAddress({ channel: 'telegram', account: 'bot', peer: `${peer}` })
  const send = (peer: number, content: InboundContent) =>
    dalil.receive({
      ...{ deliveryId: newId(), address: addressOf(peer), channel: 'telegram', content },
      sentAt: time.now(),
      localeHint: 'fr',
    })
  return {
    ...{ dalil, time, send },
    /** All write at the same moment, each one text. */
    async write(texts: readonly string[]): Promise<void> {
      await Promise.all(texts.map((text, peer) => send(peer, { type: 'text', text })))
      await dalil.idle()
    },
    /** What is kept of one of them, sealed. */
    async sessionOf(peer: number): Promise<string> {
      const record = await store.people.find(pseudonym(addressOf(peer)) as PersonId)
      return record?.session ?? 'nothing is kept'
    },
    heardBy: (peer: number) => (got.get(addressOf(peer)) ?? []).join('\n\n'),
  }
}

function crowdOf(text: string, size = CROWD): readonly string[] {
  return Array(size).fill(text)
}

/** These, and behind them so many others that all of these are read while there is a crowd. */
function inCrowd(texts: readonly string[]): readonly string[] {
  return [...texts, ...crowdOf('bonjour')]
}

describe('somebody who writes while few others do', () => {
  it('is read and sealed without a second thread', async () => {
    const { second, asked, sealed } = createAble()
    const { write } = createPeople(second)

    await write(['bonjour'])
    await write(crowdOf('bonjour', CROWD - 1))

    expect(asked).toEqual([])
    expect(sealed).toEqual([])
  })
})

describe('a crowd', () => {
  it('is read by the second thread as long as it is one', async () => {
    const { second, asked, by } = createAble()
    const { write } = createPeople(second)

    await write(crowdOf('bonjour'))
    expect(asked.length).toBeGreaterThan(0)
    expect(asked[0]).toEqual({ text: 'bonjour', previousLabel: undefined })
    expect([...by]).toEqual([realServices().madeOf])

    asked.length = 0
    await write(['bonjour'])
    expect(asked).toEqual([])
  })

  it('is all read by it where nobody has an answer yet', async () => {
    let answer = (_: undefined) => {}
    const later = new Promise<undefined>((resolve) => {
      answer = resolve
    })
    const { second, asked } = createSecond({
      read() {
        if (asked.length === CROWD + 8) answer(undefined)
        return later
      },
    })
    const { write } = createPeople(second)

    await write(crowdOf('bonjour', CROWD + 8))

    expect(asked).toHaveLength(CROWD + 8)
  })

  it('is sealed by it, and what was sealed there is what is kept', async () => {
    const made: string[] = []
    const { second, sealed } = createSecond({
      async seal(texts) {
        const all = texts.map(({ text, purpose }) => sealer.seal(text, purpose))
        made.push(...all)
        return all
      },
    })
    const { write, sessionOf } = createPeople(second)

    await write(crowdOf('bonjour'))

    expect(made).toContain(await sessionOf(0))
    expect(new Set(sealed.map(({ purpose }) => purpose))).toEqual(new Set(['session', 'message']))
  })

  it('is asked about as a turn reads it: without marks, and with what was answered before', async () => {
    const { second, asked } = createAble()
    const { write } = createPeople(second)
    await write(['combien de temps pour déclarer la naissance de mon bébé ?'])

    await write(inCrowd(['\u200eet pour les services ?\u0007']))

    expect(asked).toContainEqual({
      text: 'et pour les services ?',
      previousLabel: 'faq:birth-deadline',
    })
  })

  it('has taps, and answers in a flow, that nobody needs to read', async () => {
    const { second, texts } = createAble()
    const { dalil, send, write } = createPeople(second)
    await send(0, { type: 'choice', data: 'w:find-partner' })
    await dalil.idle()

    const tap = send(99, { type: 'choice', data: 'm' })
    await Promise.all([tap, write(inCrowd(['Rabat']))])

    expect(new Set(texts())).toEqual(new Set(['bonjour']))
  })

  it('gets the answers that each would get alone', async () => {
    const { second, asked } = createAble()
    const rounds = mixedRounds()
    const alone = createPeople()
    const together = createPeople(second)

    for (const texts of rounds) {
      await alone.write(texts)
      await together.write(inCrowd(texts))
    }

    const peers = [...Array(rounds[0]?.length).keys()]
    const said = ({ heardBy }: typeof alone) =>
      peers.map((peer) => heardBy(peer).replace(SLIP_CODE, 'a code'))
    expect(asked.length).toBeGreaterThan(120)
    expect(asked).toContainEqual({
      text: 'et pour les services ?',
      previousLabel: 'faq:tax-rates',
    })
    expect(said(together)).toEqual(said(alone))
  })
})

describe('a second thread that is of no help', () => {
  const danger = realServices().knowledge.urgency.recognise(DANGER)?.answers.fr ?? 'no card'

  it.each<[string, Partial<SecondThread>]>([
    ['does nothing at once', {}],
    ['does nothing later', { read: async () => undefined, seal: async () => undefined }],
    ['seals too little', { seal: async (texts) => texts.slice(1).map(() => 'sealed') }],
  ])('and %s leaves nobody in silence, least of all in danger', async (_, says) => {
    const { second, asked } = createSecond(says)
    const { write, heardBy, sessionOf } = createPeople(second)

    await write(inCrowd(Array(20).fill(DANGER)))
    await write(inCrowd(Array(20).fill(NONSENSE)))

    const unknown = realServices().knowledge.texts.text('fr', 'unknown.text')
    expect(asked.length).toBeGreaterThanOrEqual(40)
    for (const peer of [0, 10, 19]) {
      expect(heardBy(peer)).toContain(danger.slice(0, 40))
      expect(heardBy(peer)).toContain(unknown.slice(0, 30))
      expect(sealer.open(await sessionOf(peer), 'session')).toContain(NONSENSE)
    }
  })

  it('is not believed where other parts are in use by then', async () => {
    const harmless: Understood = { card: undefined, match: { type: 'unknown', candidates: [] } }
    const current = realServices()
    let services = { ...current, madeOf: { ...current.madeOf } }
    const { second, asked } = createSecond({
      async read() {
        services = { ...current, madeOf: { ...current.madeOf } }
        return harmless
      },
    })
    const { write, heardBy } = createPeople(second, () => services)

    await write(inCrowd([DANGER]))

    expect(asked.length).toBeGreaterThan(0)
    expect(heardBy(0)).toContain(danger.slice(0, 40))
  })
})

describe('the second thread', () => {
  it('rests when nobody has written for some seconds, and when all ends', async () => {
    const { second, rests } = createAble()
    const { dalil, time, write } = createPeople(second)
    await write(crowdOf('bonjour'))
    expect(rests).toEqual([])

    time.advance(2 * QUIET_MS[0])
    expect(rests).toHaveLength(1)
    time.advance(100 * QUIET_MS[2])
    expect(rests).toHaveLength(3)

    await dalil.stop()
    expect(rests).toHaveLength(4)
  })
})

/** What a crowd writes, and what the same people write then. */
function mixedRounds(): readonly (readonly string[])[] {
  const { entries } = realServices().knowledge
  const questions = [...entries.values()].slice(0, 64).flatMap(({ phrasings }, at) => {
    const locale = (['fr', 'ar', 'ary', 'en'] as const)[at % 4] ?? 'fr'
    return phrasings[locale].slice(0, 1)
  })
  const tax = "combien d'impôt je paie quand je vends ?"
  const others = ['bonjour', DANGER, NONSENSE, 'merci', 'naissance', '🙂', 'menu', '']
  const first = [tax, ...others, ...questions]
  const then = ['et pour les services ?', 'merci beaucoup', 'oui', 'وديال الخدمات؟', '1', DANGER]
  return [first, first.map((_, at) => then[at % then.length] ?? '')]
}
