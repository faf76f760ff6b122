import { describe, expect, it } from 'vitest'
import { normalize, wordsOf } from '../../src/core/index.ts'
import { indexLexicon } from '../../src/faq/lexicon.ts'
import { stemOf } from '../../src/faq/stem.ts'

const lexicon = indexLexicon({
  pay: ['payer', 'خلص'],
  invoice: ['facture', 'فاتورة'],
  worker: ['عامل'],
  can: ['قادر'],
  sew: ['coudre'],
  lesson: ['درس'],
  nothing: ['dors'],
})

/** The meanings and stems that a message is made of. */
function meaningsOf(text: string): string[] {
  const words = wordsOf(normalize(text))
  const read = words.map((word) => lexicon.read(word, stemOf(word)))
  return lexicon.canonical(words, read).map((word) => word.text)
}

describe('the lexicon', () => {
  it('finds a Darija verb that is denied or done by several', () => {
    expect(meaningsOf('خلصتش')).toEqual(['pay'])
    expect(meaningsOf('كيخلصو')).toEqual(['pay'])
  })

  it('finds a noun with its article, a preposition or the accusative', () => {
    expect(meaningsOf('فاتورة الفاتورة فالفاتورة')).toEqual(['invoice', 'invoice', 'invoice'])
    expect(meaningsOf('عاملا')).toEqual(['worker'])
  })

  it('hears an Arabic word in Latin letters before a French one of the same consonants', () => {
    expect(meaningsOf('9ader')).toEqual(['can'])
    expect(meaningsOf('coudre')).toEqual(['sew'])
  })

  it('hears nothing in a word that stands under nothing, whatever it sounds like', () => {
    expect(meaningsOf('ders dors')).toEqual(['lesson', 'dor'])
    const [word] = wordsOf(normalize('dors'))
    expect(lexicon.read(word ?? '', 'dor').known).toBe(false)
  })
})
