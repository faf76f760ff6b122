import { readFile } from 'node:fs/promises'
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import type { WebChatEvent, WebChatGate } from '../../ports/index.ts'
import { networkOf } from './network-address.ts'
import type { NetworkPace } from './network-pace.ts'
import { soundResponse } from './sound-response.ts'
import type { Tickets } from './tickets.ts'

/** A page's secret name for itself: 128 random bits or more, base64url. */
const TOKEN = /^[\w-]{22,64}$/u

/** Largest body a page may send, in bytes: the longest message in Arabic, and what is around it. */
const MAX_BODY = 512 * 1024

/** A comment this often keeps proxies from closing a quiet stream, in ms. */
const HEARTBEAT_MS = 20_000

const content = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({ type: z.literal('choice'), data: z.string().max(64) }),
  z.strictObject({ type: z.literal('start'), payload: z.string().max(64) }),
  z.strictObject({
    type: z.literal('location'),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
  }),
])

const token = z.string().regex(TOKEN)
const post = z.strictObject({
  token,
  id: z.string().min(1).max(64),
  content,
  locale: z.string().max(8).optional(),
})
const acknowledgement = z.strictObject({ token, ids: z.array(z.string().max(64)).max(200) })
const listening = z.strictObject({ token })

/** What the chat routes work with. */
export interface ChatRoutesOptions {
  readonly chat: WebChatGate
  readonly tickets: Tickets
  readonly pace: NetworkPace
  /** How many proxies stand before Dalil. */
  readonly proxies: number
  /** The file of a recording by its name; nothing can be heard where left out. */
  readonly recording?: (name: string) => string | undefined
  /** Draws the slip that a signed address names; no picture where left out. */
  readonly slip?: (token: string) => Promise<Uint8Array | undefined>
}

/** Where a server of Node serves it, the connection can be asked who is at its other end. */
type ChatEnv = { readonly Bindings: Partial<HttpBindings> }

/**
 * The way of the chat page: messages in by POST, replies out by server-sent events, each
 * acknowledged. The page's token never stands in an address, where proxies would log it: a stream
 * is opened with a ticket that works once.
 */
export function chatRoutes({
  chat,
  tickets,
  pace,
  proxies,
  recording,
  slip,
}: ChatRoutesOptions): Hono<ChatEnv> {
  const routes = new Hono<ChatEnv>()
  const limit = bodyLimit({
    maxSize: MAX_BODY,
    onError: (c) => c.json({ error: 'too-large' }, 413),
  })

  const networkIn = (c: Context<ChatEnv>) => {
    const remote = c.env?.incoming?.socket.remoteAddress
    return networkOf({ remote, forwardedFor: c.req.header('x-forwarded-for'), proxies })
  }

  const paced: MiddlewareHandler<ChatEnv> = async (c, next) => {
    const network = networkIn(c)
    const waits = network === undefined ? 0 : pace.ask(network)
    if (waits === 0) return next()
    c.header('Retry-After', String(Math.ceil(waits / 1000)))
    return c.json({ error: 'too-many' }, 429)
  }

  routes.post('/messages', paced, limit, async (c) => {
    const body = post.safeParse(await c.req.json().catch(() => undefined))
    if (!body.success) return c.json({ error: 'not-understood' }, 400)
    const { token, id, content, locale } = body.data
    await chat.post(token, { id, content, ...(locale === undefined ? {} : { locale }) })
    return c.json({ kept: id }, 202)
  })

  routes.post('/acknowledge', limit, async (c) => {
    const body = acknowledgement.safeParse(await c.req.json().catch(() => undefined))
    if (!body.success) return c.json({ error: 'not-understood' }, 400)
    chat.acknowledge(body.data.token, body.data.ids)
    return c.json({}, 200)
  })

  routes.post('/listen', paced, limit, async (c) => {
    const body = listening.safeParse(await c.req.json().catch(() => undefined))
    if (!body.success) return c.json({ error: 'not-understood' }, 400)
    return c.json({ ticket: tickets.issue(body.data.token) })
  })

  routes.get('/events', async (c) => {
    const peer = await tickets.redeem(c.req.query('ticket') ?? '')
    if (peer === undefined) return c.json({ error: 'unknown-ticket' }, 404)
    const network = networkIn(c)
    const release = network === undefined ? () => {} : pace.hold(network)
    if (release === undefined) return c.json({ error: 'too-many' }, 429)
    c.header('X-Accel-Buffering', 'no')
    return streamSSE(c, async (stream) => {
      const queue: WebChatEvent[] = []
      let wake = () => {}
      const close = chat.open(peer, (event) => {
        queue.push(event)
        wake()
      })
      stream.onAbort(() => {
        close()
        wake()
      })
      const heartbeat = setInterval(() => void stream.write(': \n\n'), HEARTBEAT_MS)
      try {
        while (!stream.aborted) {
          const event = queue.shift()
          if (event === undefined) {
            await new Promise<void>((resolve) => {
              wake = resolve
              if (stream.aborted || queue.length > 0) resolve()
            })
            continue
          }
          await stream.writeSSE({
            id: event.id,
            event: 'message',
            data: JSON.stringify(event.message),
          })
        }
      } finally {
        clearInterval(heartbeat)
        close()
        release()
      }
    })
  })

  routes.get('/audio/:locale/:file', async (c) => {
    const file = recording?.(`${c.req.param('locale')}/${c.req.param('file')}`)
    if (file === undefined) return c.notFound()
    return soundResponse(await readFile(file), c.req.header('range'))
  })

  routes.get('/slip/:token', paced, async (c) => {
    const bytes = await slip?.(c.req.param('token'))
    if (bytes === undefined) return c.notFound()
    const headers = { 'content-type': 'image/png', 'cache-control': 'no-store' }
    return new Response(Uint8Array.from(bytes), { headers })
  })

  return routes
}
