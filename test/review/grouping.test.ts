import { describe, expect, it } from 'vitest'
import { createIds } from '../../src/ids.ts'
import { type Embedder, silentLogger } from '../../src/ports/index.ts'
import { createGrouping } from '../../src/review/index.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import { noted, question } from '../store/records.ts'
import { createClock } from '../support/clock.ts'
import { sealer } from '../support/staff.ts'

/** Texts are near when they begin with the same letter. */
const embedder: Embedder = {
  id: 'letters',
  dimensions: 26,
  embed: async (texts) =>
    texts.map((text) => {
      const vector = new Float32Array(26)
      vector[text.charCodeAt(0) - 97] = 1
      return vector
    }),
}

function open(store = createMemoryStore()) {
  const grouping = createGrouping({
    ...{ store, sealer, logger: silentLogger, newId: createIds(createClock()) },
    embedder: () => embedder,
  })
  const keep = (id: string, text: string, change: Parameters<typeof question>[1] = {}) =>
    store.questions.put(
      question(id, {
        thread: [{ from: 'person', text: sealer.seal(text, 'question'), at: 1 }],
        ...change,
      }),
    )
  const groupOf = async (id: string) => (await store.questions.find(id))?.group
  return { store, grouping, keep, groupOf }
}

describe('a question', () => {
  it('joins those that mean the same, and founds a group where there is none', async () => {
    const { grouping } = open()
    const first = await grouping.place('apple')

    expect(await grouping.place('avocado')).toBe(first)
    expect(await grouping.place('banana')).not.toBe(first)
  })

  it('joins a group from before a restart', async () => {
    const { store, keep } = open()
    await keep('1', 'apple', { group: 'a' })
    const { grouping } = open(store)
    await grouping.refresh()

    expect(await grouping.place('avocado')).toBe('a')
  })

  it('joins a group that another process founded', async () => {
    const { grouping, keep } = open()
    await keep('1', 'apple', { group: 'elsewhere' })
    await grouping.follow()

    expect(await grouping.place('avocado')).toBe('elsewhere')
  })
})

describe('grouping anew', () => {
  it('moves a question that stands alone to where it belongs by now', async () => {
    const { grouping, keep, groupOf } = open()
    await keep('1', 'apple', { group: 'a', createdAt: 1 })
    await keep('2', 'avocado', { group: 'a', createdAt: 2 })
    await keep('3', 'apricot', { group: 'alone', createdAt: 3 })
    await keep('4', 'banana', { group: 'b', createdAt: 4 })
    await grouping.refresh()

    expect(await groupOf('3')).toBe('a')
    expect(await groupOf('4')).toBe('b')
    expect(await grouping.place('almond')).toBe('a')
  })

  it('leaves alone what the team has noted something about, or has answered', async () => {
    const { store, grouping, keep, groupOf } = open()
    await keep('1', 'apple', { group: 'a', createdAt: 1 })
    await keep('2', 'avocado', { group: 'noted', createdAt: 2 })
    await keep('3', 'apricot', { group: 'done', createdAt: 3, state: 'answered' })
    await store.cases.put(noted('noted'))
    await store.cases.put(noted('a'))
    await grouping.refresh()

    expect(await groupOf('2')).toBe('noted')
    expect(await groupOf('3')).toBe('done')
  })

  it('gives a group to what has none yet', async () => {
    const { grouping, keep, groupOf } = open()
    await keep('1', 'apple')
    await keep('2', 'avocado', { createdAt: 2 })
    await grouping.refresh()

    expect(await groupOf('1')).toBeDefined()
    expect(await groupOf('1')).toBe(await groupOf('2'))
  })

  it('keeps nothing of what a group is about', async () => {
    const { store, grouping, keep } = open()
    await keep('1', 'apple')
    await grouping.refresh()
    const [record] = await store.questions.list({ limit: 1 })

    expect(JSON.stringify(record)).not.toContain('apple')
    expect(record?.group).toMatch(/^[\w-]{21}$/u)
  })
})
