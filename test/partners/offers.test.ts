import { describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { LOCALES, type Partner } from '../../src/core/index.ts'
import { readTree } from '../../src/documents/index.ts'
import { describePartner, type PartnerQuery, rankPartners } from '../../src/partners/index.ts'
import { loadTexts } from '../../src/texts/index.ts'
import { shippedDirectory } from './directory.ts'

const { directory } = shippedDirectory()
const { texts } = loadTexts(readTree(PROJECT_ROOT, 'content/locales'))

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri'] as const
const OFFICE = [{ days: WEEK, from: '08:30', to: '16:30' }]

const AT_NINE = Date.parse('2026-11-27T08:00Z')

/** A directory of two houses in Tanger that are alike but for what is given, `a` before `b`. */
function houses(a: Partial<Partner>, b: Partial<Partner>) {
  const house = directory.partners.get('100-mamans')
  if (house === undefined) throw new Error('100-mamans is gone')
  const alike = { ...house, languages: [], contacts: [] }
  return {
    ...directory,
    partners: new Map([
      ['a', { ...alike, partner: 'a', ...a }],
      ['b', { ...alike, partner: 'b', ...b }],
    ]),
  }
}

function rank(a: Partial<Partner>, b: Partial<Partner>, query: Partial<PartnerQuery> = {}) {
  const wanted = { need: 'shelter', locale: 'fr', town: 'tanger', ...query } as const
  return rankPartners(houses(a, b), wanted)
}

const order = (...given: Parameters<typeof rank>) =>
  rank(...given)
    .map(({ partner }) => partner.partner)
    .join('')

const reasons = (...given: Parameters<typeof rank>) =>
  (rank(...given)[0]?.reasons ?? []).map(({ type }) => type)

describe('of two partners that fit alike', () => {
  it('the one where the language of the person is spoken comes first', () => {
    expect(order({}, { languages: ['fr'] })).toBe('ba')
    expect(order({ languages: ['fr'] }, {}, { locale: 'en' })).toBe('ba')
    expect(reasons({}, { languages: ['fr'] })).toContain('speaks')
  })

  it('Darija and Arabic count as understood both ways', () => {
    expect(order({ languages: ['fr'] }, { languages: ['ary'] }, { locale: 'ar' })).toBe('ba')
    expect(order({ languages: ['fr'] }, { languages: ['ar'] }, { locale: 'ary' })).toBe('ba')
  })

  it('the one that is free comes first, the one that costs last', () => {
    expect(order({}, { cost: 'free' })).toBe('ba')
    expect(order({ cost: 'paid' }, {})).toBe('ba')
    expect(reasons({}, { cost: 'free' })).toContain('free')
  })

  it('the one with room comes first, and one that is full stands behind as if it paused', () => {
    expect(order({ capacity: 'few' }, {})).toBe('ba')
    expect(order({ capacity: 'full' }, { status: 'unverified' })).toBe('ab')
    expect(reasons({ capacity: 'full' }, { status: 'closed' })).toContain('full')
    expect(reasons({ capacity: 'few' }, { status: 'closed' })).toContain('few')
  })

  it('the one that is open at that moment comes first', () => {
    expect(order({}, { opening: OFFICE }, { now: AT_NINE })).toBe('ba')
    expect(order({ opening: OFFICE }, {}, { now: AT_NINE + 9 * 3_600_000 })).toBe('ba')
    expect(reasons({}, { opening: OFFICE }, { now: AT_NINE })).toContain('open-now')
  })

  it('what nobody knows counts neither for one nor against it', () => {
    expect(reasons({}, {}, { now: AT_NINE })).toEqual(['in-town', 'serves'])
  })
})

describe('whether a partner is open', () => {
  const isOpen = (time: string) =>
    reasons({ opening: OFFICE }, { status: 'closed' }, { now: Date.parse(time) }).includes(
      'open-now',
    )

  it('goes by clocks in Morocco, which are an hour back in Ramadan', () => {
    // 08:00 UTC is nine o'clock in November, and eight in the Ramadan of 2027.
    expect(isOpen('2026-11-27T08:00Z')).toBe(true)
    expect(isOpen('2027-02-19T08:00Z')).toBe(false)
    expect(isOpen('2027-02-19T08:30Z')).toBe(true)
  })

  it('ends at the minute that is named, and knows days off', () => {
    expect(isOpen('2026-11-27T15:29Z')).toBe(true)
    expect(isOpen('2026-11-27T15:30Z')).toBe(false)
    expect(isOpen('2026-11-28T10:00Z')).toBe(false)
  })
})

describe('the reason', () => {
  it('is one short sentence in every language, however much there is to say', () => {
    const all = { languages: [...LOCALES], cost: 'free', capacity: 'few', opening: OFFICE } as const
    for (const locale of LOCALES) {
      const [best] = rank(all, { status: 'closed' }, { locale, now: AT_NINE })
      const card = best === undefined ? '' : describePartner(texts, directory, best, locale)
      const [, sentence = ''] = /\((.*)\)/u.exec(card.split('\n')[0] ?? '') ?? []

      expect(sentence).not.toContain('partners:')
      expect(sentence.split(/[,،] /u)).toHaveLength(3)
      expect(sentence.length).toBeLessThan(120)
    }
  })

  it('names every reason in every language', () => {
    const shown = (locale: (typeof LOCALES)[number], now: number) =>
      rank({ capacity: 'few', opening: OFFICE, serves: [] }, { status: 'closed' }, { locale, now })
        .map((one) => describePartner(texts, directory, one, locale))
        .join('\n')

    expect(shown('fr', AT_NINE)).toContain('à Tanger, peu de places, ouvert en ce moment')
    expect(shown('en', AT_NINE - 9 * 3_600_000)).toContain('few places left, closed now')
    expect(shown('ary', AT_NINE)).toContain('بلايص قلال، محلول دابا')
    expect(shown('ar', AT_NINE)).toContain('أماكن قليلة، مفتوح الآن')
  })
})

describe('a contact that did not answer several people', () => {
  it('is shown with a warning in every language', () => {
    const source = { title: 'x', date: '2026-01', confidence: '1' } as const
    const partner = directory.partners.get('100-mamans')
    if (partner === undefined) throw new Error('100-mamans is gone')
    const contacts = ['05 00 00 00 01', '05 00 00 00 02'].map((value) => ({
      ...{ type: 'phone' as const, value, source },
    }))
    const silent = new Set(['100-mamans 05 00 00 00 01'])
    for (const locale of LOCALES) {
      const lines = describePartner(
        texts,
        { ...directory, silent },
        { partner: { ...partner, contacts }, score: 0, reasons: [] },
        locale,
      ).split('\n')
      const warning = texts.text(locale, 'partners:silent')

      expect(lines.find((line) => line.includes('00 01'))).toContain(warning)
      expect(lines.find((line) => line.includes('00 02'))).not.toContain(warning)
    }
  })
})
