import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Update } from 'grammy/types'

/** One call that a bot made. */
export interface BotCall {
  readonly method: string
  readonly payload: Readonly<Record<string, unknown>>
  /** Names and contents of the files that were uploaded. */
  readonly files: Readonly<Record<string, { readonly name: string; readonly text: string }>>
}

/** A message as it stands in a chat. */
export interface ShownMessage {
  readonly id: number
  readonly chat: string
  readonly text: string
  readonly buttons: readonly { readonly text: string; readonly callback_data: string }[]
}

/** An answer that the server is made to give. */
export interface Failure {
  readonly code: number
  readonly description?: string
  readonly retryAfter?: number
}

/** What a test says of an update; the id is given by the server. */
export type NewUpdate = Omit<Update, 'update_id'>

/**
 * A stand-in for the Bot API over real HTTP, written from its documentation: updates are brought
 * until a later offset acknowledges them, a question is held until there is something, a second one
 * ends the first with 409, uploads are multipart.
 */
export interface BotApi {
  readonly url: string
  readonly token: string
  readonly calls: readonly BotCall[]
  readonly messages: readonly ShownMessage[]
  /** What people sent, by the id under which it is asked for. */
  readonly sounds: Map<string, Buffer>
  /** People who blocked the bot. */
  readonly blocked: Set<string>
  /** Ids of updates that no later offset has acknowledged. */
  pending(): readonly number[]
  deliver(update: NewUpdate): number
  /** Makes one call of a method fail, after so many that pass; all of them when `forever`. */
  fail(
    method: string,
    failure: Failure,
    options?: { readonly after?: number; readonly forever?: boolean },
  ): void
  heal(method: string): void
  /** Brings the last update once more, as after an acknowledgement that got lost. */
  repeat(): void
  callsOf(method: string): readonly BotCall[]
  close(): Promise<void>
}

const TOKEN = `4200:${'A'.repeat(35)}`

/** Starts the stand-in on a port of its own. */
export async function createBotApi(): Promise<BotApi> {
  const calls: BotCall[] = []
  const messages: ShownMessage[] = []
  const blocked = new Set<string>()
  const sounds = new Map<string, Buffer>()
  const failures = new Map<string, { readonly failure?: Failure; readonly forever: boolean }[]>()
  let repeats: Update[] = []
  let last: Update | undefined
  let updates: Update[] = []
  let nextUpdate = 1000
  let nextMessage = 1
  let webhook = ''
  let held: { readonly response: ServerResponse; readonly offset: number } | undefined

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, owner, sound = ''] =
      request.url?.match(/^\/file\/bot([^/]+)\/voice\/(\w+)\.oga$/u) ?? []
    if (owner === TOKEN) {
      response.end(sounds.get(sound))
      return
    }
    const [, token, method = ''] = request.url?.match(/^\/bot([^/]+)\/(\w+)/u) ?? []
    const call = { method, ...(await readBody(request)) }
    if (token !== TOKEN) {
      refuse(response, { code: 401, description: 'Unauthorized' })
      return
    }
    calls.push(call)
    const failure = nextFailure(method)
    if (failure !== undefined) {
      refuse(response, failure)
    } else if (method === 'getUpdates') {
      getUpdates(response, Number(call.payload.offset ?? 0))
    } else {
      respond(response, call)
    }
  }

  function getUpdates(response: ServerResponse, offset: number): ServerResponse {
    const conflict =
      'Conflict: terminated by other getUpdates request; make sure that only one bot is running'
    if (webhook !== '') {
      const description = "Conflict: can't use getUpdates method while webhook is active"
      return refuse(response, { code: 409, description })
    }
    if (held !== undefined) refuse(held.response, { code: 409, description: conflict })
    held = undefined
    if (offset > 0) updates = updates.filter(({ update_id: id }) => id >= offset)
    const found = [...repeats, ...updates]
    repeats = []
    if (found.length > 0) return ok(response, found.slice(0, 100))
    held = { response, offset }
    return response.on('close', () => {
      if (held?.response === response) held = undefined
    })
  }

  function respond(response: ServerResponse, { method, payload, files }: BotCall): ServerResponse {
    const chat = String(payload.chat_id ?? '')
    if (method.startsWith('send') && blocked.has(chat)) {
      const description = 'Forbidden: bot was blocked by the user'
      return refuse(response, { code: 403, description })
    }
    switch (method) {
      case 'getMe':
        return ok(response, { id: 4200, is_bot: true, first_name: 'D', username: 'dalil_bot' })
      case 'setWebhook':
        webhook = String(payload.url)
        return ok(response, true)
      case 'deleteWebhook':
        webhook = ''
        return ok(response, true)
      case 'getWebhookInfo':
        return ok(response, { url: webhook, pending_update_count: updates.length })
      case 'getFile': {
        const id = String(payload.file_id)
        const description = 'Bad Request: invalid file_id'
        if (!sounds.has(id)) return refuse(response, { code: 400, description })
        return ok(response, { file_id: id, file_path: `voice/${id}.oga` })
      }
      case 'sendChatAction':
        return ok(response, true)
      case 'editMessageText': {
        const at = messages.findIndex(({ id }) => id === Number(payload.message_id))
        const found = messages[at]
        if (found === undefined) {
          const description = 'Bad Request: message to edit not found'
          return refuse(response, { code: 400, description })
        }
        const text = String(payload.text)
        messages[at] = { ...found, text, buttons: buttonsOf(payload.reply_markup) }
        return ok(response, { message_id: found.id })
      }
      case 'editMessageReplyMarkup': {
        const at = messages.findIndex(({ id }) => id === Number(payload.message_id))
        const found = messages[at]
        if (found !== undefined) messages[at] = { ...found, buttons: [] }
        return ok(response, true)
      }
      default:
        return ok(response, method.startsWith('send') ? show(chat, payload, files) : true)
    }
  }

  function show(chat: string, payload: BotCall['payload'], files: BotCall['files']) {
    const id = nextMessage++
    const file = Object.values(files)[0]?.name
    const place = payload.latitude === undefined ? undefined : 'a place'
    const text = String(payload.text ?? payload.caption ?? place ?? file ?? '')
    messages.push({ id, chat, text, buttons: buttonsOf(payload.reply_markup) })
    return { message_id: id, date: 0, chat: { id: Number(chat), type: 'private' }, text }
  }

  function nextFailure(method: string): Failure | undefined {
    const queue = failures.get(method) ?? []
    const next = queue[0]
    if (next !== undefined && !next.forever) queue.shift()
    return next?.failure
  }

  /** Answers the question that is held. */
  function release(): void {
    const waiting = held
    held = undefined
    if (waiting !== undefined) getUpdates(waiting.response, waiting.offset)
  }

  return {
    url: `http://127.0.0.1:${port}`,
    token: TOKEN,
    calls,
    messages,
    blocked,
    sounds,
    pending: () => updates.map(({ update_id: id }) => id),
    deliver(update) {
      last = { ...update, update_id: nextUpdate++ }
      updates.push(last)
      release()
      return last.update_id
    },
    fail(method, failure, { after = 0, forever = false } = {}) {
      const passing = Array.from({ length: after }, () => ({ forever: false }))
      failures.set(method, [...(failures.get(method) ?? []), ...passing, { failure, forever }])
    },
    heal: (method) => void failures.delete(method),
    repeat() {
      if (last !== undefined) repeats = [last]
      release()
    },
    callsOf: (method) => calls.filter((call) => call.method === method),
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      return closed
    },
  }
}

async function readBody(request: IncomingMessage): Promise<Pick<BotCall, 'payload' | 'files'>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/')) {
    return { payload: body.length === 0 ? {} : JSON.parse(body.toString()), files: {} }
  }
  return readMultipart(body.toString(), type.split('boundary=')[1] ?? '')
}

/** grammY does not quote the names of files, which Node's own reader refuses. */
function readMultipart(body: string, boundary: string): Pick<BotCall, 'payload' | 'files'> {
  const payload: Record<string, unknown> = {}
  const files: Record<string, { name: string; text: string }> = {}
  for (const part of body.split(`--${boundary}`).slice(1, -1)) {
    const [head = '', ...rest] = part.split('\r\n\r\n')
    const text = rest.join('\r\n\r\n').replace(/\r\n$/u, '')
    const name = head.match(/name="([^"]*)"/u)?.[1] ?? ''
    const file = head.match(/filename=([^\r\n]*)/u)?.[1]
    if (file === undefined) payload[name] = text
    else files[name] = { name: file, text }
  }
  return { payload, files }
}

function buttonsOf(markup: unknown): ShownMessage['buttons'] {
  const keyboard = (markup as { inline_keyboard?: ShownMessage['buttons'][] } | undefined)
    ?.inline_keyboard
  return (keyboard ?? []).flat()
}

function ok(response: ServerResponse, result: unknown): ServerResponse {
  response.writeHead(200, { 'content-type': 'application/json' })
  return response.end(JSON.stringify({ ok: true, result }))
}

function refuse(response: ServerResponse, failure: Failure): ServerResponse {
  const { code, description = 'Error', retryAfter } = failure
  response.writeHead(code, { 'content-type': 'application/json' })
  const parameters = retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } }
  return response.end(JSON.stringify({ ok: false, error_code: code, description, ...parameters }))
}
