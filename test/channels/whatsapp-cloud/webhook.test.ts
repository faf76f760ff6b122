import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isSigned } from '../../../src/channels/whatsapp-cloud/signature.ts'
import { ANNA, type Bench, createBench, signed, URL, VERIFY_TOKEN } from './bench.ts'
import { message, notice, one, text } from './bodies.ts'

const BADR = '212600000002'

let bench: Bench

beforeEach(async () => {
  bench = await createBench()
  await bench.start()
})

afterEach(() => bench.close())

const bytes = (value: string) => new TextEncoder().encode(value)
const words = () =>
  bench.received.map(({ content }) => (content.type === 'text' ? content.text : content.type))
const verify = (query: Record<string, string>) =>
  bench.channel.webhook(new Request(`${URL}?${new URLSearchParams(query)}`))

describe('the signature of the webhook', () => {
  // The published example of the same header: docs.github.com, "Validating webhook deliveries".
  const SECRET = "It's a Secret to Everybody"
  const SIGNATURE = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17'

  it('is that of the published example', () => {
    expect(isSigned(bytes('Hello, World!'), SIGNATURE, SECRET)).toBe(true)
  })

  it.each([
    ['another body', 'Hello, World?', SIGNATURE],
    ['no signature', 'Hello, World!', undefined],
    ['a signature that is cut', 'Hello, World!', SIGNATURE.slice(0, -1)],
    ['the older kind', 'Hello, World!', SIGNATURE.replace('sha256', 'sha1')],
  ])('does not fit %s', (_name, body, signature) => {
    expect(isSigned(bytes(body), signature, SECRET)).toBe(false)
  })
})

describe('the verification of the webhook', () => {
  const ASKED = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444' }

  it('repeats the challenge to who knows the token', async () => {
    const response = await verify({ ...ASKED, 'hub.verify_token': VERIFY_TOKEN })

    expect(response.status).toBe(200)
    expect(await response.text()).toBe('1158201444')
  })

  it.each([
    ['a wrong token', { 'hub.verify_token': 'another' }],
    ['no token', {}],
    ['another mode', { 'hub.verify_token': VERIFY_TOKEN, 'hub.mode': 'unsubscribe' }],
    ['what is no challenge', { 'hub.verify_token': VERIFY_TOKEN, 'hub.challenge': '<script>' }],
  ])('refuses %s', async (_name, query) => {
    expect((await verify({ ...ASKED, ...query })).status).toBe(403)
  })
})

describe('the webhook of the Cloud API', () => {
  it('takes a message in', async () => {
    expect(await bench.bring(text(ANNA, 'bonjour'))).toBe(200)

    expect(bench.received[0]).toMatchObject({
      address: `whatsapp-cloud:106540352242922:${ANNA}`,
      sentAt: 1_749_416_383_000,
      content: { type: 'text', text: 'bonjour' },
    })
  })

  it('takes in all messages of all entries, each person in order', async () => {
    const say = (from: string, body: string) => message(from, 'text', { text: { body } })
    const first = notice({ messages: [say(ANNA, 'a'), say(BADR, 'b')] })
    const second = notice({ messages: [say(ANNA, 'c')] })
    const both = { ...first, entry: [first.entry, second.entry].flat() }

    expect(await bench.bring(both)).toBe(200)
    expect(words().filter((word) => word !== 'b')).toEqual(['a', 'c'])
    expect(words()).toContain('b')
  })

  it('acknowledges a batch only when all of it is kept, and holds back what follows', async () => {
    const say = (body: string) => message(ANNA, 'text', { text: { body } })
    const batch = notice({ messages: [say('a'), say('b'), say('c')] })
    bench.receive = async ({ content }) => {
      if (content.type === 'text' && content.text === 'b') throw new Error('the disk is full')
    }

    expect(await bench.bring(batch)).toBe(503)
    expect(words()).toEqual(['a', 'b'])
    bench.receive = async () => {}
    expect(await bench.bring(batch)).toBe(200)
    expect(words()).toEqual(['a', 'b', 'a', 'b', 'c'])
  })

  it('passes over what was recorded and is played back two weeks later', async () => {
    const recorded = text(ANNA, 'bonjour')
    bench.time.advance(14 * 86_400_000)

    expect(await bench.bring(recorded)).toBe(200)
    expect(bench.received).toEqual([])
    expect(bench.log()).toContain('passed over')
  })

  it('refuses what is signed with another secret, or not at all', async () => {
    const body = JSON.stringify(text(ANNA, 'bonjour'))
    const unsigned = new Request(URL, { method: 'POST', body })

    expect((await bench.channel.webhook(signed(body, 'another'))).status).toBe(401)
    expect((await bench.channel.webhook(unsigned)).status).toBe(401)
    expect(bench.received).toEqual([])
  })

  it.each([
    ['what is not JSON', 'hello'],
    ['JSON of another kind', '[1]'],
    ['nothing', ''],
  ])('refuses %s, signed though it is', async (_name, body) => {
    expect((await bench.channel.webhook(signed(body))).status).toBe(400)
  })

  it('refuses what is too large', async () => {
    expect(await bench.bring(text(ANNA, 'x'.repeat(3 * 1024 * 1024)))).toBe(413)
  })

  it('answers only GET and POST', async () => {
    expect((await bench.channel.webhook(new Request(URL, { method: 'PUT' }))).status).toBe(405)
  })

  it('passes over fields and shapes that it does not know, and takes in what stands beside', async () => {
    const odd = { id: 'wamid.x', from_user_id: 'MA.1', type: 'text', timestamp: 'soon' }
    const beside = message(ANNA, 'text', { text: { body: 'beside' }, new_field: [1] })

    expect(await bench.bring(notice({ messages: [odd, 7, beside], new_list: {} }))).toBe(200)
    expect(await bench.bring(notice({}, 'account_update'))).toBe(200)
    expect(await bench.bring({ object: 'another', entry: [] })).toBe(200)
    expect(words()).toEqual(['beside'])
    expect(bench.log()).toContain('passed over {"parts":2}')
    expect(bench.log()).not.toContain(ANNA)
  })

  it('leaves what is for another number of the same app alone', async () => {
    const messages = [message(ANNA, 'text', { text: { body: 'bonjour' } })]

    expect(await bench.bring(notice({ messages }, 'messages', '999999'))).toBe(200)
    expect(bench.received).toEqual([])
  })

  it('answers 503 after it was stopped', async () => {
    await bench.channel.stop()

    expect(await bench.bring(text(ANNA, 'bonjour'))).toBe(503)
  })
})

describe('what people send by the Cloud API', () => {
  const media = { id: '1', mime_type: 'x/y', sha256: 'z' }

  it.each([
    [
      'a reply button',
      'interactive',
      { interactive: { button_reply: { id: 'a' } } },
      { type: 'choice', data: 'a' },
    ],
    [
      'a row of a list',
      'interactive',
      { interactive: { list_reply: { id: 'b' } } },
      { type: 'choice', data: 'b' },
    ],
    [
      'a form',
      'interactive',
      { interactive: { nfm_reply: {} } },
      { type: 'unsupported', what: 'interactive' },
    ],
    [
      'a template button',
      'button',
      { button: { payload: 'p:1', text: 'Oui' } },
      { type: 'choice', data: 'p:1' },
    ],
    [
      'a template button without payload',
      'button',
      { button: { payload: 'Oui', text: 'Oui' } },
      { type: 'text', text: 'Oui' },
    ],
    [
      'a text by way of an ad',
      'text',
      { text: { body: 'hi' }, referral: { source_id: '1' } },
      { type: 'text', text: 'hi' },
    ],
    ['an opened link', 'request_welcome', {}, { type: 'start', payload: '' }],
    [
      'a place',
      'location',
      { location: { latitude: 33.5, longitude: -7.6 } },
      { type: 'location', latitude: 33.5, longitude: -7.6 },
    ],
    [
      'a voice note, and by what it is fetched',
      'audio',
      { audio: { ...media, voice: true } },
      { type: 'voice', reference: '1' },
    ],
    ['a picture', 'image', { image: { ...media, caption: 'x' } }, { type: 'image', caption: 'x' }],
    ['a film', 'video', { video: media }, { type: 'image' }],
    ['a document', 'document', { document: media }, { type: 'document' }],
    ['a sticker', 'sticker', { sticker: media }, { type: 'sticker' }],
    ['contacts', 'contacts', { contacts: [{ name: {} }] }, { type: 'contact' }],
    [
      'an edit',
      'edit',
      { edit: { message: { text: { body: 'b' } } } },
      { type: 'edited', text: 'b' },
    ],
    ['a deletion', 'revoke', { revoke: {} }, { type: 'deleted' }],
    ['an order', 'order', { order: {} }, { type: 'unsupported', what: 'order' }],
    [
      'what the platform cannot show',
      'unsupported',
      { errors: [{ code: 131051 }] },
      { type: 'unsupported', what: 'unsupported' },
    ],
  ])('%s is understood', async (_name, type, fields, content) => {
    expect(await bench.bring(one(ANNA, type, fields))).toBe(200)
    expect(bench.received.map((received) => received.content)).toEqual([content])
  })

  it.each([
    ['a reaction', 'reaction', { reaction: { emoji: '👍' } }],
    ['a notice of the platform', 'system', { system: { type: 'user_changed_number' } }],
    ['a message of a group', 'text', { text: { body: 'x' }, group_id: 'g' }],
  ])('%s gets no answer', async (_name, type, fields) => {
    expect(await bench.bring(one(ANNA, type, fields))).toBe(200)
    expect(bench.received).toEqual([])
  })
})
