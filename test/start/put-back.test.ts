import { describe, expect, it } from 'vitest'
import { toAddress } from '../../src/core/index.ts'
import { WHEN_BACK } from '../../src/ports/index.ts'
import { createPutBack } from '../../src/start/put-back.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import { AMINA, person } from '../store/records.ts'

const letter = {
  address: toAddress({ channel: 'whatsapp-cloud', account: '1', peer: '2' }),
  message: { type: 'text', text: 'bonjour', direction: 'ltr' },
} as const

function create() {
  const store = createMemoryStore()
  const sealer = {
    seal: (text: string) => `sealed ${text.length}`,
    open: (text: string) => text,
    isCurrent: () => true,
  }
  const putBack = createPutBack({
    ...{ store, sealer, pseudonym: () => 'amina', newId: () => 'o1', clock: { now: () => 1000 } },
  })
  return { store, putBack }
}

describe('a message that is put back', () => {
  it('waits in the outbox, sealed, for its second try or for the person', async () => {
    const { store, putBack } = create()
    await store.people.put(person('amina'))
    await putBack(letter, 60_000)

    expect(await store.outbox.listOf(AMINA)).toMatchObject([
      { id: 'o1-again', channel: 'whatsapp-cloud', state: 'waiting', dueAt: 61_000, attempts: 0 },
    ])
    expect(JSON.stringify(await store.outbox.listOf(AMINA))).not.toContain('bonjour')
    await store.outbox.deleteOf(AMINA)
    await putBack(letter, 'when-back')
    expect((await store.outbox.listOf(AMINA))[0]?.dueAt).toBe(WHEN_BACK)
  })

  it('is dropped where the person erased everything or is gone', async () => {
    const { store, putBack } = create()
    await putBack(letter, 60_000)
    await store.people.put(person('amina', { gone: true }))
    await putBack(letter, 60_000)

    expect(await store.outbox.count()).toEqual({ waiting: 0, failed: 0 })
  })
})
