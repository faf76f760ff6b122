// NLP.js (node-nlp) with its own defaults: what a newcomer to it would write.
import { NlpManager } from 'node-nlp'

/** Trains the peer on rows of text and label; resolves with what tells the label of a text. */
export async function trainNodeNlp(examples, language) {
  const manager = new NlpManager({
    languages: [language],
    forceNER: false,
    autoSave: false,
    nlu: { log: false },
  })
  for (const { text, label } of examples) manager.addDocument(language, text, label)
  await manager.train()
  return async (text) => {
    const { classifications = [] } = await manager.process(language, text)
    return classifications[0]?.intent
  }
}

/** Trains the peer on phrasings with their answers; resolves with what answers a text. */
export async function trainNodeNlpAnswers({ phrasings, answers, languages }) {
  const manager = new NlpManager({
    languages,
    forceNER: false,
    autoSave: false,
    nlu: { log: false },
  })
  for (const { language, text, label } of phrasings) manager.addDocument(language, text, label)
  for (const { language, label, answer } of answers) manager.addAnswer(language, label, answer)
  await manager.train()
  return async (language, text) => {
    const { intent, answer } = await manager.process(language, text)
    return { label: intent, answer }
  }
}
