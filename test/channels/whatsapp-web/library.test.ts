import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BEAT_MS, READY_WITHIN_MS } from '../../../src/channels/whatsapp-web/attempt.ts'
import { CALL_MS } from '../../../src/channels/whatsapp-web/deadline.ts'
import { LONGEST_PAUSE_MS } from '../../../src/channels/whatsapp-web/pauses.ts'
import { browserMissing } from '../../support/chromium.ts'
import { until } from '../support/until.ts'
import { ANNA, addressOf, BADR } from './bench.ts'
import { createLine, type Line } from './browser.ts'

/** What cannot be sent is looked at again by then; no call of the page is out of time so soon. */
const HELD_MS = 15_000

const VOICE = {
  type: 'ptt',
  directPath: '/voice',
  duration: '7',
  mediaData: { mediaStage: 'RESOLVED' },
}

const GROUP = '212600000009-1600000000@g.us'

// One line for all, from its pairing on: each test leaves it connected to the next.
describe.skipIf(browserMissing())('whatsapp-web.js as it is published, in a real Chromium', () => {
  let line: Line

  beforeAll(async () => {
    line = await createLine()
    line.standIn.says(ANNA, 'before the pairing', { t: secondsOf(line) - 60 })
    await line.start()
  })

  afterAll(() => line?.close())

  const shows = (person: string, ...texts: readonly string[]) =>
    until(() => String(line.standIn.shown(person)) === String(texts), `${person}: ${texts}`)

  const clear = (person: string) => line.standIn.shown(person).length

  /** What a person was shown since. */
  const since = (person: string, before: number) => line.standIn.shown(person).slice(before)

  it('shows a code, and connects when the phone has scanned it', async () => {
    const { code } = await line.comesTo('waiting')
    line.standIn.renewsCode()
    await until(() => line.channel().line.pairing().type === 'waiting' && codeOf(line) !== code)
    line.standIn.scans(codeOf(line))
    await line.comesTo('connected')

    expect(line.printed.join('')).toContain('whatsapp:risk.text')
    expect(line.channel().publicName?.()).toBe('15550000001')
  })

  it('answers who writes, and nobody who wrote before the pairing', async () => {
    line.standIn.says(ANNA, 'salam')

    await shows(ANNA, 're: salam')
    await until(() => line.standIn.unread(ANNA) === 0, 'that it is read')
  })

  it('ignores groups, statuses, newsletters and what is written by hand on the phone', async () => {
    for (const chat of [GROUP, 'status@broadcast', '120363000000000000@newsletter']) {
      line.standIn.says(chat, 'hello')
    }
    line.standIn.says(BADR, 'by hand', { fromMe: true })
    line.standIn.says(BADR, 'last')
    await until(() => line.standIn.shown(BADR).includes('re: last'), 'the last')

    expect(line.assistant().received.map(({ content }) => content)).toEqual([
      { type: 'text', text: 'salam' },
      { type: 'text', text: 'last' },
    ])
  })

  it('reads what is no text, edits and deletions', async () => {
    const place = { type: 'location', body: 'thumbnail', lat: 34.02, lng: -6.84 }
    line.standIn.says(ANNA, '', VOICE)
    line.standIn.says(ANNA, 'thumbnail', { type: 'image', directPath: '/i', caption: 'look' })
    line.standIn.says(ANNA, '', place)
    const message = line.standIn.says(ANNA, 'a first word')
    await until(() => line.assistant().received.length === 6, 'the four')
    line.standIn.edits(message, 'a second word')
    await until(() => line.assistant().received.length === 7, 'the edit')
    line.standIn.revokes(message)
    await until(() => line.assistant().received.length === 8, 'the deletion')

    expect(
      line
        .assistant()
        .received.slice(2)
        .map(({ content }) => content),
    ).toEqual([
      { type: 'voice', reference: expect.stringContaining(ANNA), seconds: 7 },
      { type: 'image', caption: 'look' },
      { type: 'location', latitude: 34.02, longitude: -6.84 },
      { type: 'text', text: 'a first word' },
      { type: 'edited', text: 'a second word' },
      { type: 'deleted' },
    ])
  })

  it('hears who rings, once for each call, and no group', async () => {
    const before = line.assistant().received.length
    line.standIn.rings(GROUP)
    line.standIn.rings(ANNA)
    line.standIn.says(BADR, 'after the call')
    await until(() => line.assistant().received.length >= before + 2, 'the call')

    const since = line.assistant().received.slice(before)
    expect(since.map(({ content }) => content.type).sort()).toEqual(['call', 'text'])
  })

  it('fetches the sound of a voice message', async () => {
    line.standIn.says(ANNA, '', VOICE)
    const received = () => line.assistant().received.at(-1)?.content
    await until(() => received()?.type === 'voice', 'the voice message')
    const content = received()
    const reference = content?.type === 'voice' ? (content.reference ?? '') : ''

    const sound = await line.channel().fetchMedia?.(reference, 100)

    expect(Buffer.from(sound ?? []).toString()).toBe('the sound at /voice')
    await expect(line.channel().fetchMedia?.(reference, 5)).rejects.toMatchObject({
      code: 'channel:media_refused',
    })
  })

  it('sends pictures, documents, sound and places', async () => {
    const bytes = Uint8Array.from([0x89, 0x50, 0x4e, 0x47])
    const before = line.standIn.sentTo(BADR).length
    const to = addressOf(BADR)
    const { send } = line.channel()
    const outcomes = [
      await send(to, { type: 'image', bytes, caption: 'a picture' }, 'o1'),
      await send(to, { type: 'document', bytes, fileName: 'a.pdf' }, 'o2'),
      await send(to, { type: 'location', latitude: 34, longitude: -6, title: 'Rabat' }, 'o3'),
      await send(to, { type: 'audio', file: new URL(import.meta.url).pathname }, 'o4'),
    ]

    expect(outcomes.map(({ type }) => type)).toEqual(['sent', 'sent', 'sent', 'sent'])
    expect(line.standIn.sentTo(BADR).slice(before)).toMatchObject([
      { type: 'image', caption: 'a picture', bytes: 4, mime: 'image/png' },
      { type: 'document', bytes: 4, mime: 'application/pdf' },
      { type: 'chat', body: 'Rabat' },
      { type: 'location', lat: 34, lng: -6 },
      { type: 'audio', mime: 'audio/mpeg' },
    ])
  })

  it('shows that it types', async () => {
    await line.client()?.typing(ANNA)

    await until(() => line.standIn.typing.includes(ANNA), 'typing')
  })

  it('says that it waits for the phone, and answers what came meanwhile when it is back', async () => {
    const before = clear(ANNA)
    line.standIn.turns('TIMEOUT')
    expect(await line.comesTo('lost')).toMatchObject({ reason: 'phone' })
    line.standIn.says(ANNA, 'while the phone was off')
    line.standIn.turns('CONNECTED')
    await line.comesTo('connected')

    await until(() => since(ANNA, before).length === 1, 'the reply')
  })

  it('gives up on somebody whom WhatsApp does not know', async () => {
    const to = addressOf('212699999999@c.us')
    const result = await line
      .channel()
      .send(to, { type: 'text', text: 'x', direction: 'ltr' }, 'o5')

    expect(result).toEqual({ type: 'failed', reason: 'WhatsApp refuses this message' })
  })

  it('needs no code after a restart, and answers what came meanwhile, oldest first', async () => {
    const before = [clear(ANNA), clear(BADR)] as const
    await line.channel().stop()
    line.time.advance(10_000)
    const t = secondsOf(line)
    line.standIn.says(BADR, 'first', { t: t - 2 })
    line.standIn.says(ANNA, 'second', { t: t - 1 })
    for (let i = 0; i < 30; i++) line.standIn.says(BADR, `more ${i}`, { t })
    await line.restart()
    await until(() => since(BADR, before[1]).length === 31, 'all replies')

    const received = line
      .assistant()
      .received.map(({ content }) => (content.type === 'text' ? content.text : ''))
    expect(received.filter((text) => /^(first|second|more 0)$/u.test(text))).toEqual([
      'first',
      'second',
      'more 0',
    ])
    expect(since(ANNA, before[0])).toEqual(['re: second'])
    expect(since(BADR, before[1])).toEqual(['re: first', ...numbered(30, 're: more')])
  })

  it('survives the death of its browser in the middle: nothing lost, nothing doubled', async () => {
    const people = numbered(6, '').map((_, i) => `21260000010${i}@c.us`)
    let sent = 0
    line.standIn.onSent = () => {
      // WhatsApp has it, and the browser dies before it can say so.
      if (++sent === 5) line.kill()
    }
    for (const person of people) {
      for (const text of numbered(3, 'm')) line.standIn.says(person, text)
    }
    await line.comesTo('lost')
    line.standIn.onSent = () => {}
    line.standIn.says(people[0] ?? '', 'while it was dead')
    await line.passes(LONGEST_PAUSE_MS)
    await line.comesTo('connected')
    await line.passes(HELD_MS)
    await until(() => line.standIn.shown(people[0] ?? '').length === 4, 'the last reply')
    await line.passes(HELD_MS)
    await line.assistant().idle()

    const replies = numbered(3, 're: m')
    expect(people.map((person) => line.standIn.shown(person))).toEqual([
      [...replies, 're: while it was dead'],
      ...people.slice(1).map(() => replies),
    ])
  })

  it('loads a page anew that has stopped to answer', async () => {
    const before = clear(ANNA)
    line.standIn.freezes()
    line.standIn.says(ANNA, 'to a page that hangs')
    for (const _ of [1, 2]) {
      line.time.advance(BEAT_MS)
      line.time.advance(CALL_MS)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await line.comesTo('lost')
    line.time.advance(LONGEST_PAUSE_MS)
    await line.comesTo('connected')

    await until(() => since(ANNA, before).length === 1, 'the reply')
  })

  it('says so when the page has changed, and answers once it is understood', async () => {
    const before = clear(ANNA)
    line.standIn.missing = ['WAWebSyncGatingUtils']
    line.kill()
    await line.comesTo('lost')
    line.standIn.says(ANNA, 'to a page of tomorrow')
    line.time.advance(LONGEST_PAUSE_MS)
    await until(() => line.warned.join().includes('"part":"WAWebSyncGatingUtils"'), 'the warning')
    line.standIn.missing = []
    line.time.advance(5 * READY_WITHIN_MS)
    await until(() => reasonOf(line) === 'changed', 'the reason')
    expect(line.channel().state()).toMatchObject({ type: 'failing' })
    line.time.advance(LONGEST_PAUSE_MS)

    await line.comesTo('connected')
    await until(() => since(ANNA, before).length === 1, 'the reply')
  })

  it('answers 200 messages in a burst, each once, in order', async () => {
    const people = numbered(20, '').map((_, i) => `2126000002${String(i).padStart(2, '0')}@c.us`)
    for (const text of numbered(10, 'm')) {
      for (const person of people) line.standIn.says(person, text)
    }
    const count = () => people.reduce((sum, one) => sum + line.standIn.shown(one).length, 0)
    await until(() => count() >= 200, '200 replies')
    await line.assistant().idle()

    expect(people.map((person) => line.standIn.shown(person))).toEqual(
      people.map(() => numbered(10, 're: m')),
    )
  })

  it('asks for a new code when the phone has thrown it out, and forgets the old session', async () => {
    const marker = join(line.folder, 'session', 'SingletonLock')
    line.standIn.unlinks()
    await until(() => line.channel().line.pairing().type === 'starting', 'the end')
    expect(existsSync(marker)).toBe(false)
    line.time.advance(LONGEST_PAUSE_MS)
    const pairing = await line.comesTo('waiting')

    expect(pairing.unlinked).toBe(true)
    line.standIn.scans(pairing.code)
    await line.comesTo('connected')
  })
})

function codeOf(line: Line): string {
  const pairing = line.channel().line.pairing()
  return pairing.type === 'waiting' ? pairing.code : ''
}

function reasonOf(line: Line): string | undefined {
  const pairing = line.channel().line.pairing()
  return pairing.type === 'lost' ? pairing.reason : undefined
}

function secondsOf({ time }: Line): number {
  return Math.floor(time.now() / 1000)
}

function numbered(count: number, word: string): string[] {
  return Array.from({ length: count }, (_, i) => `${word} ${i}`)
}
