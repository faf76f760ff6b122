import { describe, expect, it } from 'vitest'
import { LOCALES } from '../../src/core/index.ts'
import { createConversation } from '../support/conversation.ts'
import { realServices } from '../support/project.ts'

describe('help', () => {
  it.each(LOCALES)('names words that work at any time, above the menu, in %s', async (locale) => {
    const { knowledge, phrases } = realServices()
    const [word = ''] = knowledge.texts.list(locale, 'words:help')

    const { text, choices } = await createConversation({ locale }).say(word)

    const named = [...text.matchAll(/\*([^*]+)\*/gu)].map((found) => found[1] ?? '')
    expect(named.map((one) => phrases.command(one))).toEqual([
      'menu',
      'back',
      'stop',
      'language',
      'person',
      'erase',
    ])
    expect(choices.map(({ data }) => data)).toContain('w:find-partner')
  })
})
