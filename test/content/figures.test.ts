import { describe, expect, it } from 'vitest'
import { figuresOf } from '../../src/content/index.ts'

describe('figuresOf', () => {
  it('takes an amount for the same however it is written', () => {
    expect(figuresOf('500 000 DH')).toEqual(['500000'])
    expect(figuresOf('500.000 DH')).toEqual(['500000'])
    expect(figuresOf('500,000 DH')).toEqual(['500000'])
    expect(figuresOf('٥٠٠ ٠٠٠ درهم')).toEqual(['500000'])
  })

  it('takes a percentage for the same with comma or point', () => {
    expect(figuresOf('0,5 %')).toEqual(figuresOf('0.5%'))
  })

  it('takes a phone number for the same with or without spaces', () => {
    expect(figuresOf('05 20 44 71 00')).toEqual(figuresOf('0520447100'))
  })

  it('leaves out the numbers that begin the lines of a list', () => {
    expect(figuresOf('1. venir\n2. attendre 30 jours')).toEqual(['30'])
  })

  it('keeps short numbers in a row apart', () => {
    expect(figuresOf('appelez le 19, le 177 ou le 15')).toEqual(['15', '177', '19'])
  })
})
