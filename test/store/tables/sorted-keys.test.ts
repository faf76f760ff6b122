import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SortedKeys } from '../../../src/store/tables/index.ts'

describe('SortedKeys', () => {
  it('sorts by score, then by key', () => {
    const keys = new SortedKeys()
    keys.add(2, 'a')
    keys.add(1, 'c')
    keys.add(1, 'b')

    expect([...keys.range({})]).toEqual(['b', 'c', 'a'])
    expect([...keys.range({ descending: true })]).toEqual(['a', 'c', 'b'])
  })

  it('gives the part that is asked for: from one score, before another', () => {
    const keys = new SortedKeys()
    for (const score of [1, 2, 3, 4]) keys.add(score, `k${score}`)

    expect([...keys.range({ from: 2, before: 4 })]).toEqual(['k2', 'k3'])
    expect([...keys.range({ from: 2, before: 4, descending: true })]).toEqual(['k3', 'k2'])
  })

  it('does what a sorted array does, with thousands of keys', () => {
    const step = fc.record({ score: fc.nat(50), key: fc.nat(4000), isDelete: fc.boolean() })
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 2000, maxLength: 4000 }),
        fc.nat(50),
        fc.nat(50),
        (steps, from, before) => {
          const keys = new SortedKeys()
          const plain = new Map<string, number>()
          for (const { score, key, isDelete } of steps) {
            const name = `k${key}`
            const old = plain.get(name)
            if (old !== undefined) keys.delete(old, name)
            plain.delete(name)
            if (isDelete) continue
            keys.add(score, name)
            plain.set(name, score)
          }
          const expected = [...plain]
            .filter(([, score]) => score >= from && score < before)
            .sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1))
            .map(([name]) => name)

          expect(keys.size).toBe(plain.size)
          expect([...keys.range({ from, before })]).toEqual(expected)
          expect([...keys.range({ from, before, descending: true })]).toEqual(expected.reverse())
        },
      ),
      { numRuns: 30 },
    )
  })

  it('stays sorted when keys only grow, and when they only shrink', () => {
    const keys = new SortedKeys()
    for (let score = 0; score < 3000; score += 1) keys.add(score, 'k')
    for (let score = 0; score < 2990; score += 1) keys.delete(score, 'k')
    for (let score = -1; score > -2000; score -= 1) keys.add(score, `${score}`)

    expect(keys.size).toBe(2009)
    expect([...keys.range({ before: -1997 })]).toEqual(['-1999', '-1998'])
    expect([...keys.range({ from: 2990 })]).toHaveLength(10)
  })

  it('deletes nothing that is not there', () => {
    const keys = new SortedKeys()
    keys.add(1, 'a')
    keys.delete(1, 'b')
    keys.delete(2, 'a')

    expect(keys.size).toBe(1)
  })
})
