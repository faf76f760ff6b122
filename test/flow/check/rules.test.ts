import { describe, expect, it } from 'vitest'
import { CHANNEL_LIMITS } from '../../../src/channels/limits.ts'
import { checkFlows, FLOW_RULES, loadFlows } from '../../../src/flow/index.ts'
import { flowFile, type TestTexts, textsWith } from '../support.ts'

type Source = Readonly<Record<string, unknown>>

const TEXTS = { hello: 'Bonjour.', ask: 'Combien ?', bye: 'Au revoir.', a: 'Papier', b: 'Maison' }
const SAY = { type: 'say', text: 'hello', next: 'end' }
const END = { type: 'end', text: 'bye' }
const SOUND: Source = { start: 'say', nodes: { say: SAY, end: END } }

function open(sources: readonly Source[], texts: TestTexts = {}) {
  const { flows, faults } = loadFlows(sources.map(flowFile))
  expect(faults).toEqual([])
  return checkFlows(flows, {
    texts: textsWith('sample', { ...TEXTS, ...texts }),
    entries: new Set(['birth-papers']),
    partnersFor: (need) => (need === 'shelter' ? 2 : 0),
    limits: Object.values(CHANNEL_LIMITS),
    isUnread: () => false,
    textKeys: ['flow-sample:hello', 'flow-sample:ask'],
    unreadFlows: new Set(['broken']),
    longestTitle: 45,
  })
}

function check(source: Source, texts: TestTexts = {}, others: readonly Source[] = []) {
  return open([source, ...others], texts).map(({ rule, message }) => `${rule}: ${message}`)
}

const options = (count: number, next = 'end') =>
  Array.from({ length: count }, (_, index) => ({ id: `o${index}`, text: `o${index}`, next }))

/** One flow that breaks each rule, and a part of what is said about it. */
const BROKEN: readonly (readonly [string, Source, string, TestTexts?, (readonly Source[])?])[] = [
  [
    'flow/missing-target',
    { start: 'say', nodes: { say: { ...SAY, next: 'ennd' }, end: END } },
    'no node "ennd"',
  ],
  ['flow/missing-target', { start: 'sya', nodes: { say: SAY, end: END } }, 'no node "sya"'],
  ['flow/missing-target', { ...SOUND, moved: { old: 'nowhere' } }, 'no node "nowhere"'],
  [
    'flow/unreachable-node',
    { start: 'end', nodes: { say: SAY, end: END } },
    'No way leads to the node "say"',
  ],
  [
    'flow/unreachable-node',
    { start: 'end', nodes: { last: { ...SAY }, first: { ...SAY, next: 'last' }, end: END } },
    'No way leads to the node "first"',
  ],
  [
    'flow/open-branch',
    {
      start: 'x',
      nodes: { x: { type: 'branch', cases: [{ when: 'city == ""', next: 'end' }] }, end: END },
    },
    'The branch "x" has no "else"',
  ],
  [
    'flow/no-way-out',
    {
      start: 'x',
      nodes: { x: { type: 'ask', kind: 'number', text: 'ask', save: 'n', next: 'end' }, end: END },
    },
    'The question "x" has no way out',
  ],
  [
    'flow/never-ends',
    {
      start: 'x',
      giveUp: 'x',
      nodes: { x: { type: 'ask', kind: 'number', text: 'ask', save: 'n', next: 'x' } },
    },
    'From the node "x" no way leads to an "end"',
  ],
  [
    'flow/endless-loop',
    {
      start: 'x',
      nodes: {
        x: { type: 'branch', cases: [{ when: 'city == ""', next: 'y' }], else: 'end' },
        y: { ...SAY, next: 'x' },
        end: END,
      },
    },
    'From "x" a circle leads back',
  ],
  [
    'flow/silent-end',
    {
      start: 'x',
      giveUp: 'end',
      nodes: {
        x: { type: 'ask', kind: 'number', text: 'ask', save: 'n', next: 'end' },
        end: { type: 'end' },
      },
    },
    'can end at "end" without a word',
  ],
  [
    'flow/unset-value',
    {
      start: 'x',
      nodes: {
        x: { type: 'branch', cases: [{ when: 'days > 3', next: 'end' }], else: 'end' },
        end: END,
      },
    },
    'Nothing in this flow fills "days"',
  ],
  [
    'flow/unset-value',
    {
      start: 'x',
      nodes: {
        x: { type: 'branch', cases: [{ when: 'city == ""', next: 'fill' }], else: 'end' },
        fill: { type: 'set', values: { name: 'a' }, next: 'end' },
        end: { type: 'end', text: 'named' },
      },
    },
    'on some way to this node it has not been filled',
    { named: 'Bonjour {{name}}.' },
  ],
  [
    'flow/unset-value',
    {
      start: 'x',
      giveUp: 'end',
      nodes: {
        x: {
          type: 'choose',
          text: 'ask',
          save: 'c',
          options: options(2).map((one) => ({ ...one, next: 'y' })),
        },
        y: { type: 'branch', cases: [{ when: 'c == o0', next: 'end' }], else: 'end' },
        end: END,
      },
    },
    'write it in quotes: "o0"',
    { o0: 'Un', o1: 'Deux' },
  ],
  [
    'flow/mixed-value',
    {
      start: 'x',
      giveUp: 'end',
      nodes: {
        x: { type: 'ask', kind: 'date', text: 'ask', save: 'n', next: 'y' },
        y: { type: 'ask', kind: 'amount', text: 'ask', save: 'n', next: 'end' },
        end: END,
      },
    },
    '"n" is kept as date elsewhere and as amount here',
  ],
  [
    'flow/missing-text',
    { start: 'end', nodes: { end: { type: 'end', text: 'nothing' } } },
    'The text "nothing" is missing',
  ],
  [
    'flow/words-in-one',
    { ...SOUND, triggers: 'triggers' },
    '"aide, secours" is one phrase in "fr"',
    { triggers: 'aide, secours' },
  ],
  [
    'flow/title-too-long',
    SOUND,
    'has 46 characters in "fr"; a menu shows 45 at most',
    { title: 'Tout ce que je dois savoir avant de commencer.' },
  ],
  [
    'flow/label-too-long',
    {
      start: 'x',
      giveUp: 'end',
      nodes: { x: { type: 'choose', text: 'ask', options: options(2) }, end: END },
    },
    'has 26 characters',
    { o0: 'Un choix beaucoup trop lon', o1: 'Autre' },
  ],
  [
    'flow/too-many-choices',
    {
      start: 'x',
      giveUp: 'end',
      nodes: { x: { type: 'choose', text: 'ask', options: options(11) }, end: END },
    },
    '"x" has 11 options',
    Object.fromEntries(options(11).map(({ text }) => [text, `Choix ${text}`])),
  ],
  [
    'flow/same-label',
    {
      start: 'x',
      giveUp: 'end',
      nodes: { x: { type: 'choose', text: 'ask', options: options(2) }, end: END },
    },
    'Two options read "Élève"',
    { o0: 'eleve', o1: 'Élève' },
  ],
  [
    'flow/label-is-command',
    {
      start: 'x',
      giveUp: 'end',
      nodes: { x: { type: 'choose', text: 'ask', options: options(2) }, end: END },
    },
    '"Une personne" means "person" everywhere',
    { o0: 'Une personne', o1: 'Un papier' },
  ],
  [
    'flow/same-trigger',
    { ...SOUND, triggers: 'triggers' },
    '"Trouver une association !" starts the flow',
    { triggers: ['Trouver une association !'] },
    [
      {
        ...SOUND,
        flow: 'other',
        title: 'flow-sample:title',
        triggers: 'flow-sample:triggers',
        nodes: {
          say: { ...SAY, text: 'flow-sample:hello' },
          end: { type: 'end', text: 'flow-sample:bye' },
        },
      },
    ],
  ],
  [
    'flow/unknown-entry',
    { start: 'x', nodes: { x: { type: 'answer', entry: 'birth-paper', next: 'end' }, end: END } },
    'There is no entry "birth-paper"',
  ],
  [
    'flow/route-to-nobody',
    { start: 'x', nodes: { x: { type: 'route', need: 'tax', next: 'end' }, end: END } },
    'No partner in content/partners fits the need "tax"',
  ],
  [
    'flow/route-to-nobody',
    {
      start: 'x',
      defaults: { need: 'sheltr' },
      nodes: { x: { type: 'route', needFrom: 'need', next: 'end' }, end: END },
    },
    '"sheltr" is led to a partner by "x", but it is not a need',
  ],
  [
    'flow/unknown-flow',
    { start: 'x', nodes: { x: { type: 'call', flow: 'nobody', next: 'end' }, end: END } },
    'There is no flow "nobody"',
  ],
  [
    'flow/call-without-end',
    { start: 'x', nodes: { x: { type: 'call', flow: 'sample', next: 'end' }, end: END } },
    '"sample" leads back to "sample"',
  ],
  [
    'flow/call-values',
    {
      start: 'x',
      defaults: { a: 1 },
      nodes: { x: { type: 'call', flow: 'other', give: ['a'], next: 'end' }, end: END },
    },
    '"other" has no "a" under "defaults"',
    {},
    [
      {
        flow: 'other',
        start: 'end',
        title: 'flow-sample:title',
        nodes: { end: { type: 'end', text: 'flow-sample:bye' } },
      },
    ],
  ],
  [
    'flow/call-values',
    {
      start: 'x',
      nodes: { x: { type: 'call', flow: 'other', take: ['b'], next: 'end' }, end: END },
    },
    '"other" can end without having filled "b"',
    {},
    [
      {
        flow: 'other',
        start: 'end',
        title: 'flow-sample:title',
        nodes: { end: { type: 'end', text: 'flow-sample:bye' } },
      },
    ],
  ],
]

describe('checkFlows', () => {
  it('finds nothing in a sound flow', () => {
    expect(check(SOUND)).toEqual([])
  })

  it.each(BROKEN.map((broken) => [broken[0], broken[2], broken] as const))('%s: %s', (...row) => {
    const [rule, part, [, source, , texts, others]] = row
    const found = check(source, texts, others)

    expect(found.filter((line) => line.startsWith(`${rule}: `)).join('\n')).toContain(part)
  })

  it('has a broken flow here for every rule', () => {
    const tested = new Set(BROKEN.map(([rule]) => rule))

    expect(FLOW_RULES.map(({ rule }) => rule).filter((rule) => !tested.has(rule))).toEqual([])
  })

  it('says where the fault stands and what was probably meant', () => {
    const source = { start: 'say', nodes: { say: { ...SAY, next: 'ennd' }, end: END } }
    const [fault] = open([source])

    expect(fault).toMatchObject({
      rule: 'flow/missing-target',
      file: 'flows/sample.yaml',
      line: 10,
      column: 11,
      suggestion: 'end',
    })
  })

  it('does not say of every node before a missing one that it never ends', () => {
    const source = { start: 'say', nodes: { say: { ...SAY, next: 'ennd' }, end: END } }

    expect(open([source]).map(({ rule }) => rule)).not.toContain('flow/never-ends')
  })

  it('names the text that was probably meant', () => {
    const source = { ...SOUND, nodes: { say: { ...SAY, text: 'helo' }, end: END } }

    expect(open([source])).toMatchObject([{ rule: 'flow/missing-text', suggestion: 'hello' }])
  })

  it('says once that a language has no text of a flow', () => {
    const { flows } = loadFlows([flowFile(SOUND)])
    const world = {
      ...{ entries: new Set<string>(), partnersFor: () => 1, limits: [], longestTitle: 45 },
      ...{ isUnread: () => false, unreadFlows: new Set<string>(), textKeys: [] },
      texts: textsWith('sample', TEXTS, ['fr', 'en']),
    }

    expect(checkFlows(flows, world).map(({ message }) => message)).toEqual([
      'No text of this flow stands in content/locales/ar/flow-sample.yaml, content/locales/ary/flow-sample.yaml; write it there, key by key.',
    ])
  })

  it('does not say of a flow with a fault of its own that it cannot be called', () => {
    const calls = { x: { type: 'call', flow: 'broken', next: 'end' }, end: END }

    expect(check({ start: 'x', nodes: calls })).toEqual([])
  })

  it('knows that an answer is filled only on the way on, not on the way out', () => {
    const source = {
      start: 'x',
      giveUp: 'end',
      nodes: {
        x: { type: 'ask', kind: 'number', text: 'ask', save: 'n', next: 'tell' },
        tell: { type: 'say', text: 'told', next: 'end' },
        end: { type: 'end', text: 'told' },
      },
    }

    expect(check(source, { told: 'Vous dites {{n}}.' })).toEqual([
      'flow/unset-value: "n" is used here, but on some way to this node it has not been filled; fill it before, or give it a value under "defaults".',
    ])
  })

  it('lets a flow that is only called end without a word', () => {
    const inner = {
      flow: 'other',
      title: 'flow-sample:title',
      start: 'town',
      giveUp: 'out',
      nodes: {
        town: { type: 'ask', kind: 'city', text: 'flow-sample:ask', save: 'town', next: 'out' },
        out: { type: 'end' },
      },
    }
    const caller = {
      start: 'x',
      nodes: { x: { type: 'call', flow: 'other', next: 'end' }, end: END },
    }

    expect(check(caller, {}, [inner])).toEqual([])
  })

  it('lets a circle be that asks something', () => {
    const source = {
      start: 'x',
      giveUp: 'end',
      nodes: {
        x: { type: 'ask', kind: 'yes-no', text: 'ask', save: 'more', yes: 'y', no: 'end' },
        y: { ...SAY, next: 'x' },
        end: END,
      },
    }

    expect(check(source)).toEqual([])
  })

  it('holds older versions to the same rules', () => {
    const older = { ...SOUND, file: 'older', nodes: { say: { ...SAY, next: 'gone' }, end: END } }
    const found = open([{ ...SOUND, version: 2 }, older])

    expect(found[0]).toMatchObject({ rule: 'flow/missing-target', file: 'flows/sample.v1.yaml' })
  })
})
