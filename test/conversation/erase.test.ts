import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toAddress } from '../../src/core/index.ts'
import { nodeDisk, readBackup } from '../../src/store/lowdb/index.ts'
import { createFolder, type Folder } from '../store/lowdb/folder.ts'
import { type Conversation, createConversation, pseudonym } from '../support/conversation.ts'
import { realServices } from '../support/project.ts'

const PERSON = pseudonym(toAddress({ channel: 'telegram', account: 'bot', peer: '1' }))

let folder: Folder

beforeEach(async () => {
  folder = await createFolder()
})

afterEach(() => folder.dispose())

/** Somebody of whom something is kept in every place where something can be kept of a person. */
async function knownEverywhere(chat: Conversation): Promise<void> {
  await chat.say('qwzrt vkpxj mnbvc')
  await chat.tap('p:yes')
  await chat.send({ type: 'choice', data: 'w:next-declaration' })
  await chat.tap(':month')
  await chat.tap(':no')
  await chat.tap(':yes')
  await chat.say('stop')
  await chat.say('Tanger')
  await chat.say('100% Mamans')
  await chat.tap('i:shelter:100-mamans')
}

describe('asking to erase', () => {
  it.each([
    ['erase everything', 'en'],
    ['effacer', 'fr'],
    ['delete everything', 'en'],
  ] as const)('is answered in its own language, also as a first word: %s', async (word, locale) => {
    const chat = createConversation({ locale: locale === 'en' ? 'fr' : 'en' })

    const { text } = await chat.say(word)

    expect(text).toContain(
      realServices().knowledge.texts.text(locale, 'erase.question').slice(0, 20),
    )
  })
})

describe('erasing everything', () => {
  it('leaves nothing of a person in any table, nor in the next backup', async () => {
    const store = await folder.open()
    const path = `${folder.dir}/copy.backup`
    const tablesWith = async (word: string) => {
      await store.backup(path)
      const found = new Set<string>()
      for await (const row of readBackup(nodeDisk, path)) {
        if (JSON.stringify(row).includes(word)) found.add(row.table)
      }
      return [...found].sort()
    }
    let isAway = false
    const chat = createConversation({
      ...{ store, today: '2026-11-23' },
      outcome: () =>
        isAway ? { type: 'retry', reason: 'the platform is away' } : { type: 'sent' },
    })
    await knownEverywhere(chat)
    isAway = true
    await chat.say('menu')
    const before = await tablesWith(PERSON)

    isAway = false
    await chat.say('effacer')
    await chat.send({ type: 'choice', data: 'x:yes' })

    expect(before).toEqual(['outbox', 'people', 'questions', 'referrals', 'reminders'])
    expect(await tablesWith(PERSON)).toEqual([])
    await store.close()
  })
})
