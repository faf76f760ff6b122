import { describe, expect, it } from 'vitest'
import { BEAT_MS } from '../../../src/channels/whatsapp-web/attempt.ts'
import type { WhatsAppClient } from '../../../src/channels/whatsapp-web/client.ts'
import { createTime } from '../../support/time.ts'
import { until } from '../support/until.ts'
import { ANNA, addressOf, BADR, type Bench, createBench } from './bench.ts'
import { createFakeWhatsApp } from './fake-whatsapp.ts'

const has = (bench: Bench, ...texts: string[]) =>
  until(() => String(bench.texts()) === String(texts), `${texts}`)

/** A connected number that goes off, and the messages of `work` while it is. */
async function whileOff(work: (bench: Bench) => void): Promise<Bench> {
  const first = createBench()
  await first.connect()
  await first.channel.stop()
  first.time.advance(60_000)
  work(first)
  return first.restarted()
}

describe('what people write', () => {
  it('is marked as read once it is kept, and not before', async () => {
    const bench = createBench()
    let kept = () => {}
    bench.receive = () =>
      new Promise((resolve) => {
        kept = resolve
      })
    await bench.connect()
    bench.whatsapp.says(ANNA, 'salam')
    await has(bench, 'salam')
    expect(bench.whatsapp.log).toEqual([])
    kept()

    await until(() => bench.whatsapp.log.length > 0, 'that it is read')
    expect(bench.whatsapp.log).toEqual([`${ANNA} seen`])
    await bench.channel.stop()
  })

  it('is tried again until it is kept, and holds up nobody else', async () => {
    const bench = createBench()
    let broken = true
    bench.receive = async ({ address }) => {
      if (broken && address.includes(encodeURIComponent(ANNA))) throw new Error('the disk is full')
    }
    await bench.connect()
    bench.whatsapp.says(ANNA, 'one')
    bench.whatsapp.says(ANNA, 'two')
    bench.whatsapp.says(BADR, 'three')
    await has(bench, 'one', 'three')
    await until(() => bench.whatsapp.log.includes(`${BADR} seen`), 'the other')
    broken = false
    bench.time.advance(2000)

    await has(bench, 'one', 'three', 'one', 'two')
    await bench.channel.stop()
  })

  it('is found again after a crash, when it could not be kept', async () => {
    const first = createBench()
    first.receive = () => Promise.reject(new Error('the disk is full'))
    await first.connect()
    first.whatsapp.says(ANNA, 'one')
    await has(first, 'one')
    for (let i = 0; i < 30; i++) {
      first.time.advance(BEAT_MS)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await first.channel.stop()
    const second = first.restarted()
    await second.connect()

    await has(second, 'one')
    await second.channel.stop()
  })
})

describe('a call', () => {
  const rings = ({ whatsapp }: Bench, id: string, chat: string) =>
    whatsapp.emit({ type: 'call', id, chat })

  it('is taken in as one message, however often WhatsApp tells of it', async () => {
    const bench = createBench()
    await bench.connect()
    for (const id of ['C1', 'C1', 'C2']) rings(bench, id, ANNA)
    rings(bench, 'C3', BADR)
    rings(bench, 'C4', '212600000009-1600000000@g.us')
    await has(bench, 'call', 'call')

    expect(bench.received.map(({ address }) => address)).toEqual([addressOf(ANNA), addressOf(BADR)])
    expect(bench.received[0]).toMatchObject({
      deliveryId: '15550000001:call:C1',
      sentAt: bench.time.now(),
    })
    await bench.channel.stop()
  })

  it('is taken in again from who rings ten minutes later', async () => {
    const bench = createBench()
    await bench.connect()
    rings(bench, 'C1', ANNA)
    bench.time.advance(9 * 60_000)
    rings(bench, 'C2', ANNA)
    bench.time.advance(60_000)
    rings(bench, 'C3', ANNA)

    await has(bench, 'call', 'call')
    await bench.channel.stop()
  })
})

describe('what people wrote while nobody was there', () => {
  it('is taken in oldest first, whoever wrote it, and what comes meanwhile after it', async () => {
    const bench = await whileOff(({ whatsapp, time }) => {
      for (const [chat, text] of [
        [BADR, '1'],
        [ANNA, '2'],
        [BADR, '3'],
      ] as const) {
        time.advance(1000)
        whatsapp.says(chat, text)
      }
    })
    bench.receive = async ({ content }) => {
      if (content.type === 'text' && content.text === '1') bench.whatsapp.says(ANNA, '4')
    }
    await bench.connect()

    await has(bench, '1', '2', '3', '4')
    await bench.channel.stop()
  })

  it('is found in a chat of which the page shows only the end', async () => {
    const bench = await whileOff(({ whatsapp }) => {
      for (let i = 0; i < 120; i++) whatsapp.says(ANNA, `m${i}`)
    })
    await bench.connect()

    await until(() => bench.received.length === 120, 'all')
    expect(bench.texts().slice(0, 2)).toEqual(['m0', 'm1'])
    await bench.channel.stop()
  })

  it('is looked for again when the page could not tell, and nobody waits for that', async () => {
    const time = createTime()
    const whatsapp = createFakeWhatsApp(time.now)
    let fails = true
    const createClient = (listener: Parameters<typeof whatsapp.createClient>[0]) => {
      const client: WhatsAppClient = whatsapp.createClient(listener)
      const chatsSince: WhatsAppClient['chatsSince'] = async (since) => {
        if (fails) throw new Error('Requiring unknown module "WAWebCollections"')
        return client.chatsSince(since)
      }
      return { ...client, chatsSince }
    }
    const first = createBench({}, { whatsapp, time })
    await first.connect()
    await first.channel.stop()
    first.time.advance(60_000)
    whatsapp.says(ANNA, 'meanwhile')
    const bench = first.restarted({ createClient })
    await bench.connect()
    whatsapp.says(BADR, 'now')
    await has(bench, 'now')
    fails = false
    bench.time.advance(BEAT_MS)

    await until(() => bench.texts().includes('meanwhile'), 'the past')
    await bench.channel.stop()
  })

  it('is not answered when it was written before the pairing, or to another number', async () => {
    const first = createBench()
    first.whatsapp.says(ANNA, 'long ago')
    first.time.advance(1000)
    await first.connect()
    await first.channel.stop()
    first.time.advance(60_000)
    first.whatsapp.says(ANNA, 'to the new number, before its pairing')
    first.whatsapp.account = '15550000002'
    first.time.advance(1000)
    const second = first.restarted()
    await second.connect()
    second.whatsapp.says(ANNA, 'salam')

    await has(second, 'salam')
    expect(first.texts()).toEqual([])
    await second.channel.stop()
  })
})
