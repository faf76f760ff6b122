import { describe, expect, it } from 'vitest'
import { toPlainText } from '../../src/channels/plain-text.ts'

describe('toPlainText', () => {
  it('numbers choices', () => {
    const choices = [
      { data: 'a', label: 'Oui' },
      { data: 'b', label: 'Non' },
    ]

    expect(toPlainText({ type: 'text', text: 'Alors ?', direction: 'ltr', choices })).toBe(
      'Alors ?\n1. Oui\n2. Non',
    )
  })

  it('writes a place as its name and where it is', () => {
    const place = { type: 'location', latitude: 34.02, longitude: -6.84, title: 'Rabat' } as const

    expect(toPlainText(place)).toBe('Rabat\n34.02, -6.84')
  })
})
