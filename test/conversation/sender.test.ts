import { describe, expect, it, vi } from 'vitest'
import { createLetters, createSender, type Sender } from '../../src/conversation/index.ts'
import { CHANNELS, type ChannelName } from '../../src/core/index.ts'
import { DalilError } from '../../src/errors.ts'
import { type Claims, type Store, silentLogger } from '../../src/ports/index.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import { AMINA, BILAL, outgoing } from '../store/records.ts'
import { createChannel } from '../support/channel.ts'
import { createClock } from '../support/clock.ts'

const clock = createClock()

/** A sender on a channel that sends all it is given; `held` names the channels of its process. */
function createSending(
  store: Store,
  held: readonly ChannelName[] = CHANNELS,
): { readonly sender: Sender; readonly sent: string[] } {
  const sent: string[] = []
  const channel = createChannel({
    send: async (_address, _message, id) => {
      sent.push(id)
      return { type: 'sent' }
    },
  })
  const sealer = {
    seal: (text: string) => text,
    open: () => '{"type":"text","text":"x"}',
    isCurrent: () => true,
  }
  const sender = createSender({
    store,
    channel: (name) => (held.includes(name) ? channel : undefined),
    sealer,
    letters: createLetters(sealer),
    clock,
    logger: silentLogger,
  })
  return { sender, sent }
}

/** A store that cannot delete from the outbox for as long as it is `full`. */
function createFullStore() {
  const store = createMemoryStore()
  const state = { full: true, refused: 0 }
  const outbox: Store['outbox'] = {
    ...store.outbox,
    async delete(id) {
      if (!state.full) return store.outbox.delete(id)
      state.refused += 1
      throw new DalilError('store:write_failed', 'The disk is full.')
    },
  }
  return { store: { ...store, outbox }, state }
}

describe('sending while the store cannot write', () => {
  it('sends a message once, and notes it as sent when the store can write again', async () => {
    const { store, state } = createFullStore()
    await store.outbox.add(outgoing('1'))
    const { sender, sent } = createSending(store)

    void sender.sweep()
    await vi.waitFor(() => expect(state.refused).toBeGreaterThan(1))
    await sender.sweep()
    state.full = false
    await sender.idle()

    expect(sent).toEqual(['1'])
    expect(await store.outbox.count()).toEqual({ waiting: 0, failed: 0 })
  })

  it('does not keep the process from ending', async () => {
    const { store, state } = createFullStore()
    await store.outbox.add(outgoing('1'))
    await store.outbox.add(outgoing('2'))
    const { sender, sent } = createSending(store)

    const swept = sender.sweep().catch(() => undefined)
    await vi.waitFor(() => expect(state.refused).toBeGreaterThan(0))
    await sender.stop()
    await swept

    expect(sent).toEqual(['1'])
  })
})

describe('sending under a claim', () => {
  it('stops where the claim was lost: another process may have begun', async () => {
    const store = createMemoryStore()
    await store.outbox.add(outgoing('1'))
    await store.outbox.add(outgoing('2'))
    const held = [true, false]
    const claims: Claims = {
      async run(_key, work) {
        await work({ holds: () => held.shift() ?? false })
        return true
      },
    }
    const { sender, sent } = createSending({ ...store, claims })

    await sender.deliver(AMINA)

    expect(sent).toEqual(['1'])
  })
})

describe('sending at one of several processes', () => {
  it('leaves what another one sends as it is, however often it looks', async () => {
    const store = createMemoryStore()
    const record = outgoing('1', { channel: 'whatsapp-web', dueAt: clock.now() })
    await store.outbox.add(record)
    const other = createSending(store, ['web-chat', 'telegram'])
    const phone = createSending(store, ['web-chat', 'whatsapp-web'])

    for (let looked = 0; looked < 20; looked += 1) {
      await other.sender.sweep()
      await other.sender.deliver(AMINA)
    }

    expect(await store.outbox.find('1')).toEqual(record)
    await phone.sender.sweep()
    expect([other.sent, phone.sent]).toEqual([[], ['1']])
  })

  it('is not held up by what only another one can send', async () => {
    const store = createMemoryStore()
    const dueAt = clock.now() - 1
    for (let i = 100; i < 400; i += 1) {
      await store.outbox.add(outgoing(`${i}`, { channel: 'whatsapp-web', dueAt }))
    }
    await store.outbox.add(
      outgoing('9', { person: BILAL, channel: 'telegram', dueAt: clock.now() }),
    )
    const { sender, sent } = createSending(store, ['telegram'])

    await sender.sweep()

    expect(sent).toEqual(['9'])
  })

  it('gives up after a day on what nobody sends', async () => {
    const store = createMemoryStore()
    await store.outbox.add(outgoing('1', { channel: 'whatsapp-web', dueAt: clock.now() }))
    const { sender } = createSending(store, ['telegram'])

    clock.advance(24 * 3_600_000)
    await sender.sweep()

    const reason = 'switched-off'
    expect(await store.outbox.listFailed(9)).toMatchObject([{ id: '1', attempts: 0, reason }])
  })
})
