import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createIntake } from '../../src/channels/whatsapp-cloud/intake.ts'
import { createWebhook } from '../../src/channels/whatsapp-cloud/webhook.ts'
import { createWindow } from '../../src/channels/whatsapp-cloud/window.ts'
import { type Happened, toInbound } from '../../src/channels/whatsapp-web/inbound.ts'
import { parseWire } from '../../src/channels/whatsapp-web/wire.ts'
import { type InboundMessage, parseAddress } from '../../src/core/index.ts'
import { silentLogger } from '../../src/ports/index.ts'
import { hostileJson, hostileText, RUNS, TIMEOUT_MS } from './runs.ts'

const APP_SECRET = 'the secret of the app'
const PHONE = '15550001111'
const KEYS = [
  ...['id', 'from', 'to', 'timestamp', 'type', 'text', 'body', 'caption', 'group_id', 'button'],
  ...['payload', 'interactive', 'button_reply', 'list_reply', 'edit', 'message', 'location'],
  ...['latitude', 'longitude', 'remote', '_serialized', 'fromMe', 'isStatus', 'parentMsgKey'],
]
const value = hostileJson(KEYS)

/** Something of the right kind most of the time, so that runs go deep, and anything else now and then. */
function mostly(right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 9, arbitrary: right }, { weight: 1, arbitrary: value })
}

const text = mostly(hostileText)
const seconds = fc.oneof(fc.nat(2_000_000_000), fc.double({ noNaN: true }), fc.constant(1e307))
const place = fc.record({ latitude: fc.double(), longitude: fc.double() })

const cloudMessage = fc.record(
  {
    id: text,
    from: mostly(fc.stringMatching(/^\d{1,20}$/u)),
    timestamp: mostly(seconds.map(String)),
    type: mostly(
      fc.constantFrom(
        ...['text', 'interactive', 'button', 'location', 'audio', 'image', 'document', 'sticker'],
        ...['contacts', 'request_welcome', 'edit', 'revoke', 'reaction', 'system', 'order'],
      ),
    ),
    text: mostly(fc.record({ body: text })),
    image: mostly(fc.record({ caption: text })),
    audio: mostly(fc.record({ id: text })),
    location: mostly(place),
    button: mostly(fc.record({ payload: text, text })),
    interactive: mostly(fc.record({ button_reply: mostly(fc.record({ id: text })) })),
    edit: mostly(fc.record({ message: mostly(fc.record({ text: fc.record({ body: text }) })) })),
  },
  { requiredKeys: ['id', 'from', 'timestamp', 'type'] },
)

const webMessage = fc.record(
  {
    id: mostly(fc.record({ id: text, remote: mostly(fc.constant('212600000000@c.us')) })),
    from: mostly(fc.constantFrom('212600000000@c.us', '123456789@lid', '1-2@g.us', '0@c.us')),
    timestamp: mostly(seconds),
    type: mostly(
      fc.constantFrom(
        ...['chat', 'ptt', 'image', 'document', 'sticker', 'vcard', 'location', 'poll_creation'],
        ...['e2e_notification', 'call_log', 'album'],
      ),
    ),
    body: text,
    location: mostly(place),
    duration: mostly(fc.double()),
    latestEditSenderTimestampMs: mostly(fc.nat()),
    isStatus: mostly(fc.boolean()),
    _data: mostly(fc.record({ caption: text, parentMsgKey: mostly(fc.record({ id: text })) })),
  },
  { requiredKeys: ['id', 'from', 'timestamp', 'type'] },
)

/** What the rooms behind a channel rely on. */
function expectSound(message: InboundMessage): void {
  expect(parseAddress(message.address)).toBeDefined()
  const { content, sentAt } = message
  const place = content.type === 'location' ? [content.latitude, content.longitude] : []
  for (const number of [sentAt, ...place]) expect(Number.isFinite(number)).toBe(true)
}

function createCloud(taken: InboundMessage[]) {
  const account = () => ({ phoneId: PHONE, digits: '212500000000' })
  const clock = { now: () => 1000 }
  const window = createWindow({ lastSeen: async () => undefined, clock })
  const takeIn = createIntake({ account, window, clock, logger: silentLogger })
  const webhook = createWebhook({
    ...{ phoneId: PHONE, appSecret: APP_SECRET, verifyToken: 'verify', logger: silentLogger },
    take: ({ messages }) => takeIn(messages, async (message) => void taken.push(message)),
  })
  return (body: string) => {
    const digest = createHmac('sha256', APP_SECRET).update(body).digest('hex')
    const headers = { 'x-hub-signature-256': `sha256=${digest}` }
    return webhook(new Request('http://localhost/', { method: 'POST', body, headers }))
  }
}

describe('the webhook of the Cloud API', () => {
  it(
    'takes whatever is signed without breaking, so that none is brought again and again',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(mostly(cloudMessage), { maxLength: 3 }), async (messages) => {
          const taken: InboundMessage[] = []
          const metadata = { phone_number_id: PHONE }
          const change = { field: 'messages', value: { metadata, messages, statuses: messages } }
          const body = JSON.stringify({ entry: [{ changes: [change] }] })

          const response = await createCloud(taken)(body)

          expect(response.status).toBe(200)
          for (const message of taken) expectSound(message)
        }),
        { numRuns: RUNS },
      )
    },
    TIMEOUT_MS,
  )

  it(
    'refuses or passes over what is no notice, whatever it is',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(
            hostileText,
            value.map((one) => JSON.stringify([one])),
          ),
          async (body) => {
            const taken: InboundMessage[] = []

            const response = await createCloud(taken)(body)

            expect(response.status).toBe(400)
            expect(taken).toEqual([])
          },
        ),
        { numRuns: RUNS },
      )
    },
    TIMEOUT_MS,
  )
})

describe('what the page of WhatsApp brings', () => {
  it(
    'is a message of a person or nothing, whatever it is',
    () => {
      fc.assert(
        fc.property(
          mostly(webMessage),
          fc.constantFrom<Happened>('message', 'edited', 'deleted', 'unreadable'),
          (brought, happened) => {
            const message = parseWire(brought)
            const inbound = message && toInbound(happened, message, '212500000000')

            if (inbound !== undefined) expectSound(inbound)
          },
        ),
        { numRuns: RUNS },
      )
    },
    TIMEOUT_MS,
  )
})
