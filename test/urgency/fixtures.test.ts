import { readFileSync } from 'node:fs'
import fc from 'fast-check'
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

/** With what people join what they ask to what happens to them. */
const JOINTS = ['. ', '\n', ' ! ', '؟ ', ' mais là ', ' but now ', ' ولكن دابا ', ' w daba ']

let gate: UrgencyGate
/** The messages that the gate judges rightly, alone. */
let urgent: readonly string[]
let harmless: readonly string[]
let report: UrgencyReport

beforeAll(() => {
  const project = readProject(process.cwd())
  const examples = trainingExamples(project.entries.values(), project.smalltalk)
  gate = createUrgencyGate(project.urgencyRules, learnUrgency(project.urgencyRules, examples))
  report = evaluateUrgency(gate, [...messages('urgent.jsonl'), ...messages('harmless.jsonl')])
  urgent = textsOf('urgent.jsonl').filter((text) => gate.recognise(text) !== undefined)
  harmless = textsOf('harmless.jsonl').filter((text) => gate.recognise(text) === undefined)
}, 120_000)

function textsOf(name: string): string[] {
  return messages(name).flatMap(({ text, split }) => (split === 'test' ? [] : [text]))
}

function one(texts: readonly string[]): fc.Arbitrary<string> {
  return fc.constantFrom(...texts)
}

describe('the gate with the content as it is shipped', () => {
  it('takes no date, number or amount alone for an emergency', () => {
    const number = fc.integer({ min: 0, max: 2100 })
    const written = fc.tuple(fc.constantFrom('', 'le ', 'nhar ', 'يوم '), number, number, number)
    const told = fc.tuple(written, fc.constantFrom('/', '.', '-', ' '))

    fc.assert(
      fc.property(told, ([[before, ...numbers], joint]) => {
        expect(gate.recognise(`${before}${numbers.join(joint)}`)).toBeUndefined()
      }),
      { numRuns: 1000 },
    )
  })

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
    'je ne veux pas mourir idiot, expliquez moi la tva',
    'mon bébé est né dans la rue, comment le déclarer',
    "si je tombe d'une échelle au travail, quelle assurance",
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

  it('is silenced by nothing harmless that is said before danger or after it', () => {
    fc.assert(
      fc.property(one(urgent), one(harmless), one(JOINTS), (danger, question, joint) => {
        expect(gate.recognise(`${question}${joint}${danger}`)).toBeDefined()
        expect(gate.recognise(`${danger}${joint}${question}`)).toBeDefined()
      }),
      { numRuns: 1000, seed: 3 },
    )
  })

  it('raises a false alarm for at most 2 of 100 pairs of harmless messages', () => {
    const pairs = fc.sample(fc.tuple(one(harmless), one(JOINTS), one(harmless)), {
      numRuns: 1000,
      seed: 3,
    })
    const alarms = pairs.filter((pair) => gate.recognise(pair.join('')) !== undefined)

    expect(alarms.length).toBeLessThanOrEqual(20)
  })

  it.each([
    'i wanted to ask about the tax declaration but now my husband is hitting me',
    'my husband is hitting me and i am locked in the room. what does the law say about violence?',
    'que dit la loi sur la violence mais la mon mari me frappe',
    'ماذا يقول القانون عن العنف ولكن الآن زوجي يضربني',
    'شنو كيقول القانون على العنف ودابا راجلي كيضربني',
    'chno kaygoul l9anon 3la l3onf walakin daba rajli kaydrebni',
    'what is domestic violence i want to die help',
  ])('hears danger beside a harmless question: %s', (text) => {
    expect(gate.recognise(text)).toBeDefined()
  })
})
