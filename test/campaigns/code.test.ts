import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CODE_COUNT, CONSONANTS, codeAt, isUnfortunate, VOWELS } from '../../src/campaigns/code.ts'
import { isCode, spokenCode } from '../../src/campaigns/index.ts'

const anyCode = fc.integer({ min: 0, max: CODE_COUNT - 1 }).map(codeAt)

describe('codeAt', () => {
  it('makes three syllables and a closing letter, each number another one', () => {
    const codes = Array.from({ length: CODE_COUNT }, (_, number) => codeAt(number))

    expect(codeAt(12_345)).toBe('DAKUKUD')
    expect(new Set(codes).size).toBe(35_937)
    expect(codes.every(isCode)).toBe(true)
  })
})

describe('isCode', () => {
  it('refuses every code in which one letter was heard or typed wrongly', () => {
    fc.assert(
      fc.property(anyCode, fc.nat(6), fc.nat(10), (code, at, which) => {
        const letters = at % 2 === 0 ? CONSONANTS : VOWELS
        const other = letters.charAt(which % letters.length).toUpperCase()
        const wrong = code.slice(0, at) + other + code.slice(at + 1)

        expect(isCode(wrong)).toBe(wrong === code)
      }),
    )
  })

  it('refuses a code in which two letters changed places', () => {
    fc.assert(
      fc.property(anyCode, fc.nat(4), fc.integer({ min: 1, max: 2 }), (code, at, distance) => {
        const letters = [...code]
        const [a = '', b = ''] = [letters[at], letters[at + distance]]
        letters[at] = b
        letters[at + distance] = a
        const wrong = letters.join('')

        expect(isCode(wrong)).toBe(wrong === code)
      }),
    )
  })

  it('refuses small letters and other lengths', () => {
    expect(['DAKUKUD', 'dakukud', 'DAKUKU', 'DAKUKUDD', ''].map(isCode)).toEqual([
      true,
      ...[false, false, false, false],
    ])
  })
})

describe('isUnfortunate', () => {
  it('keeps some words off posters', () => {
    expect(isUnfortunate('ZUBALAN')).toBe(true)
    expect(isUnfortunate('DAKUKUD')).toBe(false)
  })
})

describe('spokenCode', () => {
  it('shows the syllables', () => {
    expect(spokenCode('DAKUKUD')).toBe('DA·KU·KUD')
  })
})
