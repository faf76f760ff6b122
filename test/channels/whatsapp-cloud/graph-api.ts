import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** One call that was made to the platform. */
export interface GraphCall {
  readonly method: string
  /** Below the number: empty, `messages` or `media`. */
  readonly path: string
  readonly payload: Readonly<Record<string, unknown>>
  /** The whole body of an upload. */
  readonly form: string
}

/** A message that a person can read, or only sees a button for. */
export interface ShownMessage {
  readonly to: string
  readonly text: string
}

/**
 * A stand-in for the Graph API over real HTTP, written from its documentation: bearer token, one
 * number, `messages` answered with a `wamid`, uploads with a media id, refusals with an `error`.
 */
export interface GraphApi {
  readonly url: string
  readonly calls: readonly GraphCall[]
  readonly shown: readonly ShownMessage[]
  /** What people sent, by its id. */
  readonly sounds: Map<string, Buffer>
  /** Whom no message reaches. */
  readonly unreachable: Set<string>
  /** What the platform tells about the number besides the number itself. */
  about: Readonly<Record<string, unknown>>
  /** The templates of the account; a page holds two of them. */
  templates: readonly Readonly<Record<string, string>>[]
  /** Refuses every call with this until it is `undefined`. */
  failing: Refusal | undefined
  /** Refuses the next message, after so many that pass. */
  refuse(refusal: Refusal, after?: number): void
  close(): Promise<void>
}

/** How a call is refused. */
export interface Refusal {
  readonly status: number
  readonly code: number
}

export const TOKEN = 'EAAtoken-of-the-stand-in'
export const PHONE_ID = '106540352242922'
export const ACCOUNT_ID = '102290129340398'

/** Starts the stand-in on a port of its own. */
export async function createGraphApi(): Promise<GraphApi> {
  const calls: GraphCall[] = []
  const shown: ShownMessage[] = []
  let waiting: { readonly refusal: Refusal; after: number } | undefined
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const api: GraphApi = {
    url: `http://127.0.0.1:${port}`,
    calls,
    shown,
    sounds: new Map(),
    unreachable: new Set(),
    about: {},
    templates: [],
    failing: undefined,
    refuse(refusal, after = 0) {
      waiting = { refusal, after }
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return api

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<ServerResponse> {
    const body = await readBody(request)
    const [path = '', query] = (request.url ?? '').split('?')
    const below = path.match(/^\/v23\.0\/106540352242922(?:\/(\w+))?$/u)
    if (request.headers.authorization !== `Bearer ${TOKEN}`) {
      return refuse(response, { status: 401, code: 190 })
    }
    const [, part, id = ''] = path.match(/^\/(v23\.0|lookaside)\/(\w+)$/u) ?? []
    const sound = api.sounds.get(id)
    if (sound !== undefined && part === 'lookaside') return response.end(sound)
    if (sound !== undefined) return ok(response, { id, url: `${api.url}/lookaside/${id}` })
    if (path === `/v23.0/${ACCOUNT_ID}/message_templates` && api.failing === undefined) {
      return ok(response, pageOf(api.templates, new URLSearchParams(query)))
    }
    if (below === null) return refuse(response, { status: 400, code: 100 })
    const isJson = request.headers['content-type'] === 'application/json'
    const payload = isJson ? JSON.parse(body) : {}
    const call = { method: request.method ?? '', path: below[1] ?? '', payload, form: body }
    calls.push({ ...call, form: isJson ? '' : body })
    if (api.failing !== undefined) return refuse(response, api.failing)
    if (call.path === 'media') return ok(response, { id: 'media-1' })
    if (call.path === 'messages') return message(response, payload)
    const fields = new URLSearchParams(query).get('fields')?.split(',') ?? []
    const known = { display_phone_number: '+1 555-078-3881', ...api.about }
    return ok(response, {
      ...Object.fromEntries(Object.entries(known).filter(([name]) => fields.includes(name))),
      id: PHONE_ID,
    })
  }

  function message(response: ServerResponse, payload: Record<string, unknown>): ServerResponse {
    if (payload.status === 'read') return ok(response, { success: true })
    const to = String(payload.to)
    if (api.unreachable.has(to)) return refuse(response, { status: 400, code: 131026 })
    if (waiting !== undefined && waiting.after-- === 0) {
      const { refusal } = waiting
      waiting = undefined
      return refuse(response, refusal)
    }
    shown.push({ to, text: textOf(payload) })
    return ok(response, {
      messaging_product: 'whatsapp',
      contacts: [{ input: to, wa_id: to }],
      messages: [{ id: `wamid.${shown.length}` }],
    })
  }
}

/** Two of a list, and where the next begin. */
function pageOf(all: readonly unknown[], query: URLSearchParams): Record<string, unknown> {
  const from = Number(query.get('after') ?? 0)
  const to = from + 2
  const next = to < all.length ? { next: `https://graph.example.org/?after=${to}` } : {}
  const cursors = { before: String(from), after: String(to) }
  return { data: all.slice(from, to), paging: { cursors, ...next } }
}

function textOf(payload: Record<string, unknown>): string {
  const { text, interactive } = payload as {
    readonly text?: { readonly body: string }
    readonly interactive?: { readonly body: { readonly text: string } }
  }
  return text?.body ?? interactive?.body.text ?? `[${String(payload.type)}]`
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function ok(response: ServerResponse, body: unknown): ServerResponse {
  return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function refuse(response: ServerResponse, { status, code }: Refusal): ServerResponse {
  const message = `(#${code}) something about 212600000001`
  const error = { message, type: 'OAuthException', code, fbtrace_id: 'Az8or2yhqkZfEZ-_4Qn_Bam' }
  return response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify({ error }))
}
