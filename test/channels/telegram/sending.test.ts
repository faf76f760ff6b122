import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Address, type OutboundMessage, toAddress } from '../../../src/core/index.ts'
import { type Bench, createBench } from './support.ts'

const TO = toAddress({ channel: 'telegram', account: '4200', peer: '7' })
const LONG = `${'a'.repeat(3000)}.\n\n${'b'.repeat(3000)}.\n\n${'c'.repeat(3000)}.`

let bench: Bench

beforeEach(async () => {
  bench = await createBench()
})

afterEach(() => bench.close())

const say = (text: string): OutboundMessage => ({ type: 'text', text, direction: 'ltr' })
const send = (message: OutboundMessage, id = 'o1', to: Address = TO) =>
  bench.channel.send(to, message, id)
const shown = () => bench.api.messages.map(({ text }) => text.slice(0, 20))

describe('sending by Telegram', () => {
  it('sends a text as HTML, without a preview of its links', async () => {
    expect(await send(say('*Oui* & non : https://example.org'))).toEqual({
      type: 'sent',
      platformId: '1',
    })
    expect(bench.api.calls[0]?.payload).toEqual({
      chat_id: '7',
      text: '<b>Oui</b> &amp; non : https://example.org',
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    })
  })

  it('numbers choices whose data would not fit a button', async () => {
    const choices = [{ data: 'é'.repeat(33), label: 'Un' }]
    await send({ type: 'text', text: 'Q', direction: 'ltr', choices })

    expect(bench.api.messages[0]).toMatchObject({ text: 'Q\n1. Un', buttons: [] })
  })

  it('goes on where a long text was interrupted, so that nobody reads its beginning twice', async () => {
    bench.api.fail('sendMessage', { code: 429, retryAfter: 3 }, { after: 1 })
    expect(await send(say(LONG))).toMatchObject({ type: 'retry', retryAfterMs: 3000 })
    await send(say('other'), 'o2')
    bench.api.fail('sendMessage', { code: 500 }, { after: 1 })
    expect(await send(say(LONG))).toMatchObject({ type: 'retry' })
    expect(await send(say(LONG))).toMatchObject({ type: 'sent' })

    expect(shown().map((text) => text.charAt(0))).toEqual(['a', 'o', 'b', 'c'])
  })

  it('sends a place with its name', async () => {
    await send({ type: 'location', latitude: 34.02, longitude: -6.84, title: 'Maison de vie' })

    expect(shown()).toEqual(['Maison de vie', 'a place'])
  })

  it('uploads a picture with its caption, and a document with its name', async () => {
    const bytes = new TextEncoder().encode('bytes')
    await send({ type: 'image', bytes, caption: 'Une *carte*' })
    await send({ type: 'document', bytes, fileName: 'liste.pdf' }, 'o2')

    const [photo, document] = bench.api.calls
    expect(photo?.payload).toMatchObject({ caption: 'Une <b>carte</b>', parse_mode: 'HTML' })
    expect(Object.values(photo?.files ?? {})).toEqual([{ name: 'image.png', text: 'bytes' }])
    expect(Object.values(document?.files ?? {})).toEqual([{ name: 'liste.pdf', text: 'bytes' }])
  })

  it('sends a caption that is too long as a text of its own', async () => {
    const caption = `${'mot '.repeat(300)}fin`
    await send({ type: 'image', bytes: new Uint8Array([1]), caption })

    expect(bench.api.calls.map(({ method }) => method)).toEqual(['sendPhoto', 'sendMessage'])
  })

  it('sends OGG as a voice message, and says when a sound cannot be read', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'dalil-audio-'))
    writeFileSync(join(dir, 'a.ogg'), 'sound')
    await send({ type: 'audio', file: join(dir, 'a.ogg') })
    const missing = await send({ type: 'audio', file: join(dir, 'b.ogg') }, 'o2')
    rmSync(dir, { recursive: true })

    expect(bench.api.calls.map(({ method }) => method)).toEqual(['sendVoice'])
    expect(missing).toEqual({ type: 'failed', reason: 'channel:unreadable_media' })
  })

  it.each([
    [403, 'Forbidden: bot was blocked by the user', { type: 'gone' }],
    [400, 'Bad Request: chat not found', { type: 'gone' }],
    [400, "Bad Request: can't parse entities: at 'x'", { type: 'failed' }],
    [401, 'Unauthorized', { type: 'retry' }],
    [500, 'Internal Server Error', { type: 'retry' }],
    [413, 'Request Entity Too Large', { type: 'failed' }],
  ])('takes %i %s for %j', async (code, description, outcome) => {
    bench.api.fail('sendMessage', { code, description })

    expect(await send(say('x'))).toMatchObject(outcome)
  })

  it('keeps the text out of the reason of a failure', async () => {
    const description = 'Bad Request: can\'t parse entities: "ma fille"'
    bench.api.fail('sendMessage', { code: 400, description })

    expect(await send(say('ma fille'))).toEqual({
      type: 'failed',
      reason: "Telegram answered 400: Bad Request: can't parse entities",
    })
  })

  it('keeps a message for later when Telegram cannot be reached', async () => {
    await bench.api.close()

    expect(await send(say('x'))).toEqual({ type: 'retry', reason: 'Telegram could not be reached' })
  })

  it('does not write to people of another bot', async () => {
    const other = toAddress({ channel: 'telegram', account: '9', peer: '7' })

    expect(await send(say('x'), 'o1', other)).toMatchObject({ type: 'failed' })
    expect(bench.api.calls).toEqual([])
  })

  it('shows that it is typing, and does not mind when that fails', async () => {
    bench.api.fail('sendChatAction', { code: 500 })
    await bench.channel.typing?.(TO)
    await bench.channel.typing?.(TO)

    expect(bench.api.callsOf('sendChatAction').map(({ payload }) => payload)).toEqual([
      { chat_id: '7', action: 'typing' },
      { chat_id: '7', action: 'typing' },
    ])
  })
})
