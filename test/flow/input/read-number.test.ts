import { describe, expect, it } from 'vitest'
import { readAmount } from '../../../src/flow/input/read-amount.ts'
import { readNumber } from '../../../src/flow/input/read-number.ts'
import { readPhone } from '../../../src/flow/input/read-phone.ts'
import { REAL_WORDS } from '../support.ts'

describe('readNumber', () => {
  it.each([
    ['3', 3],
    ['٣', 3],
    ['12 500', 12500],
    ['1,5', 1.5],
    ["j'ai 3 enfants", 3],
    ['trois', 3],
    ['deux enfants', 2],
    ['جوج', 2],
    ['جوج دراري', 2],
    ['tlata', 3],
    ['vingt et un', 21],
    ['soixante-douze', 72],
    ['quatre-vingt-dix-sept', 97],
    ['خمسة وعشرين', 25],
    ['mille deux cents', 1200],
    ['twenty five', 25],
    ['zéro', 0],
    ['un', 1],
  ])('reads %s', (text, number) => {
    expect(readNumber(REAL_WORDS, text)).toBe(number)
  })

  it.each(['2 ou 3', 'un moment svp', 'combien ?', 'beaucoup', '', '3 ?'])(
    'does not read: %s',
    (text) => {
      expect(readNumber(REAL_WORDS, text)).toBeUndefined()
    },
  )
})

describe('readAmount', () => {
  it.each([
    ['20 000 dh', 2_000_000],
    ['20.000', 2_000_000],
    ['20,000 DH', 2_000_000],
    ['20000dh', 2_000_000],
    ['20k', 2_000_000],
    ['20 mille dirhams', 2_000_000],
    ['1.250,50', 125_050],
    ['1250.5 dh', 125_050],
    ['٢٠٠٠٠ درهم', 2_000_000],
    ['عشرين ألف درهم', 2_000_000],
    ['20 ألف', 2_000_000],
    ['3 alaf dh', 300_000],
    ['جوج مليون درهم', 200_000_000],
    ['je gagne 3 000 dh par mois', 300_000],
    ['1000 ryal', 5_000],
    ['50 centimes', 50],
  ])('reads %s as centimes', (text, centimes) => {
    expect(readAmount(REAL_WORDS, text)).toBe(centimes)
  })

  it('leaves a million without a unit alone: some mean centimes', () => {
    expect(readAmount(REAL_WORDS, 'جوج مليون')).toBeUndefined()
    expect(readAmount(REAL_WORDS, '2 millions')).toBeUndefined()
  })

  it.each(['entre 2000 et 3000', 'rien du tout', 'combien de dh ?'])(
    'does not read: %s',
    (text) => {
      expect(readAmount(REAL_WORDS, text)).toBeUndefined()
    },
  )
})

describe('readPhone', () => {
  it.each([
    '0612345678',
    '06 12 34 56 78',
    '06-12-34-56-78',
    '+212 6 12 34 56 78',
    '00212612345678',
    '+212 (0)6 12 34 56 78',
    '٠٦١٢٣٤٥٦٧٨',
    'mon numéro : 0612345678',
  ])('reads %s', (text) => {
    expect(readPhone(text)).toBe('+212612345678')
  })

  it.each(['061234567', '06123456789', '0912345678', '0612345678 ou 0698765432'])(
    'does not read: %s',
    (text) => {
      expect(readPhone(text)).toBeUndefined()
    },
  )
})
