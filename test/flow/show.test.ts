import { describe, expect, it } from 'vitest'
import type { Locale } from '../../src/core/index.ts'
import { startFlow } from '../../src/flow/index.ts'
import { showAmount, showDate } from '../../src/flow/show.ts'
import { CONTEXT, flowFile, saidIn, servicesFor, textsWith } from './support.ts'

describe('showDate', () => {
  it.each([
    ['fr', '5 mars 2026'],
    ['en', '5 March 2026'],
    ['ar', '5 مارس 2026'],
    ['ary', '5 مارس 2026'],
  ] as const)('writes the day in %s', (locale, text) => {
    expect(showDate(locale, '2026-03-05')).toBe(text)
  })

  it('uses the names of the months of Morocco', () => {
    expect(showDate('ar', '2026-08-01')).toBe('1 غشت 2026')
  })
})

describe('showAmount', () => {
  it.each([
    ['fr', 2_000_000, '20 000'],
    ['fr', 125_050, '1 250,50'],
    ['ar', 125_005, '1 250,05'],
    ['en', 125_050, '1,250.50'],
    ['fr', 99, '0,99'],
    ['fr', -150_000, '-1 500'],
  ] as const)('writes centimes in %s: %i', (locale, centimes, text) => {
    expect(showAmount(locale, centimes).replaceAll('\u00a0', ' ')).toBe(text)
  })
})

describe('a text with names', () => {
  const say = (text: string, locale: Locale, defaults: Readonly<Record<string, unknown>>) => {
    const file = flowFile({ start: 'x', defaults, nodes: { x: { type: 'end', text: 'x' } } })
    const services = servicesFor([file], textsWith('sample', { x: text }))
    return saidIn(startFlow(services, 'sample', { ...CONTEXT, locale, city: 'oujda' }))
  }

  it('shows the town by its name', () => {
    expect(say('À {{city}}.', 'fr', {})).toEqual(['À Oujda.'])
  })

  it('shows values as they are where nothing else is known', () => {
    expect(say('{{a}} {{b}} {{c}}', 'fr', { a: 'x', b: 2, c: true })).toEqual(['x 2 true'])
  })

  it('does not follow instructions that a person wrote', () => {
    const words = { a: '$t(words:yes-label) {{b}}', b: 'secret' }

    expect(say('Vous dites : {{a}}', 'fr', words)).toEqual([
      'Vous dites : $t(words:yes-label) {{b}}',
    ])
  })
})
