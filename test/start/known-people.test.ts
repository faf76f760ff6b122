import { describe, expect, it } from 'vitest'
import { toAddress } from '../../src/core/index.ts'
import { createKnownPeople } from '../../src/start/known-people.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import { AMINA, BILAL, person, question } from '../store/records.ts'

const address = toAddress({ channel: 'whatsapp-cloud', account: '1', peer: '2' })

describe('what channels may ask about somebody', () => {
  it('is when they last wrote', async () => {
    const store = createMemoryStore()
    await store.people.put(person('amina', { lastSeenAt: 7 }))

    expect(await createKnownPeople({ store, pseudonym: () => 'amina' }).lastSeen(address)).toBe(7)
    expect(
      await createKnownPeople({ store, pseudonym: () => 'bilal' }).lastSeen(address),
    ).toBeUndefined()
  })

  it('is the question that the team wrote about last', async () => {
    const store = createMemoryStore()
    const said = (from: 'person' | 'team') => ({ from, text: 'sealed', at: 1 })
    const add = (id: string, from: 'person' | 'team', updatedAt: number, who = AMINA) =>
      store.questions.put(question(id, { person: who, thread: [said(from)], updatedAt }))
    await add('old', 'team', 10)
    await add('latest', 'team', 20)
    await add('unanswered', 'person', 30)
    await add('of-another', 'team', 40, BILAL)

    const known = createKnownPeople({ store, pseudonym: () => 'amina' })

    expect(await known.lastQuestion(address)).toBe('latest')
  })
})
