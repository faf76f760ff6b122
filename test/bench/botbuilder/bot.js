// The same three questions in botbuilder-dialogs: a waterfall of prompts over memory storage.
import { ConversationState, MemoryStorage, TestAdapter } from 'botbuilder-core'
import {
  ChoicePrompt,
  DialogSet,
  DialogTurnStatus,
  ListStyle,
  NumberPrompt,
  TextPrompt,
  WaterfallDialog,
} from 'botbuilder-dialogs'

/** Makes the bot; `questions` and `options` are what the other side asks too. */
export function createBotbuilderBot({ questions, options }) {
  const state = new ConversationState(new MemoryStorage())
  const dialogs = new DialogSet(state.createProperty('dialog'))
  dialogs.add(new TextPrompt('text'))
  dialogs.add(new NumberPrompt('number', undefined, 'en-us'))
  const choice = new ChoicePrompt('choice', undefined, 'en-us')
  choice.style = ListStyle.none
  dialogs.add(choice)
  dialogs.add(
    new WaterfallDialog('sample', [
      (step) => step.prompt('text', questions.name),
      (step) => {
        step.values.name = step.result
        return step.prompt('number', questions.count)
      },
      (step) => {
        step.values.count = step.result
        return step.prompt('choice', { prompt: questions.work, choices: [...options] })
      },
      async (step) => {
        const { name, count } = step.values
        await step.context.sendActivity(`Thank you ${name}: ${count}, ${step.result.value}.`)
        return step.endDialog()
      },
    ]),
  )
  // What one person is sent while others write too is told apart by who it is sent to.
  const adapters = new Map()
  const adapterOf = (person) => {
    const known = adapters.get(person) ?? new TestAdapter(async () => {})
    adapters.set(person, known)
    return known
  }

  return {
    name: 'botbuilder-dialogs',
    async turn(person, text) {
      const activity = {
        type: 'message',
        text,
        channelId: 'bench',
        conversation: { id: person },
        from: { id: person },
        recipient: { id: 'bot' },
        serviceUrl: 'bench',
        locale: 'en-us',
      }
      const adapter = adapterOf(person)
      adapter.activeQueue.length = 0
      await adapter.processActivity(activity, async (context) => {
        const dialog = await dialogs.createContext(context)
        const result = await dialog.continueDialog()
        if (result.status === DialogTurnStatus.empty) await dialog.beginDialog('sample')
        await state.saveChanges(context)
      })
      return adapter.activeQueue.map((reply) => reply.text ?? '').join('\n')
    },
  }
}
