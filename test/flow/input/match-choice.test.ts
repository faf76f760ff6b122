import { describe, expect, it } from 'vitest'
import { matchChoice } from '../../../src/flow/input/match-choice.ts'
import { readYesNo } from '../../../src/flow/input/read-yes-no.ts'
import { REAL_WORDS } from '../support.ts'

const CHOICES = [
  { label: "À l'hôpital", words: ['clinique', 'maternité'] },
  { label: 'À la maison' },
  { label: 'في الطريق', words: ['dehors'] },
]

function chosen(text: string): string | undefined {
  return matchChoice(REAL_WORDS, text, CHOICES)?.label
}

describe('matchChoice', () => {
  it.each([
    '2',
    '٢',
    '۲',
    '2️⃣',
    '2.',
    '2)',
    'deux',
    'two',
    'جوج',
    'jouj',
    'numéro 2',
    'le 2',
    'رقم 2',
    'نمرة جوج',
    '2 svp',
  ])('takes the second by its number: %s', (text) => {
    expect(chosen(text)).toBe('À la maison')
  })

  it.each([
    'À l’hôpital',
    'hopital',
    'a l hopital',
    'hôpitale',
    'a lhopital',
    'clinique',
    'matérnité',
    'à l’hôpital public',
  ])('takes the first by its label, a word of it, or something near: %s', (text) => {
    expect(chosen(text)).toBe("À l'hôpital")
  })

  it.each(['الطريق', 'طريق', 'فالطريق', 'dehors'])(
    'takes the third in Arabic letters: %s',
    (text) => {
      expect(chosen(text)).toBe('في الطريق')
    },
  )

  it.each([
    '4',
    '0',
    '23',
    'hôpital ou maison',
    "pas à l'hôpital",
    "est-ce que l'hôpital est gratuit ?",
    "je voudrais savoir si à l'hôpital il faut payer quelque chose",
    '1 ou 2',
    '',
    '🙂',
  ])('takes none for: %s', (text) => {
    expect(chosen(text)).toBeUndefined()
  })

  it('takes a label that is a number for itself, not for a place in the list', () => {
    const choices = [{ label: '2 enfants' }, { label: '1 enfant' }]

    expect(matchChoice(REAL_WORDS, '1 enfant', choices)?.label).toBe('1 enfant')
  })
})

describe('readYesNo', () => {
  it.each([
    'oui',
    'Oui !',
    'ouiii',
    'oui merci',
    "d'accord",
    'wakha',
    'ah',
    'نعم',
    'إيه',
    'واخا عافاك',
    'yes please',
    '👍',
    '👍🏽',
    'iyeh',
  ])('takes for a yes: %s', (text) => {
    expect(readYesNo(REAL_WORDS, text)).toBe(true)
  })

  it.each(['non', 'non merci', 'la', 'lala', 'لا', 'لا شكرا', 'no', 'pas encore', 'nope', '👎'])(
    'takes for a no: %s',
    (text) => {
      expect(readYesNo(REAL_WORDS, text)).toBe(false)
    },
  )

  it.each([
    'non mais comment je fais pour les papiers ?',
    'oui non',
    'oui ?',
    'peut-être',
    'merci',
    'la carte de séjour',
    '',
  ])('takes for neither: %s', (text) => {
    expect(readYesNo(REAL_WORDS, text)).toBeUndefined()
  })
})
