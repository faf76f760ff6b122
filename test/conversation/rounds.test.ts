import { setImmediate as nextRound } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createRounds } from '../../src/conversation/rounds.ts'

describe('rounds', () => {
  it('lets the first begin at once, and the others round by round, in the order they came', async () => {
    const rounds = createRounds(2)
    const begun: string[] = []
    for (const name of 'abcde') void rounds.begin().then(() => begun.push(name))

    await Promise.resolve()
    expect(begun.join('')).toBe('ab')
    await nextRound()
    expect(begun.join('')).toBe('abcd')
    await nextRound()
    expect(begun.join('')).toBe('abcde')
  })

  it('lets nobody who comes later begin before those who wait', async () => {
    const rounds = createRounds(1)
    const begun: string[] = []
    const begin = (name: string) => rounds.begin().then(() => void begun.push(name))
    const all = [begin('a'), begin('b'), begin('c').then(() => begin('e')), begin('d')]

    await Promise.all(all)
    expect(begun.join('')).toBe('abcde')
  })

  it('forgets the rounds in which nobody came', async () => {
    const rounds = createRounds(1)
    await rounds.begin()
    await nextRound()
    await nextRound()
    let hasBegun = false
    void rounds.begin().then(() => {
      hasBegun = true
    })

    await Promise.resolve()
    expect(hasBegun).toBe(true)
  })
})
