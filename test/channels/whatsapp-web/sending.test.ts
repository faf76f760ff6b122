import { describe, expect, it } from 'vitest'
import type { Part } from '../../../src/channels/whatsapp-web/client.ts'
import { CALL_MS } from '../../../src/channels/whatsapp-web/deadline.ts'
import type { OutboundMessage } from '../../../src/core/index.ts'
import { until } from '../support/until.ts'
import { ANNA, addressOf, BADR, type Bench, createBench } from './bench.ts'

const text = (words: string): OutboundMessage => ({ type: 'text', text: words, direction: 'ltr' })

const send = (bench: Bench, message: OutboundMessage, id = 'o1', to = addressOf(ANNA)) =>
  bench.channel.send(to, message, id)

const LONG = `${'a'.repeat(3000)}.\n\n${'b'.repeat(3000)}.\n\n${'c'.repeat(3000)}.`

const settled = () => new Promise((resolve) => setImmediate(resolve))

async function connected(config: Parameters<typeof createBench>[0] = {}): Promise<Bench> {
  const bench = createBench(config)
  await bench.connect()
  return bench
}

describe('sending by WhatsApp Web', () => {
  it('numbers the choices, because there are no buttons', async () => {
    const bench = await connected()
    const choices = [
      { data: 'a', label: 'Oui' },
      { data: 'b', label: 'Non' },
    ]
    await send(bench, { type: 'text', text: '*Q*', direction: 'ltr', choices })

    expect(bench.whatsapp.shown(ANNA)).toEqual(['*Q*\n1. Oui\n2. Non'])
    await bench.channel.stop()
  })

  it('types before it sends, longer for more words, one message after the other', async () => {
    const bench = await connected({ pace: { perMinute: 99, perDay: 999, typingMs: 4000 } })
    const work = Promise.all([
      send(bench, text('a'), 'o1'),
      send(bench, text('b'.repeat(200)), 'o2', addressOf(BADR)),
    ])
    await until(() => bench.whatsapp.log.length === 1, 'typing')
    bench.time.advance(829)
    await settled()
    expect(bench.whatsapp.log).toHaveLength(1)
    bench.time.advance(1)
    await until(() => bench.whatsapp.log.length === 3, 'the first, and the next typing')
    bench.time.advance(3999)
    await settled()
    expect(bench.whatsapp.log.slice(1).sort()).toEqual([`${ANNA} < a`, `${BADR} typing`])
    bench.time.advance(1)
    await work

    expect(bench.whatsapp.log.at(-1)).toBe(`${BADR} < ${'b'.repeat(200)}`)
    await bench.channel.stop()
  })

  it('writes to nobody but a person who wrote to the number in use', async () => {
    const bench = await connected()
    const results = [
      await send(bench, text('x'), 'o1', addressOf('212600000009-16@g.us')),
      await send(bench, text('x'), 'o2', addressOf('status@broadcast')),
      await send(bench, text('x'), 'o3', addressOf(ANNA, '15550000002')),
    ]

    expect(results.map(({ type }) => type)).toEqual(['failed', 'failed', 'failed'])
    expect(bench.whatsapp.log).toEqual([])
    await bench.channel.stop()
  })

  it('goes on where a long text was interrupted, so that nobody reads its beginning twice', async () => {
    const bench = await connected()
    let left = 1
    bench.whatsapp.onSend = async (chat, part) => {
      if (left-- === 0) throw new Error('Target closed')
      return keep(bench, chat, part)
    }
    expect(await send(bench, text(LONG))).toMatchObject({ type: 'held' })
    bench.whatsapp.onSend = undefined
    expect(await send(bench, text(LONG))).toMatchObject({ type: 'sent' })

    expect(bench.whatsapp.shown(ANNA).map((one) => one.charAt(0))).toEqual(['a', 'b', 'c'])
    await bench.channel.stop()
  })

  it('does not send again what arrived although nobody could say so', async () => {
    const bench = await connected()
    bench.whatsapp.onSend = async (chat, part) => {
      keep(bench, chat, part)
      throw new Error('Protocol error: Target closed')
    }
    const first = await send(bench, text('once'))
    bench.whatsapp.onSend = undefined
    const second = await send(bench, text('once'))
    const third = await send(bench, text('once'), 'o2')

    expect([first.type, second.type, third.type]).toEqual(['held', 'sent', 'sent'])
    expect(bench.whatsapp.shown(ANNA)).toEqual(['once', 'once'])
    await bench.channel.stop()
  })

  it('does not send again after a crash what the process before had sent', async () => {
    const before = await connected()
    await send(before, text('old'))
    before.time.advance(60_000)
    await send(before, text('last'))
    await before.channel.stop()
    const bench = before.restarted()
    await bench.connect()
    await send(bench, text('last'), 'o2')
    await send(bench, text('old'), 'o3')

    expect(bench.whatsapp.shown(ANNA)).toEqual(['old', 'last', 'old'])
    await bench.channel.stop()
  })

  it('finishes after a crash what the process before had begun, at its pace', async () => {
    const before = await connected()
    let left = 1
    before.whatsapp.onSend = async (chat, part) => {
      if (left-- === 0) throw new Error('Target closed')
      return keep(before, chat, part)
    }
    await send(before, text(LONG))
    await before.channel.stop()
    before.whatsapp.onSend = undefined
    const bench = before.restarted({ pace: { perMinute: 1, perDay: 99, typingMs: 0 } })
    await bench.connect()
    await send(bench, text('x'), 'o2', addressOf(BADR))
    for (let i = 0; i < 2; i++) {
      expect(await send(bench, text(LONG))).toMatchObject({ type: 'held' })
      bench.time.advance(60_000)
    }
    expect(await send(bench, text(LONG))).toMatchObject({ type: 'sent' })

    expect(bench.whatsapp.shown(ANNA).map((one) => one.charAt(0))).toEqual(['a', 'b', 'c'])
    await bench.channel.stop()
  })

  it('sends again the words of last week, which are no doubt', async () => {
    const before = await connected()
    await send(before, text('Pensez à votre déclaration'))
    for (let i = 0; i < 5; i++) {
      before.time.advance(60_000)
      await settled()
    }
    await before.channel.stop()
    before.time.advance(7 * 86_400_000)
    const bench = before.restarted()
    await bench.connect()
    await send(bench, text('Pensez à votre déclaration'), 'o2')

    expect(bench.whatsapp.shown(ANNA)).toHaveLength(2)
    await bench.channel.stop()
  })

  it.each([
    ['No LID for user', 'failed'],
    ['Attempted to use detached Frame', 'held'],
    ['net::ERR_INTERNET_DISCONNECTED', 'held'],
    ['Requiring unknown module "WAWebMsgKey"', 'retry'],
    ['something else', 'retry'],
  ])('takes "%s" for %s, and logs nothing of what was to be said', async (message, type) => {
    const bench = await connected()
    bench.whatsapp.onSend = () => Promise.reject(new Error(`${message} 212600000001 secret`))
    const result = await send(bench, text('secret'))

    expect(result.type).toBe(type)
    expect(JSON.stringify(result) + bench.log()).not.toMatch(/secret|2126/u)
    await bench.channel.stop()
  })

  it('gives up a page that does not answer, and loads it anew', async () => {
    const bench = await connected()
    bench.whatsapp.onSend = () => new Promise(() => {})
    const result = send(bench, text('x'))
    await settled()
    bench.time.advance(CALL_MS)

    expect(await result).toMatchObject({ type: 'held' })
    await until(() => bench.channel.line.pairing().type === 'lost', 'the loss')
    await bench.channel.stop()
  })

  it('reports that a sound cannot be read', async () => {
    const bench = await connected()
    const result = await send(bench, { type: 'audio', file: '/nowhere/a.ogg' })

    expect(result).toEqual({ type: 'failed', reason: 'channel:unreadable_media' })
    await bench.channel.stop()
  })

  it('finishes what the page has begun to send before it stops', async () => {
    const bench = await connected()
    let arrive = () => {}
    bench.whatsapp.onSend = (chat, part) =>
      new Promise((resolve) => {
        arrive = () => resolve(keep(bench, chat, part))
      })
    const result = send(bench, text('x'))
    await settled()
    const stopping = bench.channel.stop()
    await settled()
    expect(bench.whatsapp.open()).toBe(1)
    arrive()
    await stopping

    expect(await result).toMatchObject({ type: 'sent' })
    expect(bench.whatsapp.open()).toBe(0)
  })

  it('lets go of what it was about to type when it is stopped', async () => {
    const bench = await connected({ pace: { perMinute: 99, perDay: 999, typingMs: 4000 } })
    const work = send(bench, text('x'))
    await until(() => bench.whatsapp.log.length === 1, 'typing')
    await bench.channel.stop()

    expect(await work).toMatchObject({ type: 'held' })
    expect(bench.whatsapp.shown(ANNA)).toEqual([])
  })
})

function keep({ whatsapp, time }: Bench, chat: string, part: Part): string {
  const body = part.type === 'text' ? part.text : ''
  return whatsapp.keep({ chat, body, type: 'chat', fromMe: true, sentAt: time.now() })
}
