import { randomBytes, randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

/** A chat page that behaves as the script of the real one does, without a browser. */
export interface Page {
  readonly token: string
  /** Ids of the messages that were shown, each once, in the order in which they came. */
  readonly shown: readonly string[]
  /** Writes until a server has kept it; rejects when none does within two minutes. */
  say(content: object): Promise<void>
  /** Listens until {@link Page.close}; again whenever the stream breaks. */
  open(): void
  close(): Promise<void>
}

const GIVE_UP_MS = 120_000
const AGAIN_MS = 150

/** Creates a page that reaches Dalil at any of some addresses, a different one each time. */
export function createPage(servers: () => readonly string[]): Page {
  const token = randomBytes(18).toString('base64url')
  const seen = new Set<string>()
  const shown: string[] = []
  const closing = new AbortController()
  let listening: Promise<void> = Promise.resolve()

  async function post(path: string, value: object): Promise<Response | undefined> {
    const all = servers()
    const server = all[randomInt(Math.max(1, all.length))]
    if (server === undefined) return undefined
    return fetch(`${server}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, ...value }),
    }).catch(() => undefined)
  }

  function receive(id: string): void {
    if (!seen.has(id)) shown.push(id)
    seen.add(id)
    void post('/chat/acknowledge', { ids: [id] }).then((answer) => answer?.arrayBuffer())
  }

  async function listen(): Promise<void> {
    while (!closing.signal.aborted) {
      await stream().catch(() => undefined)
      await pause(AGAIN_MS)
    }
  }

  async function stream(): Promise<void> {
    const all = servers()
    const server = all[randomInt(Math.max(1, all.length))]
    const ticket = await (await post('/chat/listen', {}))?.json()
    if (server === undefined || typeof ticket?.ticket !== 'string') return
    const address = `${server}/chat/events?ticket=${encodeURIComponent(ticket.ticket)}`
    const { body, ok } = await fetch(address, { signal: closing.signal })
    if (!ok || body === null) return
    let text = ''
    for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
      const events = (text + chunk).split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) {
        const id = /^id: (.+)$/mu.exec(event)?.[1]
        if (id !== undefined) receive(id)
      }
    }
  }

  return {
    token,
    shown,
    async say(content) {
      const id = randomBytes(9).toString('base64url')
      const deadline = Date.now() + GIVE_UP_MS
      while (Date.now() < deadline) {
        const answer = await post('/chat/messages', { id, content, locale: 'fr' })
        await answer?.arrayBuffer().catch(() => undefined)
        if (answer?.status === 202) return
        await pause(AGAIN_MS)
      }
      throw new Error('No server kept a message within two minutes.')
    },
    open() {
      listening = listen()
    },
    async close() {
      closing.abort()
      await listening
    },
  }
}
