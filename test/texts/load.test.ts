import { describe, expect, it } from 'vitest'
import { loadTexts } from '../../src/texts/load.ts'

const { texts } = loadTexts([
  {
    path: 'content/locales/fr/common.yaml',
    source: [
      'hello: "Bonjour {{name}}, {{name}} !"',
      'only: "En français : {{name}}"',
      'left_one: "Il reste {{count}} jour"',
      'left_other: "Il reste {{count}} jours"',
      'nested: "$t(hello) Ça va ?"',
      'spaced: "Bonjour {{ name }}"',
      'thanks: "Merci {{name}} : {{count}}, {{context}}."',
      'plain: " Au revoir "',
    ].join('\n'),
  },
  { path: 'content/locales/en/common.yaml', source: 'hello: "Hello {{name}}, {{name}}!"' },
])

describe('texts', () => {
  it('puts values where they belong, as they are', () => {
    expect(texts.text('en', 'hello', { name: 'Amal' })).toBe('Hello Amal, Amal!')
    expect(texts.text('fr', 'common:hello', { name: 7 })).toBe('Bonjour 7, 7 !')
    const odd = "$& $1 {{name}} $t(plain) <b> '"
    expect(texts.text('en', 'hello', { name: odd })).toBe(`Hello ${odd}, ${odd}!`)
  })

  it('falls back to French, with its values', () => {
    expect(texts.text('en', 'only', { name: 'Amal' })).toBe('En français : Amal')
    expect(texts.text('ary', 'plain')).toBe('Au revoir')
    expect(texts.text('ary', 'nowhere', { name: 'Amal' })).toBe('')
  })

  it('chooses among texts by number, nests them, and allows spaces', () => {
    expect(texts.text('fr', 'left', { count: 1 })).toBe('Il reste 1 jour')
    expect(texts.text('fr', 'left', { count: 5 })).toBe('Il reste 5 jours')
    expect(texts.text('fr', 'thanks', { name: 'Amal', count: 3, context: 'x' })).toBe(
      'Merci Amal : 3, x.',
    )
    expect(texts.text('fr', 'nested', { name: 'Amal' })).toBe('Bonjour Amal, Amal ! Ça va ?')
    expect(texts.text('fr', 'spaced', { name: 'Amal' })).toBe('Bonjour Amal')
  })

  it('gives the same text again', () => {
    expect(texts.text('fr', 'plain')).toBe('Au revoir')
    expect(texts.text('fr', 'plain')).toBe('Au revoir')
    expect(texts.text('en', 'hello', { name: 'Omar' })).toBe('Hello Omar, Omar!')
  })
})
