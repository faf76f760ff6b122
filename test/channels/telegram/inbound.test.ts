import type { Update } from 'grammy/types'
import { describe, expect, it } from 'vitest'
import { toInbound } from '../../../src/channels/telegram/inbound.ts'
import type { NewUpdate } from './bot-api.ts'
import { groupText, message, tap, text } from './updates.ts'

const CONTEXT = { account: '4200', now: 5000 }

function read(update: NewUpdate) {
  return toInbound({ ...update, update_id: 77 } as Update, CONTEXT)
}

const contentOf = (update: NewUpdate) => read(update)?.content

describe('toInbound', () => {
  it('reads a text with who wrote it, when, and in which language their app speaks', () => {
    expect(read(text(12, 'bonjour'))).toEqual({
      deliveryId: '4200:77',
      address: 'telegram:4200:12',
      channel: 'telegram',
      sentAt: 1_700_000_000_000,
      content: { type: 'text', text: 'bonjour' },
      localeHint: 'fr',
    })
  })

  it.each([
    ['ar', 'ar'],
    ['ar-MA', 'ary'],
    ['en-GB', 'en'],
    ['es', undefined],
    [undefined, undefined],
  ])('takes the app language %s for %s', (language_code, locale) => {
    const from = { id: 1, is_bot: false, first_name: 'P', language_code }

    expect(read(text(1, 'x', { from }))?.localeHint).toBe(locale)
  })

  it('reads the payload of a link', () => {
    expect(contentOf(text(1, '/start rabat_2026'))).toEqual({
      type: 'start',
      payload: 'rabat_2026',
    })
    expect(contentOf(text(1, '/start'))).toEqual({ type: 'start', payload: '' })
  })

  it('reads other commands as words, without the name of the bot', () => {
    expect(contentOf(text(1, '/menu@dalil_bot'))).toEqual({ type: 'text', text: '/menu' })
  })

  it('reads an edited text, with the time of the edit', () => {
    const { message: sent } = text(1, 'corrected', { edit_date: 1_700_000_060 })
    const edited = read({ edited_message: sent } as NewUpdate)

    expect(edited?.content).toEqual({ type: 'edited', text: 'corrected' })
    expect(edited?.sentAt).toBe(1_700_000_060_000)
  })

  it.each([
    ['a voice message', { voice: {} }, { type: 'voice' }],
    [
      'a voice message, and by what it is fetched',
      { voice: { file_id: 'AwAC', duration: 7 } },
      { type: 'voice', reference: 'AwAC', seconds: 7 },
    ],
    ['music', { audio: { file_id: 'CQAC', mime_type: 'audio/mpeg' } }, { type: 'voice' }],
    ['a round video', { video_note: {} }, { type: 'voice' }],
    ['a picture', { photo: [{}], caption: 'c' }, { type: 'image', caption: 'c' }],
    ['a video', { video: {} }, { type: 'image' }],
    ['a sticker', { sticker: { emoji: '👍' } }, { type: 'sticker', emoji: '👍' }],
    ['a document', { document: {} }, { type: 'document' }],
    ['a contact', { contact: {} }, { type: 'contact' }],
    [
      'a place',
      { location: { latitude: 34.02, longitude: -6.84 } },
      { type: 'location', latitude: 34.02, longitude: -6.84 },
    ],
    ['a poll', { poll: {} }, { type: 'unsupported', what: 'poll' }],
  ])('reads %s', (_name, extra, content) => {
    expect(contentOf(message(1, extra))).toEqual(content)
  })

  it('reads a tap', () => {
    const read_ = read(tap(12, 'p:yes', 3))

    expect(read_?.content).toEqual({ type: 'choice', data: 'p:yes' })
    expect(read_?.sentAt).toBe(5000)
  })

  it('gives the pictures of an album one delivery id', () => {
    expect(read(message(1, { photo: [{}], media_group_id: '99' }))?.deliveryId).toBe(
      '4200:album:99',
    )
  })

  it.each([
    ['a group', groupText('bonjour')],
    ['another bot', text(1, 'x', { from: { id: 9, is_bot: true, first_name: 'B' } })],
    ['a pinned message', message(1, { pinned_message: {} })],
    ['a changed timer', message(1, { message_auto_delete_timer_changed: {} })],
    ['a tap in a group', tap(1, 'x', 2, { message: { chat: { id: -5, type: 'group' } } })],
    ['a tap without a message', tap(1, 'x', 2, { message: undefined })],
    ['an update of another kind', {} as NewUpdate],
  ])('leaves %s alone', (_name, update) => {
    expect(read(update)).toBeUndefined()
  })
})
