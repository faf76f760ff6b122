import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import {
  DELIVERIES_SETTING,
  examineWhatsAppCloud,
  parseTally,
  type WhatsAppCloudChannelConfig,
} from '../../../src/channels/whatsapp-cloud/index.ts'
import { type Choice, type OutboundMessage, toAddress } from '../../../src/core/index.ts'
import { until } from '../support/until.ts'
import { ACCESS, ANNA, type Bench, createBench, URL } from './bench.ts'
import { status, text } from './bodies.ts'
import { PHONE_ID, TOKEN } from './graph-api.ts'

const TO = toAddress({ channel: 'whatsapp-cloud', account: PHONE_ID, peer: ANNA })
const DAY_MS = 86_400_000

let bench: Bench

afterEach(() => bench.close())

async function open(config: Partial<WhatsAppCloudChannelConfig> = {}): Promise<void> {
  bench = await createBench(config)
  await bench.start()
}

const say = (words: string, choices?: readonly Choice[]): OutboundMessage => ({
  type: 'text',
  text: words,
  direction: 'ltr',
  ...(choices === undefined ? {} : { choices }),
})
const send = (message: OutboundMessage, id = 'o1', to = TO) => bench.channel.send(to, message, id)
const payloads = () =>
  bench.api.calls.filter(({ path }) => path === 'messages').map(({ payload }) => payload)
const choices = (count: number, label = (i: number) => `Choix ${i}`) =>
  Array.from({ length: count }, (_, i) => ({ data: `c:${i}`, label: label(i + 1) }))

describe('sending by the Cloud API', () => {
  it('sends a text with its bold as it is', async () => {
    await open()

    expect(await send(say('*Oui* : https://example.org'))).toEqual({
      type: 'sent',
      platformId: 'wamid.1',
    })
    expect(payloads()).toEqual([
      {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: ANNA,
        type: 'text',
        text: { preview_url: false, body: '*Oui* : https://example.org' },
      },
    ])
  })

  it('shows up to three short choices as buttons', async () => {
    await open()
    await send(say('Q ?', choices(3)))

    expect(payloads()[0]?.interactive).toEqual({
      type: 'button',
      body: { text: 'Q ?' },
      action: {
        buttons: [1, 2, 3].map((i) => ({
          type: 'reply',
          reply: { id: `c:${i - 1}`, title: `Choix ${i}` },
        })),
      },
    })
  })

  it('shows up to ten as a list, a long label whole on its second line', async () => {
    await open()
    const long = 'Je cherche un logement pendant le traitement'
    await send(
      say(
        'Q ?',
        choices(10, (i) => (i === 1 ? long : `Choix ${i}`)),
      ),
    )

    expect(payloads()[0]?.interactive).toMatchObject({
      type: 'list',
      action: {
        button: 'open fr',
        sections: [
          {
            rows: expect.arrayContaining([
              { id: 'c:0', title: 'Je cherche un logement…', description: long },
              { id: 'c:1', title: 'Choix 2' },
            ]),
          },
        ],
      },
    })
  })

  it('opens a list in Arabic where the text is', async () => {
    await open()
    await send({ type: 'text', text: 'س', direction: 'rtl', choices: choices(4) })

    expect(payloads()[0]).toMatchObject({ interactive: { action: { button: 'open ar' } } })
  })

  it.each([
    ['more than ten choices', choices(11)],
    ['a label too long for a row', choices(2, () => 'x'.repeat(73))],
    ['choices that cannot be told apart', [...choices(1), ...choices(1)]],
  ])('numbers %s', async (_name, many) => {
    await open()
    await send(say('Q ?', many))

    expect(bench.api.shown[0]?.text).toContain(`\n${many.length}. `)
    expect(payloads()[0]?.type).toBe('text')
  })

  it('shows two equal labels as a list, because buttons of one title are refused', async () => {
    await open()
    await send(
      say(
        'Q ?',
        choices(2, () => 'Oui'),
      ),
    )

    expect(payloads()[0]).toMatchObject({ interactive: { type: 'list' } })
  })

  it('splits a long text, keeps what stands above buttons short, and goes on where it stopped', async () => {
    await open()
    const long = `${'a'.repeat(900)}.\n\n${'b'.repeat(900)}.`
    bench.api.refuse({ status: 503, code: 2 }, 1)

    expect(await send(say(long, choices(2)))).toMatchObject({ type: 'retry' })
    expect(await send(say(long, choices(2)))).toMatchObject({ type: 'sent' })
    expect(bench.api.shown.map((one) => one.text[0])).toEqual(['a', 'b'])
    expect(payloads().at(-1)?.type).toBe('interactive')
  })

  it('uploads pictures, documents and sounds before it sends them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dalil-cloud-'))
    const file = join(folder, 'answer.ogg')
    writeFileSync(file, 'OggS')
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47])
    await open()
    await send({ type: 'image', bytes: png, caption: 'Un plan' })
    await send({ type: 'document', bytes: png, fileName: 'lettre.pdf' })
    await send({ type: 'audio', file })
    rmSync(folder, { recursive: true })
    await send({ type: 'location', latitude: 33.5, longitude: -7.6, title: 'Ici' })

    expect(payloads()).toMatchObject([
      { type: 'image', image: { id: 'media-1', caption: 'Un plan' } },
      { type: 'document', document: { id: 'media-1', filename: 'lettre.pdf' } },
      { type: 'audio', audio: { id: 'media-1' } },
      { type: 'location', location: { latitude: 33.5, longitude: -7.6, name: 'Ici' } },
    ])
    const uploads = bench.api.calls.filter(({ path }) => path === 'media')
    expect(uploads.map(({ form }) => form.match(/filename="([^"]+)"/u)?.[1])).toEqual([
      'image.png',
      'lettre.pdf',
      'answer.ogg',
    ])
    expect(await send({ type: 'audio', file })).toMatchObject({
      type: 'failed',
      reason: 'channel:unreadable_media',
    })
  })

  it('shows that it is typing under the last message of the person', async () => {
    await open()
    await bench.channel.typing?.(TO)
    expect(payloads()).toEqual([])
    await bench.bring(text(ANNA, 'bonjour'))
    await bench.channel.typing?.(TO)

    expect(payloads()[0]).toMatchObject({ status: 'read', typing_indicator: { type: 'text' } })
  })

  it('writes to nobody of another channel or number', async () => {
    await open()
    const others = [
      toAddress({ channel: 'telegram', account: PHONE_ID, peer: ANNA }),
      toAddress({ channel: 'whatsapp-cloud', account: '1', peer: ANNA }),
    ]

    for (const to of others) expect(await send(say('x'), 'o', to)).toMatchObject({ type: 'failed' })
    expect(payloads()).toEqual([])
  })
})

describe('what the platform refuses', () => {
  it.each([
    [400, 130429, { type: 'retry', retryAfterMs: 5000 }],
    [400, 131056, { type: 'retry', retryAfterMs: 6000 }],
    [400, 131048, { type: 'retry', retryAfterMs: 3_600_000 }],
    [429, 0, { type: 'retry', retryAfterMs: 60_000 }],
    [500, 131000, { type: 'retry' }],
    [502, 0, { type: 'retry' }],
    [401, 190, { type: 'retry' }],
    [403, 200, { type: 'retry' }],
    [400, 131047, { type: 'away' }],
    [400, 131026, { type: 'gone' }],
    [400, 131009, { type: 'failed' }],
    [400, 132001, { type: 'failed' }],
  ])('answers %i with error %i', async (httpStatus, code, outcome) => {
    await open()
    bench.api.refuse({ status: httpStatus, code })
    const result = await send(say('secret words'))

    expect(result).toMatchObject(outcome)
    expect(JSON.stringify(result)).not.toMatch(/secret|2126/u)
  })

  it('is tried again where the platform is not reached', async () => {
    bench = await createBench({ apiRoot: 'http://127.0.0.1:1' })

    expect(await send(say('x'))).toEqual({
      type: 'retry',
      reason: 'WhatsApp could not be reached',
    })
  })

  it('says once that the token has expired, and what to do, until it is accepted again', async () => {
    await open()
    expect(bench.channel.state()).toEqual({ type: 'on', detail: '+15550783881, by webhook' })
    expect(bench.channel.publicName?.()).toBe('15550783881')
    bench.api.failing = { status: 401, code: 190 }
    await send(say('a'), 'o1')
    await send(say('b'), 'o2')

    expect(bench.channel.state()).toMatchObject({
      type: 'failing',
      hint: expect.stringContaining('WHATSAPP_CLOUD_TOKEN'),
    })
    expect(bench.log().match(/expired/gu)).toHaveLength(1)
    expect(bench.log()).not.toContain(TOKEN)
    bench.api.failing = undefined
    await send(say('a'), 'o1')
    expect(bench.channel.state().type).toBe('on')
  })

  it('is asked for our number again until it tells', async () => {
    bench = await createBench()
    bench.api.failing = { status: 500, code: 1 }
    const started = bench.start()
    await until(() => bench.channel.state().type === 'failing')
    bench.api.failing = undefined
    bench.time.advance(2000)
    await until(() => bench.channel.state().type === 'on')
    await started
  })
})

describe('the 24 hours', () => {
  const late = () => bench.time.advance(DAY_MS)

  it('let a message wait for the next word once they are over', async () => {
    await open({ lastSeen: async () => bench.time.now() - DAY_MS })

    expect(await send(say('x'))).toEqual({ type: 'away' })
    expect(payloads()).toEqual([])
  })

  it('begin again when the person writes', async () => {
    await open({ lastSeen: async () => 0 })
    const body = JSON.stringify(text(ANNA, 'bonjour'))
    const now = String(Math.floor(bench.time.now() / 1000))
    await bench.bring(JSON.parse(body.replace('1749416383', now)))

    expect(await send(say('x'))).toMatchObject({ type: 'sent' })
    late()
    expect(await send(say('x'))).toEqual({ type: 'away' })
  })

  it('are left to the platform where nothing is known', async () => {
    await open()

    expect(await send(say('x'))).toMatchObject({ type: 'sent' })
  })

  it.each([
    ['team', 'ltr', 'answer_fr', 'fr'],
    ['team', 'rtl', 'answer_ar', 'ar'],
    ['guide', 'ltr', 'news_en', 'en'],
  ] as const)(
    'call back by an approved template that shows nothing (%s, %s)',
    async (from, direction, name, code) => {
      const templates = {
        'team.fr': 'answer_fr',
        'team.ar': 'answer_ar',
        'reminder.en': 'news_en',
      }
      await open({ templates, lastSeen: async () => 0 })

      expect(await send({ type: 'text', text: 'secret', direction, from })).toEqual({
        type: 'away',
      })
      expect(payloads()).toMatchObject([
        { type: 'template', template: { name, language: { code } } },
      ])
      expect(JSON.stringify(payloads())).not.toContain('secret')
    },
  )

  it('call back for an announcement by its own template alone', async () => {
    const message: OutboundMessage = {
      ...{ type: 'text', text: 'news', direction: 'ltr', opening: { for: 'announcement' } },
    }
    await open({ templates: { 'reminder.fr': 'reminder_fr' }, lastSeen: async () => 0 })
    const without = await send(message)
    const unasked = payloads().length
    await bench.close()
    await open({ templates: { 'announcement.fr': 'news_fr' }, lastSeen: async () => 0 })
    await send(message)

    expect(without).toEqual({ type: 'away' })
    expect(unasked).toBe(0)
    expect(payloads()).toMatchObject([{ type: 'template', template: { name: 'news_fr' } }])
  })

  it('keep the message also where the template is refused', async () => {
    await open({ templates: { 'reminder.fr': 'gone' }, lastSeen: async () => 0 })
    bench.api.refuse({ status: 404, code: 132001 })

    expect(await send(say('x'))).toEqual({ type: 'away' })
    expect(bench.log()).toContain('132001')
  })
})

describe('a message to a partner, who never wrote to us', () => {
  const told = (locale: 'fr' | 'ary'): OutboundMessage => ({
    ...{ type: 'text', text: 'the letter', direction: 'ltr' },
    opening: { for: 'partner', locale, values: ['48273-K', 'a\n b', '–', '1', 'https://x.org/p'] },
  })

  it('is an approved template with the code, need, town, day and link, and nothing else', async () => {
    await open({ templates: { 'partner.ar': 'visit' } })
    const result = await send(told('ary'))

    expect(result).toEqual({ type: 'sent', platformId: 'wamid.1' })
    expect(payloads().map(({ template }) => template)).toEqual([
      {
        name: 'visit',
        language: { code: 'ar' },
        components: [
          {
            type: 'body',
            parameters: ['48273-K', 'a b', '–', '1', 'https://x.org/p'].map((value) => ({
              ...{ type: 'text', text: value },
            })),
          },
        ],
      },
    ])
  })

  it('fails, for the staff to see, where there is no template or nobody at the number', async () => {
    await open({ templates: { 'partner.fr': 'visit' } })
    const without = await send(told('ary'))
    bench.api.refuse({ status: 400, code: 131026 })
    const nobody = await send(told('fr'))
    bench.api.refuse({ status: 404, code: 132001 })
    const unknown = await send(told('fr'))

    expect([without.type, nobody.type]).toEqual(['failed', 'failed'])
    expect(unknown).toEqual({
      type: 'failed',
      reason: 'there is no such template in this language (132001)',
    })
  })
})

describe('what became of messages', () => {
  it('is counted, kept over a restart, and a failure is said with its reason', async () => {
    await open({ lastQuestion: async (address) => (address.endsWith(ANNA) ? 'q1' : undefined) })
    for (const word of ['sent', 'delivered', 'read', 'new_word']) {
      await bench.bring(status(ANNA, word))
    }
    await bench.bring(status(ANNA, 'failed', 131026))
    await bench.channel.stop()

    const kept = parseTally(await bench.settings.find(DELIVERIES_SETTING))
    const reason = 'nobody can be reached under this number (131026)'
    const failure = { at: 1_749_416_384_000, code: 131026, reason: 'unreachable', question: 'q1' }
    expect(kept).toEqual({ sent: 1, delivered: 1, read: 1, failed: 1, failures: [failure] })
    expect(JSON.stringify(kept)).not.toContain(ANNA)
    expect(bench.log()).toContain(reason)
    expect(bench.log()).not.toContain(ANNA)
  })
})

describe('what became of messages, noted by several processes', () => {
  it('is added up, and kept for the next time where the disk is full', async () => {
    await open()
    await bench.bring(status(ANNA, 'sent'))
    await bench.settings.put(DELIVERIES_SETTING, JSON.stringify({ sent: 5, delivered: 2 }))
    const { put } = bench.settings
    bench.settings.put = () => Promise.reject(new Error('full'))
    bench.time.advance(10_000)
    await until(() => bench.log().includes('could not be kept'), 'the refusal')
    bench.settings.put = put
    await bench.bring(status(ANNA, 'failed', 131047))
    await bench.channel.stop()

    const kept = parseTally(await bench.settings.find(DELIVERIES_SETTING))
    expect(kept).toMatchObject({ sent: 6, delivered: 2, failed: 1 })
    expect(kept.failures).toMatchObject([{ reason: 'window' }])
  })
})

describe('the examination of a number', () => {
  const examine = (config: Partial<typeof ACCESS> = {}) =>
    examineWhatsAppCloud({ ...ACCESS, ...config, apiRoot: bench.api.url, fetch }, URL)

  it('tells its number, its quality and its webhook', async () => {
    await open()
    bench.api.about = {
      quality_rating: 'GREEN',
      webhook_configuration: { application: URL },
    }

    expect(await examine()).toEqual({
      number: '+1 555-078-3881',
      quality: 'GREEN',
      webhookHost: 'chat.example.org',
    })
  })

  it('says that the webhook leads elsewhere, without its path', async () => {
    await open()
    bench.api.about = { webhook_configuration: { application: 'https://other.example.org/secret' } }
    const { failing } = await examine()

    expect(failing?.reason).toContain('leads to other.example.org, not to')
    expect(JSON.stringify(failing)).not.toContain('secret')
  })

  it('says that the token is not accepted, or the platform not reached', async () => {
    await open()
    const refused = await examineWhatsAppCloud(
      { ...ACCESS, token: 'another', apiRoot: bench.api.url, fetch },
      URL,
    )
    expect(refused.failing?.reason).toContain('does not accept the token')
    await bench.api.close()
    expect((await examine()).failing?.reason).toBe('WhatsApp could not be reached')
  })
})

describe('a voice note', () => {
  it('is fetched from where the platform says that it lies, no further than is allowed', async () => {
    await open()
    bench.api.sounds.set('900', Buffer.from('OggS and the rest'))

    const sound = await bench.channel.fetchMedia?.('900', 100)
    const tooLarge = bench.channel.fetchMedia?.('900', 10)

    expect(Buffer.from(sound ?? []).toString()).toBe('OggS and the rest')
    await expect(tooLarge).rejects.toMatchObject({ code: 'channel:media_refused' })
    await expect(bench.channel.fetchMedia?.('901', 100)).rejects.toThrow('was answered with 400')
  })
})
