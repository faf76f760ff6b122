import { describe, expect, it } from 'vitest'
import { judge, momentOf, usefulUntil } from '../../src/reminders/index.ts'

const declaration = { kind: 'declaration', dueAt: momentOf('2026-11-25') }
const card = { kind: 'card', dueAt: momentOf('2026-11-25') }
const at = (text: string) => Date.parse(text)

describe('judge', () => {
  it('waits for ten in the morning of its day', () => {
    expect(judge(declaration, at('2026-11-25T08:59:59Z'))).toBe('wait')
    expect(judge(declaration, at('2026-11-25T09:00:00Z'))).toBe('send')
  })

  it('sends as it is for the rest of that day', () => {
    expect(judge(declaration, at('2026-11-25T19:59:59Z'))).toBe('send')
  })

  it('wakes nobody: what is due at night waits', () => {
    expect(judge(declaration, at('2026-11-25T20:00:00Z'))).toBe('wait')
    expect(judge(declaration, at('2026-11-26T06:59:59Z'))).toBe('wait')
  })

  it('sends with a word about it up to three days later', () => {
    expect(judge(declaration, at('2026-11-26T07:00:00Z'))).toBe('send-late')
    expect(judge(declaration, at('2026-11-28T19:59:59Z'))).toBe('send-late')
  })

  it('drops it after the evening of the third day, also by night', () => {
    expect(judge(declaration, at('2026-11-28T20:00:00Z'))).toBe('drop')
    expect(judge(declaration, at('2026-11-29T02:00:00Z'))).toBe('drop')
    expect(judge(declaration, at('2027-03-01T12:00:00Z'))).toBe('drop')
  })

  it('sends until the evening of the day that it is about, where that is known', () => {
    const visit = { kind: 'appointment', dueAt: momentOf('2026-11-25'), until: '2026-11-26' }

    expect(judge(visit, at('2026-11-26T19:59:59Z'))).toBe('send-late')
    expect(judge(visit, at('2026-11-26T20:00:00Z'))).toBe('drop')
  })

  it('keeps for a month what does not lose its use', () => {
    expect(judge(card, at('2026-12-20T12:00:00Z'))).toBe('send-late')
    expect(judge(card, at('2026-12-26T12:00:00Z'))).toBe('drop')
  })
})

describe('usefulUntil', () => {
  it('is the evening of the third day by the clocks of that day', () => {
    const before = { kind: 'declaration', dueAt: momentOf('2026-02-13') }

    expect(new Date(usefulUntil(before)).toISOString()).toBe('2026-02-16T21:00:00.000Z')
  })
})
