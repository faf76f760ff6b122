import { describe, expect, it } from 'vitest'
import { clausesOf, runsOf, sentencesOf, sidesOf } from '../../src/urgency/clauses.ts'

function sentences(text: string): readonly string[] {
  return sentencesOf(text).map(({ start, end }) => text.slice(start, end).trim())
}

describe('sentencesOf', () => {
  it('divides at the ends of sentences and lines', () => {
    expect(sentences('bonjour ! une question\nmerci. واش نقدر؟ شكرا')).toEqual([
      'bonjour',
      'une question',
      'merci',
      'واش نقدر',
      'شكرا',
    ])
  })

  it.each([
    ['i wanted to ask about the tax but now he is hitting me', 'he is hitting me'],
    ['je voulais payer mais là il me frappe', 'il me frappe'],
    ['بغيت نسول على الضريبة ولكن دابا كيضربني', 'كيضربني'],
    ['bghit nsowel 3la dariba w daba kaydrebni', 'kaydrebni'],
  ])('divides where somebody turns to what happens now: %s', (text, now) => {
    expect(sentences(text).at(-1)).toBe(now)
  })

  it('does not divide a number or a word', () => {
    expect(sentences('elle a 39.2 depuis jamais')).toEqual(['elle a 39.2 depuis jamais'])
  })

  it('finds none in a message without words', () => {
    expect(sentences(' … !? ')).toEqual([])
  })

  it('takes forty of a message at most', () => {
    expect(sentences('oui. '.repeat(5000))).toHaveLength(40)
  })
})

describe('runsOf', () => {
  it('gives up to three sentences that follow one another, and never all of them', () => {
    const text = 'un. deux. trois'

    expect(runsOf(text, sentencesOf(text)).map((run) => run.trim())).toEqual([
      'un',
      'deux',
      'trois',
      'un. deux',
      'deux. trois',
    ])
  })
})

describe('clausesOf', () => {
  it('divides at commas that are not inside a number', () => {
    expect(clausesOf('il fait 38,5 ce soir dans la rue، ماذا يجب أن نفعل الآن')).toEqual([
      'il fait 38,5 ce soir dans la rue',
      'ماذا يجب أن نفعل الآن',
    ])
  })

  it('hears the few words after a comma with what stands before them', () => {
    expect(clausesOf('mon mari respire mal la nuit, il ronfle')).toEqual([
      'mon mari respire mal la nuit, il ronfle',
      'il ronfle',
    ])
  })
})

describe('sidesOf', () => {
  it('divides before a word with which a clause may begin', () => {
    expect(sidesOf('what is domestic violence i want to die')).toEqual([
      ['what is domestic violence', 'i want to die'],
    ])
  })

  it('does not divide after a word with which a clause goes on', () => {
    expect(sidesOf('il y a deux ans parce que je dormais dans la rue')).toEqual([])
  })

  it('does not take a point in time for a clause', () => {
    expect(sidesOf("j'ai été battue il y a dix ans")).toEqual([])
  })
})
