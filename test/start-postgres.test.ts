import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { readConfig } from '../src/config.ts'
import { createDatabase } from './support/postgres/database.ts'
import { startServer, type TestServer } from './support/server.ts'

const database = await createDatabase()
const KEY = randomBytes(32).toString('base64')

describe.skipIf(database === undefined)('Dalil on several machines', () => {
  const servers: TestServer[] = []

  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop()))
  })

  afterAll(() => database?.drop())

  async function startMachine(key = KEY): Promise<TestServer> {
    const config = readConfig({ DATABASE_URL: database?.url ?? '', DALIL_KEY: key })
    const server = await startServer({ config })
    servers.push(server)
    return server
  }

  it('answers a message that reaches two of them once, on the page of either', async () => {
    const [first, second] = await Promise.all([startMachine(), startMachine()])
    const token = randomBytes(18).toString('base64url')
    const post = (server: TestServer, path: string, value: object) =>
      fetch(`${server.url}/chat${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token, ...value }),
      })
    const { ticket } = await (await post(first, '/listen', {})).json()
    const closing = new AbortController()
    const { body } = await fetch(`${second.url}/chat/events?ticket=${ticket}`, closing)
    const shown = new Set<string>()
    const reading = read(body, (id) => {
      shown.add(id)
      void post(first, '/acknowledge', { ids: [id] })
    })

    const message = { id: 'm1', content: { type: 'text', text: 'menu' }, locale: 'fr' }
    const statuses = await Promise.all([
      post(first, '/messages', message).then(({ status }) => status),
      post(second, '/messages', message).then(({ status }) => status),
    ])
    await vi.waitFor(async () => {
      expect(shown.size).toBeGreaterThan(0)
      expect(await database?.query('select id from outbox')).toEqual([])
    })
    closing.abort()
    await reading

    expect(statuses).toEqual([202, 202])
    expect(shown.size).toBe(1)
    expect(await database?.query(`select count(*)::int from people`)).toEqual([{ count: 1 }])
  })

  it('refuses to start with another key than the other machines', async () => {
    await startMachine()

    await expect(startMachine(randomBytes(32).toString('base64'))).rejects.toMatchObject({
      code: 'privacy:wrong_key',
      message: expect.stringContaining('the same on every machine'),
    })
  })
})

/** Hands out the ids of a stream of events until it ends. */
async function read(body: ReadableStream | null, onId: (id: string) => void): Promise<void> {
  try {
    for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      for (const [, id = ''] of String(chunk).matchAll(/^id: (.+)$/gmu)) onId(id)
    }
  } catch {
    // It was closed.
  }
}
