import { describe, expect, it } from 'vitest'
import { LOCALES } from '../../../src/core/index.ts'
import { NUMBER_KEYS } from '../../../src/flow/input/lexicon.ts'
import { loadTexts } from '../../../src/texts/index.ts'
import { REAL_LOCALES, REAL_WORDS } from '../support.ts'

const COMMANDS = ['menu', 'back', 'stop', 'language', 'erase', 'help', 'person', 'data', 'again']

describe('words.yaml', () => {
  it('gives no word two commands', () => {
    const owners = new Map<string, string>()
    const twice: string[] = []
    for (const command of COMMANDS) {
      for (const form of REAL_WORDS.forms(`words:${command}`)) {
        if (owners.has(form)) twice.push(`${form}: ${owners.get(form)} and ${command}`)
        owners.set(form, command)
      }
    }

    expect(twice).toEqual([])
  })

  it('keeps yes, no and the commands apart', () => {
    const yes = REAL_WORDS.forms('words:yes')
    const no = REAL_WORDS.forms('words:no')
    const commands = COMMANDS.flatMap((command) => [...REAL_WORDS.forms(`words:${command}`)])

    expect([...yes].filter((word) => no.has(word))).toEqual([])
    expect(commands.filter((word) => yes.has(word) || no.has(word))).toEqual([])
  })

  it('has every list in every language', () => {
    const { texts } = loadTexts(REAL_LOCALES)
    const keys = [
      ...COMMANDS,
      'yes',
      'no',
      'yes-label',
      'no-label',
      'polite',
      'not',
      'choice-number',
    ]
    const missing = LOCALES.flatMap((locale) =>
      keys.filter((key) => !texts.has(locale, `words:${key}`)).map((key) => `${locale} ${key}`),
    )

    expect(missing).toEqual([])
  })
})

describe('numbers.yaml', () => {
  it('has every list in every language', () => {
    const { texts } = loadTexts(REAL_LOCALES)
    const missing = LOCALES.flatMap((locale) =>
      [...NUMBER_KEYS, 'amount']
        .filter((key) => !texts.has(locale, `numbers:${key}`))
        .map((key) => `${locale} ${key}`),
    )

    expect(missing).toEqual([])
  })
})
