import type { FlowState } from '../../../src/core/index.ts'
import {
  createWords,
  type FlowContext,
  type FlowServices,
  type FlowStep,
  loadFlows,
  resumeFlow,
  startFlow,
} from '../../../src/flow/index.ts'
import { loadTexts } from '../../../src/texts/index.ts'
import { REAL_LOCALES } from '../../flow/support.ts'
import { ANSWERS, type Bot, QUESTIONS } from './chat.ts'

const FLOW = `
flow: sample
version: 1
subject: general
title: title
start: name
giveUp: end
nodes:
  name: { type: ask, kind: text, text: name, save: name, next: count }
  count: { type: ask, kind: number, text: count, save: count, next: work }
  work:
    type: choose
    text: work
    save: work
    options:
      - { id: sewing, text: sewing, next: end }
      - { id: cooking, text: cooking, next: end }
      - { id: trade, text: trade, next: end }
  end: { type: end, text: thanks }
`

const TEXTS = `
title: Sample
name: "${QUESTIONS.name}"
count: "${QUESTIONS.count}"
work: "${QUESTIONS.work}"
sewing: ${ANSWERS.options[0]}
cooking: ${ANSWERS.options[1]}
trade: ${ANSWERS.options[2]}
thanks: "Thank you {{name}}: {{count}}, {{work}}."
`

const CONTEXT: FlowContext = { locale: 'en', channel: 'console', today: '2026-03-20' }

/** The flow engine, with what is known of each person kept in memory as JSON between messages. */
export function createDalilBot(): Bot {
  const services = createServices()
  const kept = new Map<string, string>()
  const begin = () => startFlow(services, 'sample', CONTEXT)
  return {
    name: 'Dalil',
    async turn(person, text) {
      const before = kept.get(person)
      const step =
        before === undefined
          ? begin()
          : resumeFlow(services, JSON.parse(before) as FlowState, { text }, CONTEXT)
      if (step.state === undefined) kept.delete(person)
      else kept.set(person, JSON.stringify(step.state))
      return saidIn(step)
    },
  }
}

function saidIn({ outputs }: FlowStep): string {
  return outputs.map((output) => ('text' in output ? output.text : '')).join('\n')
}

function createServices(): FlowServices {
  const { flows, faults } = loadFlows([{ path: 'flows/sample.yaml', source: FLOW }])
  if (faults.length > 0) throw new Error(JSON.stringify(faults))
  const own = { path: 'content/locales/en/flow-sample.yaml', source: TEXTS }
  const { texts } = loadTexts([...REAL_LOCALES, own])
  return { flows, texts, words: createWords(texts), findCity: () => undefined }
}
