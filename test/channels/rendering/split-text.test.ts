import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spansOf, splitText } from '../../../src/channels/rendering/index.ts'

const LRI = '\u2066'
const PDI = '\u2069'

describe('splitText', () => {
  it('leaves a short text alone', () => {
    expect(splitText('Bonjour.', 40)).toEqual(['Bonjour.'])
  })

  it('sends nothing for nothing', () => {
    expect(splitText(' \n ', 40)).toEqual([])
  })

  it('prefers the end of a paragraph to that of a line or sentence', () => {
    const text = 'First line here.\nSecond one.\n\nA third. And a fourth that is long.'

    expect(splitText(text, 48)).toEqual([
      'First line here.\nSecond one.',
      'A third. And a fourth that is long.',
    ])
  })

  it('splits at the end of a sentence', () => {
    expect(splitText('One two three four. Five six seven eight nine ten.', 40)).toEqual([
      'One two three four.',
      'Five six seven eight nine ten.',
    ])
  })

  it('splits at an Arabic question mark', () => {
    expect(splitText('واش عندك بطاقة ديال الإقامة؟ كتب ليا فين ساكن دابا فالمغرب', 40)).toEqual([
      'واش عندك بطاقة ديال الإقامة؟',
      'كتب ليا فين ساكن دابا فالمغرب',
    ])
  })

  it('does not take the points of a number or an address for ends', () => {
    expect(splitText('Il faut 12.500 DH et voir rnae.gov.ma pour la suite', 40)).toEqual([
      'Il faut 12.500 DH et voir rnae.gov.ma',
      'pour la suite',
    ])
  })

  it('does not split inside an isolated stretch', () => {
    const phone = `${LRI}+212 5 22 00 00 00${PDI}`

    expect(splitText(`عيطو لهاد النمرة ديال الجمعية ${phone}`, 40)).toEqual([
      'عيطو لهاد النمرة ديال الجمعية',
      phone,
    ])
  })

  it('does not split inside bold', () => {
    expect(splitText('Voici ce qui compte ici : *le livret de famille. Oui* voila', 40)).toEqual([
      'Voici ce qui compte ici :',
      '*le livret de famille. Oui* voila',
    ])
  })

  it('closes and reopens bold that is longer than a message', () => {
    expect(splitText('*aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd*', 40)).toEqual([
      '*aaaaaaaaaa bbbbbbbbbb*',
      '*cccccccccc dddddddddd*',
    ])
  })

  it('does not tear a character apart', () => {
    const family = '👨‍👩‍👧'

    for (const part of splitText(family.repeat(20), 40)) expect(part.isWellFormed()).toBe(true)
  })

  it('keeps every word, every mark in pairs and every part within the limit', () => {
    const piece = fc.oneof(
      fc.constantFrom(' ', '\n', '\n\n', '. ', '؟ ', ', ', '* ', '2*3', '👨‍👩‍👧', 'é', 'à'),
      fc.stringMatching(/^[a-z]{1,50}$/),
      fc.stringMatching(/^[a-z .]{1,60}$/).map((text) => `${LRI}${text}${PDI}`),
      fc.stringMatching(/^[a-z][a-z .]{0,60}[a-z]$/).map((text) => ` *${text}* `),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.integer({ min: 32, max: 120 }), (p, n) => {
        const text = p.join('')
        const parts = splitText(text, n)

        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(n)
          expect(part.trim()).not.toBe('')
          expect(part.split(LRI).length).toBe(part.split(PDI).length)
        }
        const letters = (value: string) => value.replace(/[\s*\u2066\u2069]/gu, '')
        expect(letters(parts.join(''))).toBe(letters(text))
        const bold = (value: string) =>
          spansOf(value)
            .filter(({ open }) => open === '*')
            .map(({ start, end }) => letters(value.slice(start, end)))
            .join('')
        expect(parts.map(bold).join('')).toBe(bold(text))
      }),
      { numRuns: 500 },
    )
  })

  it('takes 100,000 characters in its stride', () => {
    const started = performance.now()
    const parts = splitText('mot '.repeat(25_000), 4096)

    expect(parts).toHaveLength(25)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
