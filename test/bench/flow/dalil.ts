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
import type { Bot } from './chat.ts'
import { SAMPLE_FLOW, SAMPLE_TEXTS } from './sample.ts'

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
  const { flows, faults } = loadFlows([{ path: 'flows/sample.yaml', source: SAMPLE_FLOW }])
  if (faults.length > 0) throw new Error(JSON.stringify(faults))
  const own = { path: 'content/locales/en/flow-sample.yaml', source: SAMPLE_TEXTS }
  const { texts } = loadTexts([...REAL_LOCALES, own])
  return { flows, texts, words: createWords(texts), findCity: () => undefined }
}
