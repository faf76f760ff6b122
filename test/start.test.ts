import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { startReport } from '../src/start/report.ts'
import { startServer, type TestServer } from './support/server.ts'

describe('a start', () => {
  let server: TestServer | undefined

  afterEach(async () => {
    await server?.stop()
    server = undefined
  })

  it('answers on /healthz, and says where everything is', async () => {
    server = await startServer()
    const config = readConfig({ PORT: '0', DATA_DIR: server.dataDir })

    const health = await fetch(`${server.url}/healthz`)
    const report = startReport(server.running, config)

    expect(health.status).toBe(200)
    expect(report).toContain('Chat page')
    expect(report).toMatch(/\/staff\/join\?token=[\w-]{32}/u)
    expect(report).toContain('TELEGRAM_BOT_TOKEN')
    expect(report).toContain('WHATSAPP=cloud')
    expect(report).toContain('learnt from the content')
    expect(report).toContain(server.dataDir)
  })

  it('shows the one-time link again only while there is no account', async () => {
    server = await startServer()
    const link = new URL(server.running.signInLink ?? '')
    const form = new URLSearchParams({
      token: link.searchParams.get('token') ?? '',
      name: 'amina',
      password: 'a long enough password',
    })

    const joined = await fetch(`${server.url}/staff/join`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
      headers: { origin: server.url },
    })
    await server.restart()

    expect(joined.status).toBe(303)
    expect(server.running.signInLink).toBeUndefined()
  })

  it('on a port in use says which, and what to do', async () => {
    const other = createServer()
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })

    const failed = startServer({ config: readConfig({ PORT: String(port) }) }, port)

    await expect(failed).rejects.toMatchObject({
      code: 'web:port_in_use',
      message: expect.stringContaining(String(port)),
    })
    await new Promise((resolve) => other.close(resolve))
  })

  it('of a second process on the same data says that the first one runs', async () => {
    server = await startServer()

    const second = startServer(
      { config: readConfig({ DATA_DIR: server.dataDir }) },
      0,
      server.dataDir,
    )

    await expect(second).rejects.toMatchObject({ code: 'store:locked' })
  })
})

describe('the chat routes', () => {
  let server: TestServer | undefined

  afterEach(async () => {
    await server?.stop()
    server = undefined
  })

  const post = (url: string, body: string) =>
    fetch(`${url}/chat/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })

  it('refuse what is not a message, and go on', async () => {
    server = await startServer()
    const { url } = server

    const statuses = await Promise.all([
      post(url, 'not json').then((response) => response.status),
      post(url, '{}').then((response) => response.status),
      post(url, '{"token":"short","id":"1","content":{"type":"text","text":"x"}}').then(
        (r) => r.status,
      ),
      post(url, 'x'.repeat(600_000)).then((response) => response.status),
      fetch(`${url}/chat/events?ticket=none`).then((response) => response.status),
    ])
    const health = await fetch(`${url}/healthz`)

    expect(statuses).toEqual([400, 400, 400, 413, 404])
    expect(health.status).toBe(200)
  })

  it('let nobody frame the pages or run what is not theirs', async () => {
    server = await startServer()

    const { headers } = await fetch(server.url)

    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-security-policy')).not.toContain('unsafe-inline')
    expect(headers.get('x-frame-options')).toBe('DENY')
  })
})
