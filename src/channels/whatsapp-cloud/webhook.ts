import { isSecret } from '../../core/index.ts'
import type { Logger } from '../../ports/index.ts'
import { isSigned } from './signature.ts'
import { type Notice, parseNotice } from './wire.ts'

/** What the webhook works with. */
export interface WebhookOptions {
  readonly phoneId: string
  readonly appSecret: string
  /** What the platform repeats when the address is entered in its dashboard. */
  readonly verifyToken: string
  /** Keeps all of it; rejects when something could not be kept. */
  readonly take: (notice: Notice) => Promise<void>
  readonly logger: Logger
}

/** The platform sends 3 MB at most. */
const MAX_BODY = 3 * 1024 * 1024

/**
 * Makes the handler of the webhook. 200 once everything in the request is kept; 503 when it could
 * not be, and the platform brings it again; 401, 403, 405, 413, 400 for what does not come from it.
 * What is signed but of a shape that is not known here is passed over with 200: it would only be
 * repeated.
 */
export function createWebhook(options: WebhookOptions): (request: Request) => Promise<Response> {
  const { phoneId, appSecret, take, logger } = options
  return async (request) => {
    if (request.method === 'GET') return verify(new URL(request.url).searchParams)
    if (request.method !== 'POST') return answer(405)
    const body = await readBody(request, MAX_BODY)
    if (body === undefined) return answer(413)
    const signature = request.headers.get('x-hub-signature-256') ?? undefined
    if (!isSigned(body, signature, appSecret)) return answer(401)
    const notice = parseNotice(body.toString('utf8'), phoneId)
    if (notice === undefined) return answer(400)
    if (notice.unknown > 0) {
      logger.warn('WhatsApp brought what is not known here, and it is passed over', {
        parts: notice.unknown,
      })
    }
    try {
      await take(notice)
      return answer(200)
    } catch {
      logger.error('what came by the webhook of WhatsApp could not be kept')
      return answer(503)
    }
  }

  function verify(query: URLSearchParams): Response {
    const challenge = query.get('hub.challenge') ?? ''
    const isAsked = query.get('hub.mode') === 'subscribe' && /^[\w-]{1,200}$/u.test(challenge)
    const isRight = isSecret(query.get('hub.verify_token') ?? undefined, options.verifyToken)
    if (!isAsked || !isRight) return answer(403)
    return new Response(challenge, { headers: { 'content-type': 'text/plain' } })
  }
}

/** The body, or `undefined` as soon as it is longer than `limit` bytes, whatever its header says. */
async function readBody(request: Request, limit: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > limit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function answer(status: number): Response {
  return new Response(null, { status })
}
