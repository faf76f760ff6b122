import { describe, expect, it } from 'vitest'
import { linesOf } from '../../src/print/lines.ts'

/** Every character is one wide. */
const MEASURE = { width: (text: string) => [...text].length, space: 1 }

/** The lines as they stand on paper, from left to right; Arabic is turned by its font. */
function set(text: string, direction: 'ltr' | 'rtl', width = 100): string[] {
  return linesOf(text, { direction, width, measure: MEASURE }).map(({ placed }) =>
    placed.map((piece) => piece.text).join('|'),
  )
}

describe('linesOf', () => {
  it('sets Arabic words from the right, each in one piece so that its letters join', () => {
    expect(set('اسألوا دليل مجانا', 'rtl')).toEqual(['مجانا|دليل|اسألوا'])
  })

  it('keeps Latin words and numbers inside Arabic in their own order', () => {
    expect(set('على WhatsApp Business اليوم', 'rtl')).toEqual(['اليوم|WhatsApp|Business|على'])
    expect(set('الرقم 05 20 44 71 00 مجاني', 'rtl')).toEqual(['مجاني|05 20 44 71 00|الرقم'])
    expect(set('من 9:00 إلى 17:30', 'rtl')).toEqual(['17:30|إلى|9:00|من'])
  })

  it('keeps an Arabic name inside French in its own order', () => {
    expect(set('Dalil (المرشد الآلي) répond', 'ltr')).toEqual(['Dalil|(|الآلي|المرشد|)|répond'])
  })

  it('mirrors brackets and puts marks at the end where the reader expects them', () => {
    expect(set('نعم (أو لا)؟', 'rtl')).toEqual(['؟|(|لا|أو|)|نعم'])
    expect(set('مجانا!', 'rtl')).toEqual(['!|مجانا'])
  })

  it('breaks lines in the order of reading, and orders each by itself', () => {
    expect(set('واحد اثنان ثلاثة', 'rtl', 10)).toEqual(['اثنان|واحد', 'ثلاثة'])
    expect(set('un deux trois', 'ltr', 8)).toEqual(['un|deux', 'trois'])
    expect(set('un\ndeux', 'ltr')).toEqual(['un', 'deux'])
  })

  it('ends no line inside a number or before a mark that French sets apart', () => {
    expect(set('il faut 500 000 DH', 'ltr', 12)).toEqual(['il|faut', '500 000|DH'])
    expect(set('une question ?', 'ltr', 13)).toEqual(['une', 'question ?'])
  })

  it('cuts an address that is wider than the line', () => {
    expect(set('voir dalil.example.org/?c=KAMILUS', 'ltr', 12)).toEqual([
      'voir',
      'dalil.exampl',
      'e.org/?c=KAM',
      'ILUS',
    ])
  })

  it('draws no mark that only directs', () => {
    expect(set('\u2066KAMILUS\u2069 رمز', 'rtl')).toEqual(['رمز|KAMILUS'])
  })
})
