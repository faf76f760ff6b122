import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../../src/store/memory/index.ts'
import { createTickets, TICKET_MS } from '../../../src/web/index.ts'
import { createClock } from '../../support/clock.ts'
import { sealer } from '../../support/staff.ts'

describe('the ticket of a stream', () => {
  const clock = createClock()
  const store = createMemoryStore()
  const tickets = createTickets({ sealer, store, clock })

  it('stands for the token of its page without showing it', async () => {
    const ticket = tickets.issue('the-token-of-a-page')

    expect(ticket).not.toContain('the-token-of-a-page')
    expect(await tickets.redeem(ticket)).toBe('the-token-of-a-page')
  })

  it('opens one stream, at whichever process', async () => {
    const others = createTickets({ sealer, store, clock })
    const ticket = tickets.issue('token')

    expect([await others.redeem(ticket), await tickets.redeem(ticket)]).toEqual([
      'token',
      undefined,
    ])
  })

  it('does not hold for long', async () => {
    const ticket = tickets.issue('token')
    clock.advance(TICKET_MS + 1)

    expect(await tickets.redeem(ticket)).toBeUndefined()
  })

  it('cannot be made by anybody else', async () => {
    expect(await tickets.redeem('none')).toBeUndefined()
    expect(await tickets.redeem(sealer.seal('9999999999999 token', 'address'))).toBeUndefined()
  })
})
