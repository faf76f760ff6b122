import { describe, expect, it, vi } from 'vitest'
import { createMemoryStore } from '../../../src/store/memory/index.ts'
import { networkOf } from '../../../src/web/chat/network-address.ts'
import { createNetworkPace } from '../../../src/web/chat/network-pace.ts'
import { chatRoutes } from '../../../src/web/chat/routes.ts'
import { createTickets } from '../../../src/web/index.ts'
import { createClock } from '../../support/clock.ts'
import { sealer } from '../../support/staff.ts'

describe('the network of a request', () => {
  const from = (remote: string, forwardedFor?: string, proxies = 0) =>
    networkOf({ remote, forwardedFor, proxies })

  it('is the address at the other end, whatever the header claims', () => {
    expect(from('192.0.2.7', '203.0.113.1')).toBe('192.0.2.7')
    expect(from('::ffff:192.0.2.7')).toBe('192.0.2.7')
  })

  it('is what our own proxies saw, not what others put before it', () => {
    expect(from('127.0.0.1', '203.0.113.1', 1)).toBe('203.0.113.1')
    expect(from('127.0.0.1', 'forged, 203.0.113.1, 10.0.0.2', 2)).toBe('203.0.113.1')
    expect(from('192.0.2.7', undefined, 1)).toBe('192.0.2.7')
  })

  it('is one for all addresses that a household has of IPv6', () => {
    expect(from('2001:db8:0:12::1')).toBe('2001:db8:0:12')
    expect(from('2001:0DB8:0000:0012:aaaa:bbbb:cccc:dddd')).toBe('2001:db8:0:12')
    expect(from('2001:db8::1')).toBe('2001:db8:0:0')
  })

  it('is none behind a proxy of this machine that nobody has told us of', () => {
    expect(from('127.0.0.1', '203.0.113.1')).toBeUndefined()
    expect(from('::1')).toBeUndefined()
  })
})

describe('the pace of a network', () => {
  it('gives a measure for the minute, which comes back little by little', () => {
    const clock = createClock()
    const pace = createNetworkPace({ perMinute: 3, clock, salt: 'salt' })

    expect([1, 2, 3, 4].map(() => pace.ask('a'))).toEqual([0, 0, 0, 20_000])
    expect(pace.ask('b')).toBe(0)
    clock.advance(20_000)
    expect([pace.ask('a'), pace.ask('a')]).toEqual([0, 20_000])
  })

  it('forgets who was quiet for a minute', () => {
    const clock = createClock()
    const pace = createNetworkPace({ perMinute: 3, clock, salt: 'salt' })
    for (const network of ['a', 'b', 'c']) pace.ask(network)
    clock.advance(60_000)
    pace.ask('d')

    expect(pace.size).toBe(1)
  })

  it('counts the streams that are open', () => {
    const pace = createNetworkPace({ perMinute: 2, clock: createClock(), salt: 'salt' })
    const ends = [pace.hold('a'), pace.hold('a')]

    expect(pace.hold('a')).toBeUndefined()
    expect(pace.hold('b')).toBeDefined()
    for (const end of ends) end?.()
    expect(pace.hold('a')).toBeDefined()
    expect(pace.size).toBe(2)
  })

  it('remembers only so many, under a flood from everywhere', () => {
    const pace = createNetworkPace({ perMinute: 3, clock: createClock(), salt: 'salt' })
    for (let i = 0; i < 20_100; i += 1) pace.ask(`192.0.${i}`)

    expect(pace.size).toBeLessThanOrEqual(20_001)
  })
})

describe('the routes of the chat page', () => {
  const clock = createClock()
  const from = { incoming: { socket: { remoteAddress: '10.0.0.2' } } }

  function createRoutes(perMinute: number) {
    const posted: string[] = []
    const tickets = createTickets({ sealer, store: createMemoryStore(), clock })
    const routes = chatRoutes({
      chat: {
        open: () => () => {},
        acknowledge: () => {},
        addressOf: () => {
          throw new Error('Nobody asks for this')
        },
        post: async (peer) => void posted.push(peer),
      },
      tickets,
      pace: createNetworkPace({ perMinute, clock, salt: 'salt' }),
      proxies: 1,
    })
    return { routes, posted, tickets }
  }

  it('put off a network that writes too much, and nobody else', async () => {
    const { routes, posted } = createRoutes(2)
    const write = (network: string, id: string) =>
      routes.request(
        '/messages',
        {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-forwarded-for': network },
          body: JSON.stringify({ token: 't'.repeat(22), id, content: { type: 'text', text: 'x' } }),
        },
        from,
      )

    const statuses = []
    for (const id of ['1', '2', '3']) statuses.push((await write('203.0.113.1', id)).status)
    const refused = await write('203.0.113.1', '4')
    const other = await write('203.0.113.2', '5')

    expect([...statuses, refused.status, other.status]).toEqual([202, 202, 429, 429, 202])
    expect(refused.headers.get('retry-after')).toBe('30')
    expect(posted).toHaveLength(3)
  })

  it('hold so many streams of one network open, and take more when one has ended', async () => {
    const { routes, tickets } = createRoutes(2)
    const listen = (network: string) =>
      routes.request(
        `/events?ticket=${encodeURIComponent(tickets.issue('t'.repeat(22)))}`,
        { headers: { 'x-forwarded-for': network } },
        from,
      )

    const first = await listen('203.0.113.1')
    await listen('203.0.113.1')
    expect((await listen('203.0.113.1')).status).toBe(429)
    expect((await listen('203.0.113.2')).status).toBe(200)
    await first.body?.cancel()
    await vi.waitFor(async () => expect((await listen('203.0.113.1')).status).toBe(200))
  })
})
