import type { Update } from 'grammy/types'
import { isSecret } from '../../core/index.ts'
import type { Logger } from '../../ports/index.ts'
import { reasonOf } from './errors.ts'

/** What the webhook works with. */
export interface WebhookOptions {
  /** What Telegram repeats in the header of every request; it was told with `setWebhook`. */
  readonly secret: string
  /** Keeps an update; rejects when it could not be kept. */
  readonly take: (update: Update) => Promise<void>
  readonly logger: Logger
}

/** Telegram's updates are a few kilobytes; media are never in them. */
const MAX_BODY = 1024 * 1024

/**
 * Makes the handler of Telegram's webhook. 200 once the update is kept; 503 when it could not be,
 * and Telegram brings it again; 401, 405, 413, 400 for what does not come from Telegram. What is not
 * an update of today's shape is passed over with 200: it would only be repeated.
 */
export function createWebhook(options: WebhookOptions): (request: Request) => Promise<Response> {
  const { take, logger } = options
  return async (request) => {
    if (request.method !== 'POST') return answer(405)
    if (
      !isSecret(request.headers.get('x-telegram-bot-api-secret-token') ?? undefined, options.secret)
    ) {
      return answer(401)
    }
    const body = await readBody(request, MAX_BODY)
    if (body === undefined) return answer(413)
    const update = parseUpdate(body)
    if (update === undefined) return answer(400)
    try {
      await take(update)
      return answer(200)
    } catch (error) {
      logger.error('what came by webhook could not be kept', { reason: reasonOf(error) })
      return answer(503)
    }
  }
}

/** The body, or `undefined` as soon as it is longer than `limit` bytes, whatever its header says. */
async function readBody(request: Request, limit: number): Promise<string | undefined> {
  if (request.body === null) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body) {
    size += chunk.length
    if (size > limit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseUpdate(body: string): Update | undefined {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return undefined
  }
  const isUpdate =
    typeof value === 'object' &&
    value !== null &&
    'update_id' in value &&
    Number.isSafeInteger(value.update_id)
  return isUpdate ? (value as Update) : undefined
}

function answer(status: number): Response {
  return new Response(null, { status })
}
