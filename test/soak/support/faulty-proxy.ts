import { randomInt } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** What a platform does in the place of doing what it was asked. */
const FAULTS = ['429', '500', 'reset', 'half-closed', 'silent'] as const

/** A platform that fails at random, before it does anything. */
export interface FaultyProxy {
  readonly url: string
  /** How many requests of a hundred fail. */
  percent: number
  /** How often each fault was made. */
  readonly made: Readonly<Record<(typeof FAULTS)[number], number>>
  close(): Promise<void>
}

/** How long a request is left without an answer, in ms. */
const SILENT_MS = 4000

/**
 * Stands before a server and lets some of the requests through. What fails was not done: a platform
 * that does it and loses the answer shows the message twice, and no bot can tell.
 */
export async function createFaultyProxy(target: string): Promise<FaultyProxy> {
  const made = { '429': 0, '500': 0, reset: 0, 'half-closed': 0, silent: 0 }
  const state = { percent: 0 }
  const server = createServer((request, response) => {
    const fault = randomInt(100) < state.percent ? FAULTS[randomInt(FAULTS.length)] : undefined
    if (fault !== undefined) made[fault] += 1
    const work = fault === undefined ? pass(target, request, response) : fail(fault, response)
    work.catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get percent() {
      return state.percent
    },
    set percent(percent) {
      state.percent = percent
    },
    made,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function pass(
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const answer = await fetch(`${target}${request.url}`, {
    method: 'POST',
    headers: { 'content-type': request.headers['content-type'] ?? 'application/json' },
    body: Buffer.concat(chunks),
    signal: gone.signal,
  })
  const body = Buffer.from(await answer.arrayBuffer())
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(body)
}

async function fail(fault: (typeof FAULTS)[number], response: ServerResponse): Promise<void> {
  switch (fault) {
    case '429':
      refuse(response, 429, { parameters: { retry_after: 1 } })
      return
    case '500':
      refuse(response, 500, {})
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'half-closed':
      // Its side is closed without an answer; ours stays open.
      response.socket?.end()
      return
    case 'silent':
      await pause(SILENT_MS)
      response.destroy()
  }
}

function refuse(response: ServerResponse, code: number, more: object): void {
  response.writeHead(code, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ ok: false, error_code: code, description: 'Error', ...more }))
}
