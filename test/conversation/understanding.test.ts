import { describe, expect, it } from 'vitest'
import type { Locale } from '../../src/core/index.ts'
import { createConversation } from '../support/conversation.ts'
import { realServices } from '../support/project.ts'

/** How an answer begins: enough to know it by. */
function opening(entry: string, locale: Locale): string {
  const answer = realServices().knowledge.entries.get(entry)?.answers[locale] ?? 'no such entry'
  return answer.slice(0, 40)
}

describe('two questions in one message', () => {
  it.each([
    ['French', 'fr', "combien d'impôt je paie ? et quand est-ce que je déclare ?"],
    ['English', 'en', 'how much tax do I pay? and when do I declare?'],
    ['Arabic', 'ar', 'كم الضريبة التي سأدفعها؟ ومتى أصرح برقم المعاملات؟'],
    ['Darija', 'ary', 'شحال ديال الضريبة غنخلص؟ وفوقاش خاصني نصرّح؟'],
    ['Darija in Latin letters', 'ary', 'ch7al dyal dariba nkhless? w fo9ach nsere7?'],
  ] as const)('are both answered in %s', async (_, locale, said) => {
    const { text } = await createConversation().say(said)

    expect(text).toContain(opening('tax-rates', locale))
    expect(text).toContain(opening('declaration-dates', locale))
  })
})

describe('a short question after an answer', () => {
  it.each([
    ['French', 'fr', "combien d'impôt je paie quand je vends ?", 'et pour les services ?'],
    ['English', 'en', 'how much tax do I pay on sales', 'and for services?'],
    ['Darija', 'ary', 'شحال فالضريبة ديال البيع؟', 'وديال الخدمات؟'],
    ['Darija in Latin letters', 'ary', 'ch7al dariba dyal lbi3', 'w dyal les services?'],
  ] as const)(
    'is understood by what was answered before in %s',
    async (_, locale, before, said) => {
      const chat = createConversation()

      await chat.say(before)
      const { text } = await chat.say(said)

      expect(text).toContain(opening('tax-rates', locale))
    },
  )

  it('stands for itself where it says something of its own', async () => {
    const chat = createConversation()

    await chat.say('quels papiers pour déclarer la naissance')
    const { text } = await chat.say('et si le délai est passé ?')

    expect(text).toContain(opening('birth-late', 'fr'))
  })

  it('is not guessed at where it says nothing at all', async () => {
    const { texts } = realServices().knowledge
    const before = [
      'how much tax do I pay on sales',
      'I want to abandon my baby',
      'my child has cancer',
    ]

    for (const said of before) {
      const chat = createConversation()
      await chat.say(said)
      const { text } = await chat.say('zxqv wrtk plmn')

      expect(text).toContain(texts.text('en', 'unknown.text'))
    }
  })
})

describe('somebody who changes the language', () => {
  it('is answered in the language of each message', async () => {
    const chat = createConversation()

    const answers = [
      await chat.say("combien d'impôt je paie ?"),
      await chat.say('how much tax do I pay?'),
      await chat.say('كم الضريبة التي سأدفعها؟'),
      await chat.say('ch7al dyal dariba nkhless?'),
    ]

    expect(answers.map(({ text }) => text)).toEqual(
      (['fr', 'en', 'ar', 'ary'] as const).map((locale) =>
        expect.stringContaining(opening('tax-rates', locale)),
      ),
    )
  })
})
