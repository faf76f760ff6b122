import { describe, expect, it } from 'vitest'
import type { WireMessage } from '../../../src/channels/whatsapp-web/client.ts'
import { toInbound } from '../../../src/channels/whatsapp-web/inbound.ts'
import { parseCall, parseWire } from '../../../src/channels/whatsapp-web/wire.ts'
import { ANNA } from './bench.ts'

const MESSAGE: WireMessage = {
  id: '3A',
  chat: ANNA,
  fromMe: false,
  type: 'chat',
  body: 'salam',
  sentAt: 1_795_000_000_000,
  toMany: false,
}

const read = (
  fields: Partial<WireMessage>,
  happened: Parameters<typeof toInbound>[0] = 'message',
) => toInbound(happened, { ...MESSAGE, ...fields }, '15550000001')

describe('a message of WhatsApp', () => {
  it('becomes a core message whose delivery id holds no number of a person', () => {
    expect(read({})).toEqual({
      deliveryId: '15550000001:3A',
      address: 'whatsapp-web:15550000001:212600000001%40c.us',
      channel: 'whatsapp-web',
      sentAt: 1_795_000_000_000,
      content: { type: 'text', text: 'salam' },
    })
  })

  it.each<[string, Partial<WireMessage>]>([
    ['our own', { fromMe: true }],
    ['of a group', { chat: '212600000001-1600000000@g.us' }],
    ['a status', { chat: 'status@broadcast' }],
    ['of a newsletter', { chat: '120363000000000000@newsletter' }],
    ['of WhatsApp itself', { chat: '0@c.us' }],
    ['sent to many', { toMany: true }],
    ['a notice of encryption', { type: 'e2e_notification' }],
    ['a call that was missed', { type: 'call_log' }],
    ['one that cannot be read yet', { type: 'ciphertext' }],
    ['the frame of an album', { type: 'album' }],
    ['of a type of tomorrow', { type: 'hologram' }],
  ])('is passed over when it is %s', (_what, fields) => {
    expect(read(fields)).toBeUndefined()
  })

  it.each<[Partial<WireMessage>, object]>([
    [{ type: 'ptt' }, { type: 'voice' }],
    [
      { type: 'image', body: 'w' },
      { type: 'image', caption: 'w' },
    ],
    [{ type: 'video', body: '' }, { type: 'image' }],
    [{ type: 'document', body: '' }, { type: 'document' }],
    [{ type: 'sticker' }, { type: 'sticker' }],
    [{ type: 'multi_vcard' }, { type: 'contact' }],
    [{ type: 'location' }, { type: 'unsupported', what: 'location' }],
    [{ type: 'poll_creation' }, { type: 'unsupported', what: 'poll_creation' }],
  ])('is read as what it is: %o', (fields, content) => {
    expect(read(fields)?.content).toEqual(content)
  })

  it('is one with the other pictures of its album', () => {
    const [first, second] = ['a', 'b'].map((id) => read({ id, type: 'image', album: 'A' }))

    expect(first?.deliveryId).toBe(second?.deliveryId)
  })

  it('is told apart from its edit, its deletion, and itself while nobody could read it', () => {
    const edit = { editedAt: 1_795_000_060_000, body: 'salam 2' }
    const all = [read({}), read(edit, 'edited'), read({}, 'deleted'), read({}, 'unreadable')]

    expect(new Set(all.map((one) => one?.deliveryId)).size).toBe(4)
    expect(all[1]).toMatchObject({ sentAt: 1_795_000_060_000, content: { type: 'edited' } })
    expect(all[3]).toMatchObject({ content: { type: 'unsupported' } })
  })

  it('is not taken for edited when it was only decrypted', () => {
    expect(read({}, 'edited')).toBeUndefined()
  })
})

describe('parseCall', () => {
  const CALL = { id: 'C1', from: ANNA, isGroup: false, fromMe: false }

  it.each([ANNA, { _serialized: ANNA }])('knows who rings: %o', (from) => {
    expect(parseCall({ ...CALL, from })).toEqual({ id: 'C1', chat: ANNA })
  })

  it.each([undefined, {}, { ...CALL, fromMe: true }, { ...CALL, isGroup: true }])(
    'knows what is nobody who rings: %o',
    (value) => {
      expect(parseCall(value)).toBeUndefined()
    },
  )
})

describe('parseWire', () => {
  const RAW = { id: { id: '3A', remote: ANNA }, from: ANNA, type: 'chat', timestamp: 1 }

  it('reads what is there and leaves the rest', () => {
    expect(parseWire({ ...RAW, body: 'x', location: { broken: true }, news: [] })).toEqual({
      id: '3A',
      chat: ANNA,
      fromMe: false,
      type: 'chat',
      body: 'x',
      sentAt: 1000,
      toMany: false,
    })
  })

  it('takes the words under a picture, and never its thumbnail', () => {
    const picture = { ...RAW, type: 'image', body: '/9j/4AAQ', _data: { caption: 'look' } }

    expect(parseWire(picture)?.body).toBe('look')
  })

  it.each([undefined, null, 'text', {}, { ...RAW, id: 'flat' }, { ...RAW, timestamp: 'soon' }])(
    'knows what is no message: %o',
    (value) => {
      expect(parseWire(value)).toBeUndefined()
    },
  )
})
