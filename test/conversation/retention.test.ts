import { beforeEach, describe, expect, it } from 'vitest'
import { createRetention } from '../../src/conversation/index.ts'
import { toPersonId } from '../../src/core/index.ts'
import { type Store, silentLogger } from '../../src/ports/index.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import { outgoing, override, person, question, reminder } from '../store/records.ts'
import { createClock, type FakeClock } from '../support/clock.ts'

const DAY_MS = 86_400_000

describe('what was kept long enough', () => {
  let store: Store
  let clock: FakeClock
  let night: () => Promise<void>

  beforeEach(() => {
    store = createMemoryStore()
    clock = createClock()
    const options = { store, clock, logger: silentLogger, questionDays: 90, personDays: 365 }
    night = createRetention(options)
  })

  it('is forgotten: people, their questions, and what could not be delivered', async () => {
    const now = clock.now()
    await store.people.put(person('amina', { lastSeenAt: now }))
    await store.questions.put(question('q', { updatedAt: now }))
    await store.outbox.add(outgoing('o', { state: 'failed', createdAt: now }))

    clock.advance(91 * DAY_MS)
    await night()

    expect(await store.questions.find('q')).toBeUndefined()
    expect(await store.outbox.find('o')).toBeUndefined()
    expect(await store.people.count()).toBe(1)

    clock.advance(300 * DAY_MS)
    await night()

    expect(await store.people.count()).toBe(0)
  })

  it('is forgotten: what was drafted from questions that are gone, if nobody works on it', async () => {
    const now = clock.now()
    const change = (from?: string) => ({
      change: { ...override('x').change, ...(from && { from }) },
    })
    await store.questions.put(question('q', { group: 'here', updatedAt: now + 80 * DAY_MS }))
    await store.overrides.put(override('gone', { ...change('g'), updatedAt: now }))
    await store.overrides.put(override('worked-on', { ...change('g'), updatedAt: now + DAY_MS }))
    await store.overrides.put(override('asked-still', { ...change('here'), updatedAt: now }))
    await store.overrides.put(override('own', { ...change(), updatedAt: now }))
    const used = { state: 'published' as const, publishedAt: now }
    await store.overrides.put(override('used', { ...change('g'), ...used, updatedAt: now }))

    clock.advance(91 * DAY_MS)
    await night()

    const kept = await store.overrides.list({ limit: 9 })
    expect(kept.map(({ id }) => id).sort()).toEqual(['asked-still', 'own', 'used', 'worked-on'])
  })

  it('stays one day less', async () => {
    const now = clock.now()
    await store.people.put(person('amina', { lastSeenAt: now }))
    await store.questions.put(question('q', { updatedAt: now }))

    clock.advance(90 * DAY_MS)
    await night()

    expect(await store.questions.find('q')).toBeDefined()
    expect(await store.people.count()).toBe(1)
  })

  it('does not take somebody who still waits for a reminder, however many do', async () => {
    const now = clock.now()
    for (let at = 0; at < 250; at++) {
      const id = `waits-${String(at).padStart(3, '0')}`
      await store.people.put(person(id, { lastSeenAt: now - 2 }))
      await store.reminders.put(reminder(id, { person: toPersonId(id) }))
    }
    await store.people.put(person('idle', { lastSeenAt: now - 1 }))

    clock.advance(400 * DAY_MS)
    await night()

    expect(await store.people.find(toPersonId('idle'))).toBeUndefined()
    expect(await store.people.count()).toBe(250)
  })
})
