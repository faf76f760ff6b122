import { describe, expect, it } from 'vitest'
import {
  type FlowServices,
  goBack,
  repeatQuestion,
  resumeFlow,
  startFlow,
} from '../../../src/flow/index.ts'
import { MAX_FRAMES, MAX_VISITED } from '../../../src/flow/limits.ts'
import { CONTEXT, eventsIn, flowFile, saidIn, servicesFor, stateOf, textsWith } from '../support.ts'

const TEXTS = {
  first: 'Combien ?',
  again: 'Un nombre, svp.',
  second: 'Quelle ville ?',
  third: 'Sûr ?',
  bye: 'Merci ({{count}}).',
  person: 'À vous.',
}

const NODES = {
  first: {
    type: 'ask',
    kind: 'number',
    text: 'first',
    again: 'again',
    save: 'count',
    max: 9,
    next: 'second',
  },
  second: { type: 'ask', kind: 'city', text: 'second', save: 'town', next: 'third' },
  third: { type: 'ask', kind: 'yes-no', text: 'third', save: 'sure', yes: 'bye', no: 'first' },
  bye: { type: 'end', text: 'bye' },
  person: { type: 'pass-on', text: 'person', next: 'out' },
  out: { type: 'end' },
}

function open(change: Readonly<Record<string, unknown>> = {}): FlowServices {
  const file = flowFile({ start: 'first', giveUp: 'person', nodes: NODES, ...change })
  return servicesFor([file], textsWith('sample', TEXTS))
}

function talk(services: FlowServices, ...messages: readonly string[]) {
  let step = startFlow(services, 'sample', CONTEXT)
  for (const text of messages) step = resumeFlow(services, stateOf(step), { text }, CONTEXT)
  return step
}

describe('startFlow', () => {
  it('runs to the first question', () => {
    const step = talk(open())

    expect(saidIn(step)).toEqual(['Combien ?'])
    expect(stateOf(step).frames[0]).toEqual({
      flow: 'sample',
      version: 1,
      node: 'first',
      values: {},
      visited: [],
      tries: 0,
    })
    expect(step.events).toEqual([
      { type: 'started', flow: 'sample' },
      { type: 'step', flow: 'sample', node: 'first' },
    ])
  })

  it('fails politely for a flow that is not there', () => {
    const step = startFlow(open(), 'other', CONTEXT)

    expect(step.state).toBeUndefined()
    expect(step.events).toMatchObject([{ type: 'failed', reason: 'unknown-flow' }])
  })
})

describe('resumeFlow', () => {
  it('goes on to the next question and remembers the answer', () => {
    const step = talk(open(), 'j’en ai 3')

    expect(saidIn(step)).toEqual(['Quelle ville ?'])
    expect(stateOf(step).frames[0]?.values).toEqual({ count: 3 })
  })

  it('tells the caller the town it learnt', () => {
    expect(talk(open(), '3', 'oujda').events).toContainEqual({ type: 'city', city: 'oujda' })
  })

  it('ends with the last word', () => {
    const step = talk(open(), '3', 'oujda', 'oui')

    expect(step.state).toBeUndefined()
    expect(saidIn(step)).toEqual(['Merci (3).'])
    expect(eventsIn(step)).toEqual(['finished'])
  })

  it('asks again in other words, and says that it did not understand', () => {
    const step = talk(open(), 'comment ça ?')

    expect(step.understood).toBe(false)
    expect(saidIn(step)).toEqual(['Un nombre, svp.'])
    expect(stateOf(step).frames[0]?.tries).toBe(1)
  })

  it('says that it understood an answer beyond the bounds', () => {
    const step = talk(open(), '12')

    expect(step.understood).toBe(true)
    expect(saidIn(step)).toEqual(['Un nombre, svp.'])
  })

  it('leads out after the third try', () => {
    const step = talk(open(), 'a', 'b', 'c')

    expect(step.outputs).toEqual([{ type: 'pass-on', text: 'À vous.' }])
    expect(eventsIn(step)).toEqual(['gave-up', 'finished'])
    expect(step.state).toBeUndefined()
  })

  it('counts tries anew at the next question', () => {
    expect(stateOf(talk(open(), 'a', 'b', '3')).frames[0]?.tries).toBe(0)
  })

  it('fails politely where there is no way out', () => {
    const step = talk(open({ giveUp: undefined }), 'a', 'b', 'c')

    expect(step.state).toBeUndefined()
    expect(eventsIn(step)).toEqual(['gave-up', 'failed'])
  })

  it('recognises a button of an earlier question, and asks its own again', () => {
    const services = open()
    const before = talk(services, '3', 'oujda')
    const [output] = before.outputs
    const tap = output?.type === 'text' ? (output.choices?.[0]?.data ?? '') : ''
    const again = resumeFlow(services, stateOf(talk(services)), { choice: tap }, CONTEXT)

    expect(eventsIn(again)).toEqual(['stale'])
    expect(again.understood).toBe(false)
    expect(saidIn(again)).toEqual(['Combien ?'])
  })

  it('takes yes and no by number where the channel has no buttons', () => {
    expect(saidIn(talk(open(), '3', 'oujda', '1'))).toEqual(['Merci (3).'])
  })

  it('gives buttons data of at most 40 bytes', () => {
    const step = talk(open(), '3', 'oujda')
    const sizes = step.outputs.flatMap((output) =>
      output.type === 'text'
        ? (output.choices ?? []).map(({ data }) => Buffer.byteLength(data))
        : [],
    )

    expect(sizes).toEqual([13, 12])
  })
})

describe('goBack', () => {
  it('asks the question before this one', () => {
    const services = open()
    const step = goBack(services, stateOf(talk(services, '3', 'oujda')), CONTEXT)

    expect(step && saidIn(step)).toEqual(['Quelle ville ?'])
  })

  it('goes back as often as there were questions', () => {
    const services = open()
    const once = goBack(services, stateOf(talk(services, '3', 'oujda')), CONTEXT)
    const twice = once && goBack(services, stateOf(once), CONTEXT)
    const thrice = twice && goBack(services, stateOf(twice), CONTEXT)

    expect(twice && saidIn(twice)).toEqual(['Combien ?'])
    expect(thrice).toBeUndefined()
  })

  it('goes back into the flow that called this one', () => {
    const caller = flowFile({
      start: 'ask',
      giveUp: 'bye',
      nodes: {
        ask: { type: 'ask', kind: 'number', text: 'first', save: 'count', next: 'sub' },
        sub: { type: 'call', flow: 'inner', next: 'bye' },
        bye: { type: 'end', text: 'third' },
      },
    })
    const inner = flowFile({
      flow: 'inner',
      start: 'town',
      giveUp: 'out',
      nodes: {
        town: { type: 'ask', kind: 'city', text: 'flow-sample:second', save: 'town', next: 'out' },
        out: { type: 'end' },
      },
    })
    const services = servicesFor([caller, inner], textsWith('sample', TEXTS))
    const inside = talk(services, '3')
    const back = goBack(services, stateOf(inside), CONTEXT)

    expect(stateOf(inside).frames.map(({ flow }) => flow)).toEqual(['sample', 'inner'])
    expect(back && stateOf(back).frames.map(({ node }) => node)).toEqual(['ask'])
  })

  it('remembers only so many questions', () => {
    const services = open()
    let step = talk(services)
    for (let round = 0; round < 30; round++) {
      for (const text of ['3', 'oujda', 'non']) {
        step = resumeFlow(services, stateOf(step), { text }, CONTEXT)
      }
    }

    expect(stateOf(step).frames[0]?.visited.length).toBe(MAX_VISITED)
  })
})

describe('repeatQuestion', () => {
  it('asks the waiting question once more without counting', () => {
    const services = open()
    const state = stateOf(talk(services, 'a'))
    const step = repeatQuestion(services, state, CONTEXT)

    expect(saidIn(step)).toEqual(['Combien ?'])
    expect(step.state).toEqual(state)
  })

  it('asks in the language of now', () => {
    const services = open()
    const step = repeatQuestion(services, stateOf(talk(services, '3', 'oujda')), {
      ...CONTEXT,
      locale: 'en',
    })
    const [output] = step.outputs

    expect(output?.type === 'text' && output.choices?.map(({ label }) => label)).toEqual([
      'Yes',
      'No',
    ])
  })
})

describe('a flow that is broken inside', () => {
  const run = (nodes: Readonly<Record<string, unknown>>) => {
    const services = servicesFor(
      [flowFile({ start: 'a', nodes, defaults: { word: 'x' } })],
      textsWith('sample', TEXTS),
    )
    return startFlow(services, 'sample', CONTEXT)
  }

  it.each([
    [
      'expression',
      { a: { type: 'branch', cases: [{ when: 'nothing > 1', next: 'a' }], else: 'a' } },
    ],
    ['expression', { a: { type: 'compute', values: { b: 'word + 1' }, next: 'a' } }],
    ['expression', { a: { type: 'route', needFrom: 'word', next: 'a' } }],
    ['expression', { a: { type: 'remind', kind: 'k', date: 'word', text: 'first', next: 'a' } }],
    ['no-way-out', { a: { type: 'branch', cases: [{ when: 'false', next: 'a' }] } }],
    ['unknown-node', { a: { type: 'say', text: 'first', next: 'nowhere' } }],
    ['missing-text', { a: { type: 'say', text: 'no-such-text', next: 'a' } }],
    ['too-many-steps', { a: { type: 'say', text: 'first', next: 'a' } }],
    ['unknown-flow', { a: { type: 'call', flow: 'nobody', next: 'a' } }],
    ['too-many-flows', { a: { type: 'call', flow: 'sample', next: 'a' } }],
    ['silent', { a: { type: 'end' } }],
  ])('ends with the reason %s', (reason, nodes) => {
    const step = run(nodes)

    expect(step.state).toBeUndefined()
    expect(step.events.at(-1)).toMatchObject({ type: 'failed', flow: 'sample', reason })
  })

  it('keeps what was said before it broke', () => {
    expect(saidIn(run({ a: { type: 'say', text: 'first', next: 'nowhere' } }))).toEqual([
      'Combien ?',
    ])
  })

  it('opens at most so many flows within one another', () => {
    const step = run({ a: { type: 'call', flow: 'sample', next: 'a' } })

    expect(step.events.filter(({ type }) => type === 'started')).toHaveLength(MAX_FRAMES)
  })
})
