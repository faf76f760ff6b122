import { describe, expect, it } from 'vitest'
import { NEEDS } from '../../src/core/index.ts'
import { type PartnerQuery, rankPartners } from '../../src/partners/index.ts'
import { shippedDirectory } from './directory.ts'

const { directory } = shippedDirectory()

function rank(query: Omit<PartnerQuery, 'locale'>) {
  return rankPartners(directory, { locale: 'fr', ...query })
}

function first(query: Omit<PartnerQuery, 'locale'>) {
  return rank(query)[0]?.partner.partner
}

describe('rankPartners', () => {
  it('sends a family from Taza to the hospital of Fès, and says how far it is', () => {
    const best = rank({ need: 'cancer-treatment', town: 'taza' })[0]

    expect(best?.partner.partner).toBe('chu-fes')
    expect(best?.distanceKm).toBe(93)
    expect(best?.reasons).toEqual([
      { type: 'nearest', town: 'taza', km: 93 },
      { type: 'serves', audience: 'children-with-cancer' },
    ])
  })

  it('says of one partner only that it is the nearest', () => {
    const nearest = rank({ need: 'cancer-treatment', town: 'taza' }).filter((one) =>
      one.reasons.some((reason) => reason.type === 'nearest'),
    )

    expect(nearest.map((one) => one.partner.partner)).toEqual(['chu-fes'])
  })

  it('takes coordinates for a place near the town that they are in', () => {
    const query = { need: 'cancer-treatment', coordinates: { latitude: 34.2, longitude: -4 } }

    expect(first({ ...query, need: 'cancer-treatment' })).toBe('chu-fes')
  })

  it('finds shelter in Tanger at 100% Mamans, and elsewhere a centre of the State', () => {
    expect(first({ need: 'shelter', town: 'tanger' })).toBe('100-mamans')
    expect(first({ need: 'shelter', town: 'casablanca' })).toBe('insaf')
    expect(first({ need: 'shelter', town: 'dakhla' })).toBe('emf')
    expect(first({ need: 'shelter' })).toBe('emf')
  })

  it.each([
    ['rabat', 'lavenir'],
    ['casablanca', 'lalla-salma'],
    ['fes', 'lalla-salma'],
    ['marrakech', 'lalla-salma'],
    ['oujda', 'lalla-salma'],
  ])('knows where a family sleeps that is treated in %s', (town, partner) => {
    expect(first({ need: 'lodging', town })).toBe(partner)
  })

  it('names somebody for every need, wherever the person lives, and never a closed one', () => {
    for (const need of NEEDS) {
      for (const town of [undefined, 'rabat', 'figuig', 'tata', 'dakhla']) {
        const ranked = rank(town === undefined ? { need } : { need, town })
        expect(ranked[0]?.partner.status).toBe('open')
        expect(ranked.filter((one) => one.partner.status === 'closed')).toEqual([])
      }
    }
  })

  it('never names a closed partner even where an answer asks for it', () => {
    const ranked = rank({ need: 'job-search', prefer: ['work4integration', 'anapec'] })

    expect(ranked[0]?.partner.partner).toBe('anapec')
    expect(ranked.map((one) => one.partner.partner)).not.toContain('work4integration')
  })

  it('follows the order that the answer gives', () => {
    expect(first({ need: 'birth-registration', prefer: ['etat-civil', 'insaf'] })).toBe(
      'etat-civil',
    )
    expect(first({ need: 'birth-registration', prefer: ['insaf', 'etat-civil'] })).toBe('insaf')
  })

  it('takes from the list of the answer the one that is near', () => {
    const prefer = ['shop-rabat', 'shop-casablanca', 'chu-fes', 'chu-marrakech', 'chu-oujda']

    expect(first({ need: 'cancer-treatment', town: 'oujda', prefer })).toBe('chu-oujda')
    expect(first({ need: 'cancer-treatment', town: 'taza', prefer })).toBe('chu-fes')
    expect(first({ need: 'cancer-treatment', town: 'laayoune', prefer })).toBe('chu-marrakech')
  })

  it('sends nobody across the country when a national service can help', () => {
    const prefer = ['insaf', '100-mamans', 'solidarite-feminine']

    expect(first({ need: 'mother-support', town: 'laayoune', prefer })).toBe('emf')
    expect(first({ need: 'mother-support', town: 'kenitra', prefer })).toBe('insaf')
  })

  it('names the doctor next door before the hospital when the answer says so', () => {
    const query = { need: 'cancer-treatment', topic: 'cancer', prefer: ['health-centre'] } as const

    expect(first({ ...query, town: 'fes' })).toBe('health-centre')
  })

  it('names an association for migrants only to those who may be migrants', () => {
    expect(first({ need: 'legal-aid' })).toBe('court-cell')
    expect(first({ need: 'legal-aid', audience: 'refugees', town: 'casablanca' })).toBe(
      'droit-et-justice',
    )
    expect(first({ need: 'residence-permit' })).toBe('gadem')
    expect(first({ need: 'school', town: 'fes' })).toBe('entraide-nationale')
    expect(first({ need: 'school', audience: 'migrants', town: 'rabat' })).toBe('orient-occident')
  })

  it('puts one that may have ended behind an open one in the same town', () => {
    const prefer = ['soleterre-maroc', 'cefa', 'asticude', 'ms2']

    expect(first({ need: 'migrant-support', topic: 'work', town: 'oujda', prefer })).toBe('ddm')
  })

  it.each([
    ['violence', 'unfm-kolonamaak'],
    ['child-protection', 'onde'],
    ['refugee-protection', 'unhcr-maroc'],
    ['birth-registration', 'etat-civil'],
    ['maintenance', 'court-cell'],
    ['health-cover', 'cnss'],
    ['auto-entrepreneur', 'rnae'],
    ['tax', 'dgi'],
    ['job-search', 'anapec'],
    ['cooperative', 'odco'],
    ['social-aid', 'anss'],
    ['blood', 'cnts'],
    ['pregnancy-care', 'health-centre'],
    ['information', 'entraide-nationale'],
  ] as const)('answers %s, where no town is known, with %s', (need, partner) => {
    expect(first({ need })).toBe(partner)
  })

  it('finds the blood centre of the region', () => {
    expect(first({ need: 'blood', town: 'safi' })).toBe('cnts-marrakech')
  })

  it('gives the same order twice', () => {
    const query = { need: 'legal-aid', town: 'meknes' } as const
    const ids = () => rank(query).map((one) => one.partner.partner)

    expect(ids()).toEqual(ids())
  })
})
