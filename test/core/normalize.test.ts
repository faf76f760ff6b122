import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalize } from '../../src/core/index.ts'

/** Nothing to be seen, but uncommon: with it, a text goes the slow way. */
const INVISIBLE = '\u200b'

const LETTERS =
  "aAéÈçœŒßcdlLqu'’`´ʼ ،؟.,;:!?«»…—-^_~09٣۴ $€لااأإآىئؤةءـَُِّگپچڤ\t\n🙂²½ª\u00a0\u0301\u0654"

describe('normalize', () => {
  it('reads common and uncommon texts alike', () => {
    const texts = fc.array(fc.constantFrom(...LETTERS), { maxLength: 40 })
    fc.assert(
      fc.property(texts, (letters) => {
        const text = letters.join('')
        expect(normalize(text)).toBe(normalize(text + INVISIBLE))
      }),
      { numRuns: 3000, seed: 7 },
    )
  })

  it('reads every character of the first planes alike, between others and repeated', () => {
    for (let unit = 0; unit < 0x2100; unit++) {
      const character = String.fromCharCode(unit)
      const text = `d${character}a ${character.repeat(3)}${character}b`
      expect(normalize(text), unit.toString(16)).toBe(normalize(text + INVISIBLE))
    }
  })

  it('makes equal what is written differently', () => {
    expect(normalize("  L'Été, c’est   LOOOONG ! ")).toBe('l ete c est long')
    expect(normalize('أُريدُ بطاقةَ الإقامـــة ٢٠٢٦؟')).toBe('اريد بطاقه الاقامه 2026')
    expect(normalize('chhaaaal bghiiit 1000')).toBe('chhal bghit 1000')
  })

  it('keeps a thousand characters of a long text', () => {
    expect(normalize('mot '.repeat(2000))).toBe('mot '.repeat(250).trim())
    expect(normalize(`${'\u0640'.repeat(3990)} abcdefghijkl`)).toBe('abcdefghi')
  })
})
