import { describe, expect, it } from 'vitest'
import { isolate, withoutDirectionMarks } from '../../src/core/index.ts'

describe('isolate', () => {
  it('keeps the groups of a phone number in order inside an Arabic line', () => {
    expect(isolate('الهاتف 05 22 77 72 85 اليوم', 'rtl')).toBe(
      'الهاتف \u206605 22 77 72 85\u2069 اليوم',
    )
  })

  it('keeps the groups of an amount in order', () => {
    expect(isolate('السقف 500 000 درهم', 'rtl')).toBe('السقف \u2066500 000\u2069 درهم')
  })

  it('isolates a link and Latin words', () => {
    expect(isolate('الموقع rn.ae.gov.ma و AMO', 'rtl')).toBe(
      'الموقع \u2066rn.ae.gov.ma\u2069 و \u2066AMO\u2069',
    )
  })

  it('leaves the number of a list line and a lone number alone', () => {
    expect(isolate('1. بعد 30 يوما', 'rtl')).toBe('1. بعد 30 يوما')
  })

  it('keeps bold marks around an isolated word', () => {
    expect(isolate('*AMO Tadamon* هي', 'rtl')).toBe('*\u2066AMO Tadamon\u2069* هي')
  })

  it('leaves text written from left to right as it is', () => {
    expect(isolate('Tél. 05 22 77 72 85', 'ltr')).toBe('Tél. 05 22 77 72 85')
  })

  it('changes nothing the second time', () => {
    const once = isolate('الهاتف 05 22 77 72 85', 'rtl')

    expect(isolate(once, 'rtl')).toBe(once)
  })
})

describe('withoutDirectionMarks', () => {
  it('removes overrides that make a text read as another one', () => {
    expect(withoutDirectionMarks('a\u202eb\u202c')).toBe('ab')
  })
})
