import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FlowState } from '../../src/core/index.ts'
import {
  checkFlows,
  createWords,
  type FlowInput,
  type FlowServices,
  type FlowStep,
  goBack,
  repeatQuestion,
  resumeFlow,
  startFlow,
} from '../../src/flow/index.ts'
import { KIND_NAMES } from '../../src/flow/kinds/index.ts'
import { CONTEXT, flowFile, servicesFor, stateOf, textsWith } from './support.ts'

const TEXTS = {
  t: 'Un texte {{word}} {{count}} {{day}}.',
  a: 'Le premier',
  b: 'La seconde',
  l: ['mot'],
}
const DEFAULTS = { word: 'x', count: 3, day: '2026-03-01' }
const SHARED = textsWith('sample', TEXTS)
const WORDS = createWords(SHARED)

/** A node that goes on without waiting goes forward, so that the flow is sound by construction. */
function node(index: number, size: number): fc.Arbitrary<Record<string, unknown>> {
  const to = (from: number) => fc.integer({ min: from, max: size }).map(nameOf(size))
  const next = to(index + 1)
  const anywhere = to(0)
  return fc.oneof(
    fc.record({ type: fc.constant('say'), text: fc.constant('t'), next }),
    fc.record({ type: fc.constant('set'), values: fc.constant({ word: 'y' }), next }),
    fc.record({
      type: fc.constant('compute'),
      values: fc.constantFrom(
        { count: 'count + 1' },
        { day: 'addDays(day, 3)' },
        { count: 'percent(count, 0.5)' },
      ),
      next,
    }),
    fc.record({
      type: fc.constant('branch'),
      cases: fc.array(
        fc.record({
          when: fc.constantFrom('count > 3', 'city == "oujda"', 'locale == "fr"'),
          next,
        }),
        { minLength: 1, maxLength: 3 },
      ),
      else: next,
    }),
    fc.record({ type: fc.constant('answer'), entry: fc.constant('birth-papers'), next }),
    fc.record({ type: fc.constant('route'), need: fc.constant('shelter'), next }),
    fc.record({
      type: fc.constant('remind'),
      kind: fc.constant('k'),
      date: fc.constantFrom('addDays(today, 3)', 'day'),
      text: fc.constant('t'),
      next,
    }),
    fc.record({ type: fc.constant('pass-on'), text: fc.constant('t'), next }),
    fc.record({ type: fc.constant('search'), text: fc.constant('t'), next: anywhere }),
    fc.record({
      type: fc.constant('ask'),
      kind: fc.constantFrom(...KIND_NAMES.filter((kind) => kind !== 'yes-no')),
      text: fc.constant('t'),
      save: fc.constant('said'),
      next: anywhere,
    }),
    fc.record({
      type: fc.constant('ask'),
      kind: fc.constant('yes-no'),
      text: fc.constant('t'),
      save: fc.constant('said'),
      yes: anywhere,
      no: anywhere,
    }),
    fc.tuple(anywhere, anywhere).map(([a, b]) => ({
      type: 'choose',
      text: 't',
      save: 'said',
      options: [
        { id: 'a', text: 'a', words: 'l', next: a },
        { id: 'b', text: 'b', next: b },
      ],
    })),
  )
}

const nameOf = (size: number) => (at: number) => (at >= size ? 'end' : `n${at}`)

const soundNodes = fc.integer({ min: 1, max: 8 }).chain((size) =>
  fc.tuple(...Array.from({ length: size }, (_, index) => node(index, size))).map((nodes) => ({
    ...Object.fromEntries(nodes.map((one, index) => [`n${index}`, one])),
    end: { type: 'end', text: 't' },
  })),
)

/** What people send: answers of every kind, taps on what is offered, and anything at all. */
const message = fc.oneof(
  fc.constantFrom(
    'oui',
    'non',
    '1',
    '٢',
    '5 mars',
    'البارح',
    '20k dh',
    '0612345678',
    'à Oujda',
    '3',
  ),
  fc.constantFrom('', '🙂', '?', 'f:0000000:a', '$t(common:welcome)', '{{word}}', '__proto__'),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
)

const turn = fc.record({
  how: fc.constantFrom('text', 'text', 'text', 'tap', 'choice', 'back', 'repeat'),
  text: message,
  locale: fc.constantFrom('fr', 'ar', 'ary', 'en'),
})

type Turn = typeof turn extends fc.Arbitrary<infer T> ? T : never

function take(
  services: FlowServices,
  last: FlowStep,
  state: FlowState,
  { how, text, locale }: Turn,
) {
  const context = { ...CONTEXT, locale }
  if (how === 'back') return goBack(services, state, context)
  if (how === 'repeat') return repeatQuestion(services, state, context)
  return resumeFlow(services, state, inputOf(last, how, text), context)
}

function inputOf(last: FlowStep, how: string, text: string): FlowInput {
  const offered = last.outputs.flatMap((output) =>
    output.type === 'text' ? (output.choices ?? []) : [],
  )
  const [tapped] = offered
  if (how === 'tap' && tapped !== undefined) return { choice: tapped.data }
  return how === 'choice' ? { choice: text } : { text }
}

/** Every reply says something, or the step names why it does not. */
function isAnswered({ outputs, events }: FlowStep): boolean {
  const spoken = outputs.every((output) => !('text' in output) || output.text.trim() !== '')
  const excused = events.some(({ type }) => type === 'failed' || type === 'expired')
  return spoken && (excused || outputs.some(({ type }) => type !== 'remind'))
}

describe('any sound flow with any input', () => {
  it('passes the checks that it must pass', () => {
    fc.assert(
      fc.property(soundNodes, (nodes) => {
        const { flows, texts } = open(nodes)
        const faults = checkFlows(flows, {
          texts,
          entries: new Set(['birth-papers']),
          partnersFor: () => 1,
          limits: [],
          isUnread: () => false,
          textKeys: [],
          unreadFlows: new Set(),
          longestTitle: 45,
        })
        const left = faults.filter(({ rule }) => !EXPECTED.includes(rule))

        expect(left).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it('always waits or ends, never breaks, always replies, and survives JSON', () => {
    fc.assert(
      fc.property(soundNodes, fc.array(turn, { maxLength: 12 }), (nodes, turns) => {
        const services = open(nodes)
        let step = startFlow(services, 'sample', CONTEXT)
        for (const one of turns) {
          expect(isAnswered(step)).toBe(true)
          expect(step.events.filter(({ type }) => type === 'failed')).toEqual([])
          if (step.state === undefined) return
          const state = stateOf(step)
          expect(state).toEqual(step.state)
          step = take(services, step, state, one) ?? step
        }
      }),
      { numRuns: 500 },
    )
  })
})

/** Random flows have nodes nobody reaches and circles nobody leaves; they still must not break. */
const EXPECTED = ['flow/unreachable-node', 'flow/never-ends', 'flow/mixed-value']

describe('any flow that loads, however broken, and any state', () => {
  const wild = fc.dictionary(
    fc.constantFrom('n0', 'n1', 'n2', 'end'),
    // From before the first: a node may lead to any other, and round in circles.
    node(-1, 3),
    { minKeys: 1 },
  )
  const state = fc.record({
    frames: fc.array(
      fc.record({
        flow: fc.constantFrom('sample', 'other', ''),
        version: fc.integer({ min: 0, max: 3 }),
        node: fc.constantFrom('n0', 'n1', 'n2', 'end', 'toString', '__proto__'),
        values: fc.dictionary(
          fc.constantFrom('word', 'count', 'day', 'said'),
          fc.oneof(fc.string(), fc.double(), fc.boolean()),
        ),
        visited: fc.array(fc.constantFrom('n0', 'n1', 'gone'), { maxLength: 3 }),
        tries: fc.integer({ min: 0, max: 9 }),
      }),
      { maxLength: 4 },
    ),
  })

  it('never throws and never leaves a person in silence', () => {
    fc.assert(
      fc.property(wild, state, turn, (nodes, before, one) => {
        const services = open(nodes)
        const started = startFlow(services, 'sample', CONTEXT)
        const step = take(services, started, before, one)

        expect(isAnswered(started)).toBe(true)
        expect(step === undefined || isAnswered(step)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

function open(nodes: Readonly<Record<string, unknown>>): FlowServices {
  const file = flowFile({ start: 'n0', giveUp: 'end', defaults: DEFAULTS, nodes })
  return { ...servicesFor([file], SHARED), words: WORDS }
}
