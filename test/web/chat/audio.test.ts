import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { chatRoutes } from '../../../src/web/chat/routes.ts'
import { oggOpus } from '../../support/ogg.ts'

const dir = mkdtempSync(join(tmpdir(), 'dalil-audio-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('a recording on the chat page', () => {
  const file = join(dir, 'a.ogg')
  writeFileSync(file, oggOpus(1))
  const unused = () => {
    throw new Error('nobody listens here')
  }
  const routes = chatRoutes({
    chat: { open: unused, acknowledge: unused, addressOf: unused, post: unused },
    tickets: { issue: () => '', redeem: async () => undefined },
    pace: { ask: () => 0, hold: () => () => {}, size: 0 },
    proxies: 0,
    recording: (name) => (name === 'ary/birth-deadline.3fa9c1d2.ogg' ? file : undefined),
  })

  it('is played from this machine by its name', async () => {
    const response = await routes.request('/audio/ary/birth-deadline.3fa9c1d2.ogg')

    expect(response.headers.get('content-type')).toBe('audio/ogg')
    expect(Buffer.from(await response.arrayBuffer())).toEqual(oggOpus(1))
  })

  it('is given in parts to players that ask for them', async () => {
    const part = (range: string) =>
      routes.request('/audio/ary/birth-deadline.3fa9c1d2.ogg', { headers: { range } })
    const first = await part('bytes=0-3')
    const rest = await part('bytes=40-')
    const beyond = await part('bytes=900000-')

    expect([first.status, rest.status, beyond.status]).toEqual([206, 206, 416])
    expect(await first.text()).toBe('OggS')
    expect(Buffer.from(await rest.arrayBuffer())).toEqual(oggOpus(1).subarray(40))
  })

  it('is the only thing that can be asked for there', async () => {
    const other = await routes.request('/audio/ary/birth-deadline.yaml')
    const above = await routes.request('/audio/..%2f..%2fetc/passwd')

    expect([other.status, above.status]).toEqual([404, 404])
  })
})
