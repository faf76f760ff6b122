import { describe, expect, it } from 'vitest'
import { readTestRows, readTrainingRows } from '../../src/faq/index.ts'

const line = (text: string, label: string | null) => JSON.stringify({ text, label, lang: 'fr' })

describe('a file to train on', () => {
  it.each([
    ['a broken line', '{"text": "payer', /train\.jsonl:2:/u],
    ['a line that is no object', '["payer", "tax"]', /train\.jsonl:2:/u],
    ['a text that is no text', '{"text": 3, "label": "tax"}', /train\.jsonl:2:/u],
    ['an empty label', line('payer', ' '), /train\.jsonl:2: the label is empty/u],
    [
      'the same phrase under two labels',
      line(' Louer  une chambre', 'tax'),
      /train\.jsonl:2: .*"tax", and at line 1 under "room"/u,
    ],
  ])('with %s is refused, and the line is named', (_, second, message) => {
    const source = [line('louer une chambre', 'room'), second, line('payer la taxe', 'tax')]

    expect(() => readTrainingRows('train.jsonl', source.join('\n'))).toThrow(message)
  })

  it('with one label only is refused', () => {
    const source = [line('louer une chambre', 'room'), line('trouver un lit', 'room')].join('\n')

    expect(() => readTrainingRows('train.jsonl', source)).toThrow(
      /train\.jsonl:2: .*only the label "room"; two are needed/u,
    )
  })

  it('may have empty lines, which count', () => {
    const source = [line('louer une chambre', 'room'), '', '{'].join('\n')

    expect(() => readTrainingRows('train.jsonl', source)).toThrow(/train\.jsonl:3:/u)
  })
})

describe('a file to test with', () => {
  it('may hold messages out of scope', () => {
    const rows = readTestRows('oos.jsonl', line('quel temps fait-il', null))

    expect(rows).toEqual([{ text: 'quel temps fait-il', label: undefined, lang: 'fr' }])
  })
})
