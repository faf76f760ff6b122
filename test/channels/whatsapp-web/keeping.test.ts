import { describe, expect, it } from 'vitest'
import {
  BEAT_MS,
  CODE_WITHIN_MS,
  READY_WITHIN_MS,
} from '../../../src/channels/whatsapp-web/attempt.ts'
import type { Ending } from '../../../src/channels/whatsapp-web/client.ts'
import { CALL_MS } from '../../../src/channels/whatsapp-web/deadline.ts'
import { LONGEST_PAUSE_MS } from '../../../src/channels/whatsapp-web/pauses.ts'
import { AWAY_MS } from '../../../src/channels/whatsapp-web/standing.ts'
import { until } from '../support/until.ts'
import { ANNA, addressOf, type Bench, createBench } from './bench.ts'

const HOUR_MS = 3_600_000

const pairing = (bench: Bench) => bench.channel.line.pairing()

const comesTo = (bench: Bench, type: string) => until(() => pairing(bench).type === type, type)

/** Lets what was begun come to rest. */
const settled = async () => {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve))
}

const opens = (bench: Bench, count: number) =>
  until(() => bench.whatsapp.opened() === count, `${count} browsers`)

describe('the pairing', () => {
  it('goes from starting over a code to connected, and tells whoever listens', async () => {
    const bench = createBench()
    bench.whatsapp.linked = false
    const seen: string[] = []
    bench.channel.line.onPairing(() => seen.push(pairing(bench).type))
    expect(pairing(bench)).toEqual({ type: 'starting' })
    await bench.start()
    await comesTo(bench, 'waiting')
    bench.whatsapp.emit({ type: 'code', code: 'SECOND' })
    expect(pairing(bench)).toEqual({ type: 'waiting', code: 'SECOND', unlinked: false })
    bench.whatsapp.emit({ type: 'ready' })

    expect(seen).toEqual(['waiting', 'waiting', 'connected'])
    expect(bench.channel.state()).toEqual({ type: 'on', detail: 'by the phone that is paired' })
    await bench.channel.stop()
  })

  it('shows the codes in the terminal, the first with what it risks and the way out', async () => {
    const bench = createBench()
    bench.whatsapp.linked = false
    await bench.start()
    await until(() => bench.printed.length === 1, 'the first code')
    for (let i = 0; i < 20; i++) {
      bench.whatsapp.emit({ type: 'code', code: `code ${i}` })
      await settled()
    }

    expect(bench.printed[0]).toContain('whatsapp:risk.text')
    expect(bench.printed[0]).toContain('whatsapp:risk.way-out')
    expect(bench.printed[0]).toContain('▄')
    expect(bench.printed[1]).not.toContain('risk')
    expect(bench.printed.at(-1)).toContain('whatsapp:terminal.more')
    expect(bench.printed).toHaveLength(10)
    await bench.channel.stop()
  })

  it('is refused without a browser on the machine', async () => {
    const bench = createBench({ createClient: undefined })
    await bench.start()

    expect(pairing(bench)).toEqual({ type: 'refused', reason: 'no-browser' })
    expect(bench.channel.state()).toMatchObject({ type: 'failing' })
    await bench.channel.stop()
  })

  it('gets a new browser when a code is not renewed, and gives up for an hour after five', async () => {
    const bench = createBench()
    bench.whatsapp.linked = false
    await bench.start()
    for (let i = 1; i <= 5; i++) {
      await until(() => JSON.stringify(pairing(bench)).includes(`CODE-${i}`), `code ${i}`)
      bench.time.advance(CODE_WITHIN_MS)
    }
    await comesTo(bench, 'lost')
    expect(pairing(bench)).toMatchObject({ reason: 'unscanned' })
    bench.time.advance(HOUR_MS - 1)
    await settled()
    expect(bench.whatsapp.opened()).toBe(5)

    bench.channel.line.reconnect()
    await comesTo(bench, 'waiting')
    expect(bench.whatsapp.opened()).toBe(6)
    await bench.channel.stop()
  })

  it('begins with a code again when the phone has thrown it out', async () => {
    const bench = createBench()
    await bench.connect()
    bench.whatsapp.linked = false
    bench.whatsapp.emit({ type: 'ended', reason: 'unlinked' })
    await comesTo(bench, 'starting')
    bench.time.advance(LONGEST_PAUSE_MS)
    await comesTo(bench, 'waiting')

    expect(pairing(bench)).toMatchObject({ unlinked: true })
    await bench.channel.stop()
  })

  it.each<[Ending, string]>([
    ['blocked', 'use WHATSAPP=cloud or Telegram'],
    ['version', 'Install the newest version'],
    ['denied', 'Ask for a new code'],
  ])('is refused when WhatsApp says %s, and tried once an hour', async (reason, hint) => {
    const bench = createBench()
    await bench.connect()
    bench.whatsapp.emit({ type: 'ended', reason })
    await comesTo(bench, 'refused')
    const state = bench.channel.state()
    bench.time.advance(HOUR_MS - 1)
    await settled()
    const before = bench.whatsapp.opened()
    bench.time.advance(1)

    expect(state).toMatchObject({ type: 'failing', hint: expect.stringContaining(hint) })
    expect(before).toBe(1)
    await comesTo(bench, 'connected')
    await bench.channel.stop()
  })
})

describe('a connection that is lost', () => {
  it('is tried again with growing pauses, each with one browser', async () => {
    const bench = createBench()
    bench.whatsapp.onOpen = () => Promise.reject(new Error('net::ERR_NAME_NOT_RESOLVED at …'))
    await bench.start()
    const pauses = [1000, 2000, 4000, 8000]
    for (const [index, ms] of pauses.entries()) {
      await until(() => bench.whatsapp.open() === 0 && bench.whatsapp.opened() === index + 1)
      await comesTo(bench, 'lost')
      bench.time.advance(ms - 1)
      await settled()
      expect(bench.whatsapp.opened()).toBe(index + 1)
      bench.time.advance(1)
      await opens(bench, index + 2)
    }

    expect(pairing(bench)).toMatchObject({ reason: 'network' })
    expect(bench.log()).toContain('net::ERR_NAME_NOT_RESOLVED')
    await bench.channel.stop()
    expect(bench.whatsapp.open()).toBe(0)
  })

  it('comes back at once after the death of a browser that was good', async () => {
    const bench = createBench()
    await bench.connect()
    bench.time.advance(HOUR_MS)
    bench.whatsapp.emit({ type: 'ended', reason: 'browser' })
    await comesTo(bench, 'lost')
    bench.time.advance(1000)

    await comesTo(bench, 'connected')
    await bench.channel.stop()
  })

  it('is given up when the page never gets ready, but not while it says that it works', async () => {
    const bench = createBench()
    bench.whatsapp.onOpen = async (send) => send({ type: 'progress' })
    await bench.start()
    await opens(bench, 1)
    await settled()
    bench.time.advance(READY_WITHIN_MS - 1)
    bench.whatsapp.emit({ type: 'progress' })
    bench.time.advance(READY_WITHIN_MS - 1)
    await settled()
    expect(pairing(bench)).toEqual({ type: 'starting' })
    bench.time.advance(1)

    await comesTo(bench, 'lost')
    expect(pairing(bench)).toMatchObject({ reason: 'hanging' })
    bench.time.advance(1000)
    await opens(bench, 2)
    await settled()
    bench.time.advance(2 * READY_WITHIN_MS - 1)
    await settled()
    expect(bench.whatsapp.open()).toBe(1)
    bench.time.advance(1)
    await until(() => bench.whatsapp.open() === 0, 'the second end, after more patience')
    await bench.channel.stop()
  })

  it('is given up when a connected page answers nothing twice in a row', async () => {
    const bench = createBench()
    await bench.connect()
    bench.whatsapp.state = undefined
    for (let i = 0; i < 2; i++) {
      expect(pairing(bench).type).toBe('connected')
      bench.time.advance(BEAT_MS)
      bench.time.advance(CALL_MS)
      await settled()
    }

    expect(pairing(bench)).toMatchObject({ type: 'lost', reason: 'hanging' })
    await bench.channel.stop()
  })

  it('holds back what is to be sent while the phone is off, and goes on by itself', async () => {
    const bench = createBench()
    await bench.connect()
    const send = () =>
      bench.channel.send(addressOf(ANNA), { type: 'text', text: 'x', direction: 'ltr' }, 'o1')
    bench.whatsapp.emit({ type: 'state', state: 'TIMEOUT' })
    expect(pairing(bench)).toMatchObject({ type: 'lost', reason: 'phone' })
    const held = await send()
    bench.whatsapp.emit({ type: 'state', state: 'CONNECTED' })

    expect(held).toMatchObject({ type: 'held' })
    expect(await send()).toMatchObject({ type: 'sent' })
    expect(bench.whatsapp.opened()).toBe(1)
    await bench.channel.stop()
  })

  it('gets a new browser when the page finds no network for a quarter of an hour', async () => {
    const bench = createBench()
    await bench.connect()
    bench.whatsapp.state = 'OPENING'
    bench.whatsapp.emit({ type: 'state', state: 'OPENING' })
    bench.time.advance(15 * 60_000)
    await settled()
    bench.whatsapp.state = 'CONNECTED'
    bench.time.advance(LONGEST_PAUSE_MS)

    await opens(bench, 2)
    await comesTo(bench, 'connected')
    await bench.channel.stop()
  })

  it('is worth a word to the staff after three days, also across restarts', async () => {
    const first = createBench()
    await first.connect()
    first.whatsapp.onOpen = () => Promise.reject(new Error('net::ERR_INTERNET_DISCONNECTED'))
    const lostAt = first.time.now()
    await first.channel.stop()
    const second = first.restarted()
    await second.start()
    await comesTo(second, 'lost')
    expect(pairing(second)).toMatchObject({ since: lostAt })
    second.time.advance(AWAY_MS - 1)
    expect(second.channel.line.awaySince()).toBeUndefined()
    second.time.advance(1)
    expect(second.channel.line.awaySince()).toBe(lostAt)
    for (let i = 0; i < 3; i++) {
      await settled()
      second.time.advance(LONGEST_PAUSE_MS)
    }
    expect(second.log().match(/without its phone for three days/gu)).toHaveLength(1)

    second.whatsapp.onOpen = undefined
    await settled()
    second.time.advance(LONGEST_PAUSE_MS)
    await comesTo(second, 'connected')
    expect(second.channel.line.awaySince()).toBeUndefined()
    await second.channel.stop()
  })
})
