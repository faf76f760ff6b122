import { describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { LOCALES, type Locale, NEEDS } from '../../src/core/index.ts'
import { readTree } from '../../src/documents/index.ts'
import { describePartner, type PartnerQuery, rankPartners } from '../../src/partners/index.ts'
import { loadTexts } from '../../src/texts/index.ts'
import { shippedDirectory } from './directory.ts'

const { directory } = shippedDirectory()
const { texts } = loadTexts(readTree(PROJECT_ROOT, 'content/locales'))

function cards(query: Omit<PartnerQuery, 'locale'>, locale: Locale) {
  const ranked = rankPartners(directory, { locale, ...query })
  return ranked.map((one) => describePartner(texts, directory, one, locale))
}

function cardOf(partner: string, query: Omit<PartnerQuery, 'locale'>, locale: Locale) {
  const ranked = rankPartners(directory, { locale, ...query })
  const one = ranked.find((candidate) => candidate.partner.partner === partner)
  return one === undefined ? '' : describePartner(texts, directory, one, locale)
}

describe('describePartner', () => {
  it('says in one sentence why this one', () => {
    const [head] = cardOf('chu-fes', { need: 'cancer-treatment', town: 'taza' }, 'fr').split('\n')

    expect(head).toBe(
      "*CHU Hassan II de Fès, oncologie de l'enfant* (le plus proche de chez vous, Taza, pour les enfants en traitement et leur famille)",
    )
  })

  it('never takes more than five lines, in no language, for no need', () => {
    for (const need of NEEDS) {
      for (const locale of LOCALES) {
        for (const card of [...cards({ need, town: 'taza' }, locale), ...cards({ need }, locale)]) {
          expect(card.split('\n').length).toBeLessThanOrEqual(5)
          expect(card).not.toContain('partners:')
        }
      }
    }
  })

  it('marks a number that is old', () => {
    const card = cardOf('amvef', { need: 'violence', town: 'casablanca' }, 'fr')

    expect(card).toContain('Téléphone : 05 22 26 86 66 (ancienne donnée, à confirmer)')
  })

  it('does not mark a recent number, nor the address of a site', () => {
    const card = cardOf('cnss', { need: 'health-cover' }, 'en')

    expect(card).toContain('Phone: 05 20 19 40 40\n')
    expect(card).not.toContain('old information')
  })

  it('says whom to ask where no number is known, and invents none', () => {
    const card = cardOf('insaf', { need: 'shelter', town: 'casablanca' }, 'fr')

    expect(card).toContain("demandez à l'Entraide Nationale")
    expect(card).not.toMatch(/\d{4}/u)
  })

  it('warns where a partner may have ended', () => {
    const card = cardOf('oum-el-banine', { need: 'pregnancy-care', town: 'agadir' }, 'ary')

    expect(card).toContain('تأكدو هو الأول واش هاد الخدمة باقا كاينة.')
  })

  it('does not repeat the town that the reason has just named', () => {
    const near = cardOf('100-mamans', { need: 'shelter', town: 'tanger' }, 'en')
    const far = cardOf('100-mamans', { need: 'shelter', town: 'larache' }, 'en')

    expect(near).not.toContain('Where:')
    expect(far).toContain('Where: Tangier')
  })
})
