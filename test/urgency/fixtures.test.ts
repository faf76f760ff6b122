import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { readProject, trainingExamples } from '../../src/content/index.ts'
import {
  createUrgencyGate,
  evaluateUrgency,
  type LabelledMessage,
  learnUrgency,
  type UrgencyGate,
  type UrgencyReport,
} from '../../src/urgency/index.ts'

const FIXTURES = new URL('../fixtures/urgency/', import.meta.url)

function messages(name: string): LabelledMessage[] {
  const lines = readFileSync(new URL(name, FIXTURES), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as LabelledMessage)
}

let gate: UrgencyGate
let report: UrgencyReport

beforeAll(() => {
  const project = readProject(process.cwd())
  const examples = trainingExamples(project.entries.values(), project.smalltalk)
  gate = createUrgencyGate(project.urgencyRules, learnUrgency(project.urgencyRules, examples))
  report = evaluateUrgency(gate, [...messages('urgent.jsonl'), ...messages('harmless.jsonl')])
}, 120_000)

describe('the gate with the content as it is shipped', () => {
  it('recognises 98 of 100 urgent messages', () => {
    expect(report.all.recall).toBeGreaterThanOrEqual(0.98)
  })

  it('raises a false alarm for at most one harmless message in 100', () => {
    expect(report.all.falseAlarms).toBeLessThanOrEqual(0.01)
  })

  it('leaves no way of writing behind', () => {
    const recalls = Object.values(report.byLang).map(({ recall }) => recall)

    expect(Math.min(...recalls)).toBeGreaterThanOrEqual(0.95)
  })

  it.each([
    'cet impôt me tue',
    'this tax is killing me',
    'my business died',
    'que dit la loi sur la violence',
    'the law against violence',
    'mon mari me frappait, comment divorcer',
  ])('lets pass: %s', (text) => {
    expect(gate.recognise(text)).toBeUndefined()
  })

  it.each([
    ['mon mari me frappe', 'violence'],
    ['راجلي كيضربني', 'violence'],
    ['weldi kaydir chimio w fih skhana', 'chemo-emergency'],
    ['i want to kill myself', 'suicide'],
    ['أنا حامل وأنزف', 'pregnancy-emergency'],
  ])('answers "%s" with the card %s', (text, card) => {
    expect(gate.recognise(text)?.card).toBe(card)
  })
})
