import fc from 'fast-check'
import { Api } from 'grammy'
import { describe, expect, it } from 'vitest'
import { createIntake } from '../../src/channels/telegram/intake.ts'
import { createMenus } from '../../src/channels/telegram/menus.ts'
import { createWebhook } from '../../src/channels/telegram/webhook.ts'
import { type InboundMessage, parseAddress } from '../../src/core/index.ts'
import { silentLogger } from '../../src/ports/index.ts'
import { chatRoutes } from '../../src/web/chat/routes.ts'
import { hostileJson, hostileText, RUNS, TIMEOUT_MS } from './runs.ts'

const SECRET = 'a secret of the webhook'
const KEYS = [
  ...[
    'message',
    'edited_message',
    'callback_query',
    'chat',
    'from',
    'id',
    'is_bot',
    'type',
    'text',
  ],
  ...[
    'data',
    'date',
    'message_id',
    'voice',
    'location',
    'latitude',
    'longitude',
    'caption',
    'photo',
  ],
  ...['sticker', 'contact', 'entities', 'offset', 'length', 'reply_to_message', 'language_code'],
]

/** Nothing leaves the machine: every call of the Bot API is refused at once. */
function createDeafApi(): Api {
  const api = new Api('123456:deaf')
  api.config.use(async () => ({ ok: false, error_code: 400, description: 'deaf' }))
  return api
}

function createTelegram(taken: InboundMessage[]) {
  const intake = createIntake({
    ...{ api: createDeafApi(), menus: createMenus(), account: '123456', logger: silentLogger },
    bot: () => ({ id: '123456', username: 'dalil_bot' }),
    invite: async () => {},
    clock: { now: () => 1000 },
  })
  return createWebhook({
    secret: SECRET,
    take: (update) => intake(update, async (message) => void taken.push(message)),
    logger: silentLogger,
  })
}

describe('the webhook of Telegram', () => {
  it(
    'takes any update without breaking, so that none is brought again and again',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          hostileJson(KEYS),
          fc.constantFrom('message', 'edited_message', 'callback_query', 'poll'),
          async (value, kind) => {
            const taken: InboundMessage[] = []
            const body = JSON.stringify({ update_id: 1, [kind]: value })
            const headers = { 'x-telegram-bot-api-secret-token': SECRET }
            const request = new Request('http://localhost/', { method: 'POST', body, headers })

            const response = await createTelegram(taken)(request)

            expect(response.status).toBe(200)
            for (const { address } of taken) expect(parseAddress(address)).toBeDefined()
          },
        ),
        { numRuns: RUNS },
      )
    },
    TIMEOUT_MS,
  )

  it(
    'refuses what is no update, whatever it is',
    async () => {
      await fc.assert(
        fc.asyncProperty(hostileText, async (body) => {
          const headers = { 'x-telegram-bot-api-secret-token': SECRET }
          const request = new Request('http://localhost/', { method: 'POST', body, headers })

          expect((await createTelegram([])(request)).status).toBe(400)
        }),
        { numRuns: RUNS },
      )
    },
    TIMEOUT_MS,
  )
})

describe('the chat page’s way in', () => {
  it(
    'keeps what is a message and refuses the rest',
    async () => {
      const chat = {
        open: () => () => {},
        acknowledge: () => {},
        post: async () => {},
        addressOf: () => {
          throw new Error('not asked for')
        },
      }
      const tickets = { issue: () => 'ticket', redeem: async () => undefined }
      const pace = { ask: () => 0, hold: () => () => {}, size: 0 }
      const routes = chatRoutes({ chat, tickets, pace, proxies: 0 })
      const keys = ['token', 'id', 'content', 'type', 'text', 'locale', 'ids', 'data']
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom('/messages', '/acknowledge', '/listen'),
          hostileJson(keys),
          async (path, value) => {
            const response = await routes.request(path, {
              method: 'POST',
              body: JSON.stringify(value) ?? '',
            })

            expect([200, 202, 400, 413]).toContain(response.status)
          },
        ),
        { numRuns: RUNS },
      )
    },
    TIMEOUT_MS,
  )
})
