import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { createSelfSigned } from '../../../support/self-signed.ts'

/** The number of the association in these tests. */
export const ACCOUNT = '15550000001'

/** A message as the platform keeps it. */
export interface Kept {
  readonly chat: string
  readonly id: string
  readonly fromMe: boolean
  readonly type: string
  readonly body?: string
  /** Seconds since 1970. */
  readonly t: number
  readonly [field: string]: unknown
}

/** WhatsApp as phones see it, with a page for browsers at `web.whatsapp.com` on this machine. */
export interface StandIn {
  /** The flags that lead a Chromium here and nowhere else. */
  readonly flags: readonly string[]
  /** Modules that the page does not know. */
  missing: readonly string[]
  /** Called for each message that comes from the page, before the page hears that it has arrived. */
  onSent: (message: Kept) => void
  /** A person writes; more fields make it something else than a text. */
  says(person: string, text: string, fields?: Readonly<Record<string, unknown>>): Kept
  edits(message: Kept, text: string): void
  revokes(message: Kept): void
  /** Somebody rings, alone or in a group. */
  rings(chat: string): void
  /** All that was sent to a person. */
  sentTo(person: string): readonly Kept[]
  /** The texts that were sent to a person. */
  shown(person: string): readonly string[]
  unread(person: string): number
  /** To whom "typing…" was shown. */
  readonly typing: readonly string[]
  /** The phone takes a picture of the code. */
  scans(code: string): void
  /** The code on the screen is replaced. */
  renewsCode(): void
  /** The phone throws the browser out. */
  unlinks(): void
  /** The page tells of another state of its connection. */
  turns(state: string): void
  freezes(): void
  close(): Promise<void>
}

/** Starts a WhatsApp on a free port; `now` is its clock. */
export async function createStandIn(now: () => number = Date.now): Promise<StandIn> {
  const page = readFileSync(new URL('page.js', import.meta.url), 'utf8')
  const messages: Kept[] = []
  const unread = new Map<string, number>()
  const typing: string[] = []
  const devices = new Set<string>()
  let pages: ServerResponse[] = []
  let count = 0
  let ref = 'REF-1'
  const seconds = () => Math.floor(now() / 1000)

  const push = (command: Readonly<Record<string, unknown>>) => {
    for (const open of pages) open.write(`data: ${JSON.stringify(command)}\n\n`)
  }

  const standIn: StandIn = {
    flags: [],
    missing: [],
    onSent() {},
    typing,
    says(person, text, fields = {}) {
      count++
      const base = { chat: person, id: `IN${count}`, fromMe: false, type: 'chat', body: text }
      const message: Kept = { ...base, t: seconds(), ...fields }
      messages.push(message)
      if (!message.fromMe) unread.set(person, (unread.get(person) ?? 0) + 1)
      push({ type: 'message', message })
      return message
    },
    edits(message, body) {
      push({ type: 'edit', message: { ...message, body, editedAt: Date.now() } })
    },
    revokes: (message) => push({ type: 'revoke', message }),
    rings(chat) {
      count++
      push({ type: 'call', chat, id: `CALL${count}`, group: chat.endsWith('@g.us') })
    },
    sentTo: (person) => messages.filter(({ chat, fromMe }) => fromMe && chat === person),
    shown: (person) => standIn.sentTo(person).map(({ body }) => body ?? ''),
    unread: (person) => unread.get(person) ?? 0,
    scans(code) {
      if (code.split(',')[0] !== ref) throw new Error(`${code} is no code that the page shows`)
      const device = `device-${devices.size + 1}`
      devices.add(device)
      push({ type: 'linked', device })
    },
    renewsCode() {
      ref = `${ref}'`
      push({ type: 'ref', ref })
    },
    unlinks() {
      devices.clear()
      push({ type: 'unlinked' })
    },
    turns: (state) => push({ type: 'state', state }),
    freezes: () => push({ type: 'freeze' }),
    async close() {
      for (const open of pages) open.end()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  const chats = () =>
    [...new Set(messages.map(({ chat }) => chat))].map((chat) => ({
      chat,
      unread: unread.get(chat) ?? 0,
      last: messages.findLast((one) => one.chat === chat),
    }))

  /** What the page asks for, by path. */
  const answers: Readonly<Record<string, (asked: Asked) => unknown>> = {
    '/device': ({ device = '' }) => ({ linked: devices.has(device) }),
    '/chats': chats,
    '/known': ({ chat }) => ({ known: messages.some((one) => one.chat === chat) }),
    '/earlier': ({ chat, have = [] }) =>
      messages.filter((one) => one.chat === chat && !have.includes(one.id)).slice(-20),
    '/seen': ({ chat = '' }) => void unread.delete(chat),
    '/typing': ({ chat = '' }) => typing.push(chat),
    '/out': (asked) => {
      const message = { type: 'chat', ...asked, t: seconds(), fromMe: true } as Kept
      if (!messages.some(({ id }) => id === message.id)) messages.push(message)
      standIn.onSent(message)
      return { messageSendResult: 'OK' }
    },
  }

  const server = createServer(createSelfSigned('web.whatsapp.com'), async (request, response) => {
    const path = new URL(request.url ?? '/', 'https://web.whatsapp.com').pathname
    if (path === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': \n\n')
      pages.push(response)
      response.on('close', () => {
        pages = pages.filter((one) => one !== response)
      })
      return
    }
    const answer = answers[path]
    if (request.method === 'POST' && answer !== undefined) {
      const asked: Asked = JSON.parse(await bodyOf(request))
      response.end(JSON.stringify(answer(asked) ?? null))
      return
    }
    const { missing } = standIn
    const given = JSON.stringify({ missing, ref, me: `${ACCOUNT}@c.us` })
    response.setHeader('content-type', 'text/html')
    response.end(`<!doctype html><script>window.standIn = ${given};${page}</script>`)
  })

  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' ? (address?.port ?? 0) : 0)
    })
  })
  const rules = `MAP web.whatsapp.com 127.0.0.1:${port}, MAP * ~NOTFOUND`
  const flags = [`--host-resolver-rules=${rules}`, '--ignore-certificate-errors']
  return Object.assign(standIn, { flags })
}

interface Asked {
  readonly chat?: string
  readonly device?: string
  readonly have?: readonly string[]
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
