import { describe, expect, it } from 'vitest'
import { createPatternCompiler } from '../../src/urgency/pattern.ts'
import { createWordsReader, ordinaryWords } from '../../src/urgency/read-words.ts'

const sets = new Map([
  ['blood', ['sang', 'saigne', 'نزيف', '*ينزف']],
  ['hits-me', ['كيضربني', 'me frappe']],
  ['door', ['=ضربني']],
  ['grip', ['شدني من', 'شد من']],
])

function matches(
  line: string,
  text: string,
  known: { text: string; lang: string }[] = [],
): boolean {
  const compiler = createPatternCompiler(sets)
  const pattern = compiler.compile(line)
  return pattern.matches(compiler.scan(createWordsReader(ordinaryWords(known))(text)))
}

describe('createPatternCompiler', () => {
  it('finds words in their order with two others between them', () => {
    expect(matches('perdu les eaux', "j'ai perdu toutes les eaux")).toBe(true)
  })

  it('does not find words in another order', () => {
    expect(matches('perdu eaux', 'les eaux sont perdues')).toBe(false)
  })

  it('does not find words that are too far apart', () => {
    expect(matches('perdu eaux', 'perdu hier soir à la gare les eaux')).toBe(false)
  })

  it('lets more words stand where the pattern has two dots', () => {
    expect(matches('perdu .. eaux', 'perdu hier soir à la gare les eaux')).toBe(true)
  })

  it('finds parts in any order', () => {
    expect(matches('enceinte & <blood>', 'je saigne et je suis enceinte')).toBe(true)
  })

  it('forbids a part after an exclamation mark', () => {
    expect(matches('<blood> & !don', 'don de sang')).toBe(false)
  })

  it('leaves a word open at its star', () => {
    expect(matches('suicid*', 'je pense au suicide')).toBe(true)
  })

  it('recognises an Arabic word by its sound in Latin letters', () => {
    expect(matches('<hits-me>', 'rajli kaydrebni')).toBe(true)
  })

  it('hears no sound in letters that nobody could speak', () => {
    expect(matches('*يضربني', 'qwzrtlckdrbn')).toBe(false)
    expect(matches('*يضربني', 'makaydrbni')).toBe(true)
  })

  it('hears short words that follow one another', () => {
    expect(matches('<grip>', 'rajli chedni mn yeddi')).toBe(true)
    expect(matches('<grip>', 'rajli chedni f yeddi')).toBe(false)
    expect(matches('<grip>', 'rajli chedd mn yeddi')).toBe(false)
  })

  it('takes what is said of him as said of her', () => {
    expect(matches('*ينزف', 'بنتي كتنزف')).toBe(true)
    expect(matches('*ينزف', 'بنتي كتزف')).toBe(false)
  })

  it('takes a word with an equals sign to the letter', () => {
    expect(matches('<door>', 'drebni')).toBe(false)
  })

  it('finds an Arabic word behind what is joined to it', () => {
    expect(matches('<blood>', 'حامل ونزيف')).toBe(true)
  })

  it('forgives one wrong letter in a long word', () => {
    expect(matches('inconscient', 'il est inconsient')).toBe(true)
  })

  it('takes an ordinary word for no misspelling of another', () => {
    const known = [{ text: 'où soigner mon fils', lang: 'fr' }]

    expect(matches('saigner', 'où soigner mon fils', known)).toBe(false)
  })

  it('names a set that is not there', () => {
    expect(() => matches('<blod>', 'sang')).toThrow('There is no set of words "blod".')
  })
})
