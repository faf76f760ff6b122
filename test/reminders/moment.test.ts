import { describe, expect, it } from 'vitest'
import { isDaytime, momentOf, nextDaytime } from '../../src/reminders/index.ts'

const iso = (time: number) => new Date(time).toISOString()
const at = (text: string) => Date.parse(text)

describe('momentOf', () => {
  it('is ten in the morning in Morocco, an hour ahead of UTC for most of the year', () => {
    expect(iso(momentOf('2026-11-25'))).toBe('2026-11-25T09:00:00.000Z')
    expect(iso(momentOf('2026-07-01'))).toBe('2026-07-01T09:00:00.000Z')
  })

  it('is ten by the clocks of Ramadan 2026, on the day they are set back and forward too', () => {
    expect(iso(momentOf('2026-02-14'))).toBe('2026-02-14T09:00:00.000Z')
    expect(iso(momentOf('2026-02-15'))).toBe('2026-02-15T10:00:00.000Z')
    expect(iso(momentOf('2026-03-21'))).toBe('2026-03-21T10:00:00.000Z')
    expect(iso(momentOf('2026-03-22'))).toBe('2026-03-22T09:00:00.000Z')
  })

  it('is ten by the clocks of Ramadan 2027', () => {
    expect(iso(momentOf('2027-02-06'))).toBe('2027-02-06T09:00:00.000Z')
    expect(iso(momentOf('2027-02-07'))).toBe('2027-02-07T10:00:00.000Z')
    expect(iso(momentOf('2027-03-13'))).toBe('2027-03-13T10:00:00.000Z')
    expect(iso(momentOf('2027-03-14'))).toBe('2027-03-14T09:00:00.000Z')
  })

  it('knows other hours, and the 29th of February', () => {
    expect(iso(momentOf('2028-02-29', 21))).toBe('2028-02-29T21:00:00.000Z')
    expect(iso(momentOf('2026-12-31', 8))).toBe('2026-12-31T07:00:00.000Z')
  })
})

describe('isDaytime', () => {
  it('begins at eight and ends at nine in the evening', () => {
    expect(isDaytime(at('2026-11-25T06:59:59Z'))).toBe(false)
    expect(isDaytime(at('2026-11-25T07:00:00Z'))).toBe(true)
    expect(isDaytime(at('2026-11-25T19:59:59Z'))).toBe(true)
    expect(isDaytime(at('2026-11-25T20:00:00Z'))).toBe(false)
  })

  it('follows the clocks into Ramadan', () => {
    expect(isDaytime(at('2026-02-14T07:30:00Z'))).toBe(true)
    expect(isDaytime(at('2026-02-15T07:30:00Z'))).toBe(false)
    expect(isDaytime(at('2026-02-15T20:30:00Z'))).toBe(true)
  })
})

describe('nextDaytime', () => {
  it('is now by day', () => {
    expect(iso(nextDaytime(at('2026-11-25T12:34:56Z')))).toBe('2026-11-25T12:34:56.000Z')
  })

  it('is eight of the same morning after midnight, of the next before it', () => {
    expect(iso(nextDaytime(at('2026-11-25T02:00:00Z')))).toBe('2026-11-25T07:00:00.000Z')
    expect(iso(nextDaytime(at('2026-11-25T21:00:00Z')))).toBe('2026-11-26T07:00:00.000Z')
  })

  it('is eight by the new clocks in the night in which they are set', () => {
    expect(iso(nextDaytime(at('2026-02-14T22:00:00Z')))).toBe('2026-02-15T08:00:00.000Z')
    expect(iso(nextDaytime(at('2026-03-21T22:00:00Z')))).toBe('2026-03-22T07:00:00.000Z')
  })
})
