import { describe, expect, it } from 'vitest'
import { createPublishedContent } from '../../src/live/index.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import { override } from '../store/records.ts'

describe('the published content of a store', () => {
  it('is what lies over the files, the first published first', async () => {
    const store = createMemoryStore()
    const published = createPublishedContent(store)
    const one = override('1', { state: 'published', publishedAt: 2, updatedAt: 2 })
    await store.overrides.put(one)
    await store.overrides.put(override('2'))

    expect(await published.read()).toEqual([one.change])
  })

  it('is stale when another process published or took back something, not for a draft', async () => {
    const store = createMemoryStore()
    const published = createPublishedContent(store)
    await published.read()

    await store.overrides.put(override('1'))
    expect(await published.isStale()).toBe(false)
    await store.overrides.put(override('1', { state: 'published', publishedAt: 2, revision: 2 }))
    expect(await published.isStale()).toBe(true)
    await published.read()
    expect(await published.isStale()).toBe(false)
    await store.overrides.put(override('1', { state: 'withdrawn', publishedAt: 2, revision: 3 }))
    expect(await published.isStale()).toBe(true)
  })
})
