import { describe, expect, it } from 'vitest'
import { readDate } from '../../../src/flow/input/read-date.ts'
import { REAL_WORDS } from '../support.ts'

const TODAY = '2026-03-20' // a Friday

function read(text: string, bounds: { min?: string; max?: string } = {}): string | undefined {
  return readDate(REAL_WORDS, text, { today: TODAY, ...bounds })
}

describe('readDate', () => {
  it.each([
    ['25/12/2025', '2025-12-25'],
    ['25-12-2025', '2025-12-25'],
    ['25.12.25', '2025-12-25'],
    ['2025-12-25', '2025-12-25'],
    ['٢٥/١٢/٢٠٢٥', '2025-12-25'],
    ['né le 3/2/1998', '1998-02-03'],
    ['3 2 98', '1998-02-03'],
  ])('reads figures: %s', (text, day) => {
    expect(read(text)).toBe(day)
  })

  it.each([
    ['5 mars', '2026-03-05'],
    ['le 5 mars 2025', '2025-03-05'],
    ['1er avril 2025', '2025-04-01'],
    ['premier avril 2025', '2025-04-01'],
    ['5 sept 2025', '2025-09-05'],
    ['il est né le 5 mars 2026', '2026-03-05'],
    ['March 5th, 2026', '2026-03-05'],
    ['5th of March', '2026-03-05'],
    ['٥ مارس ٢٠٢٦', '2026-03-05'],
    ['5 آذار 2026', '2026-03-05'],
    ['15 شتنبر 2025', '2025-09-15'],
    ['15 أيلول 2025', '2025-09-15'],
    ['3 غشت 2025', '2025-08-03'],
    ['5mars', '2026-03-05'],
  ])('reads months by name: %s', (text, day) => {
    expect(read(text)).toBe(day)
  })

  it.each([
    ["aujourd'hui", '2026-03-20'],
    ['hier', '2026-03-19'],
    ['avant-hier', '2026-03-18'],
    ['l-bare7', '2026-03-19'],
    ['lbare7', '2026-03-19'],
    ['البارح', '2026-03-19'],
    ['أمس', '2026-03-19'],
    ['أول أمس', '2026-03-18'],
    ['lyoum', '2026-03-20'],
    ['اليوم', '2026-03-20'],
    ['yesterday', '2026-03-19'],
    ['demain', '2026-03-21'],
    ['ghedda', '2026-03-21'],
  ])('reads words for days: %s', (text, day) => {
    expect(read(text)).toBe(day)
  })

  it.each([
    ['il y a 3 jours', '2026-03-17'],
    ['3 jours', '2026-03-17'],
    ['3 days ago', '2026-03-17'],
    ['منذ ثلاثة أيام', '2026-03-17'],
    ['هادي 3 ايام', '2026-03-17'],
    ['hadi tlata iyam', '2026-03-17'],
    ['قبل يومين', '2026-03-18'],
    ['il y a une semaine', '2026-03-13'],
    ['deux semaines', '2026-03-06'],
    ['il y a vingt-deux jours', '2026-02-26'],
    ['شهر واحد', '2026-02-20'],
    ['قبل أسبوع', '2026-03-13'],
    ['il y a un mois', '2026-02-20'],
    ['dans 2 jours', '2026-03-22'],
  ])('reads distances: %s', (text, day) => {
    expect(read(text)).toBe(day)
  })

  it('takes a weekday for the last one', () => {
    expect(read('lundi')).toBe('2026-03-16')
    expect(read('vendredi dernier')).toBe('2026-03-13')
  })

  it('takes a weekday for the next one where only the future is allowed', () => {
    expect(read('lundi', { min: TODAY })).toBe('2026-03-23')
  })

  it('chooses the year that the bounds allow', () => {
    expect(read('25 12', { max: TODAY })).toBe('2025-12-25')
    expect(read('5 janvier', { min: TODAY })).toBe('2027-01-05')
  })

  it.each(['31/02/2026', '45 mars', 'mars', 'quand ?', 'le 5 mars ça va ?', '', '12', 'bonjour'])(
    'does not read: %s',
    (text) => {
      expect(read(text)).toBeUndefined()
    },
  )
})
