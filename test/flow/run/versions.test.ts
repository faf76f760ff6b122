import { describe, expect, it } from 'vitest'
import type { SourceFile } from '../../../src/documents/index.ts'
import { repeatQuestion, resumeFlow, startFlow } from '../../../src/flow/index.ts'
import { CONTEXT, eventsIn, flowFile, saidIn, servicesFor, stateOf, textsWith } from '../support.ts'

const TEXTS = {
  name: 'Votre nom ?',
  town: 'Quelle ville ?',
  age: 'Quel âge ?',
  bye: 'Merci.',
  hello: 'Bonjour {{name}}.',
}

const FIRST = {
  start: 'name',
  giveUp: 'bye',
  nodes: {
    name: { type: 'ask', kind: 'text', text: 'name', save: 'name', next: 'town' },
    town: { type: 'ask', kind: 'city', text: 'town', save: 'town', next: 'bye' },
    bye: { type: 'end', text: 'bye' },
  },
}

const SECOND = {
  version: 2,
  start: 'name',
  giveUp: 'bye',
  nodes: {
    name: { type: 'ask', kind: 'text', text: 'name', save: 'name', next: 'age' },
    age: { type: 'ask', kind: 'number', text: 'age', save: 'age', next: 'bye' },
    bye: { type: 'end', text: 'bye' },
  },
}

/** Somebody begins with some files, says something, and goes on when there are others. */
function change(
  before: readonly SourceFile[],
  said: readonly string[],
  after: readonly SourceFile[],
) {
  const texts = textsWith('sample', TEXTS)
  const old = servicesFor(before, texts)
  let step = startFlow(old, 'sample', CONTEXT)
  for (const text of said) step = resumeFlow(old, stateOf(step), { text }, CONTEXT)
  const now = servicesFor(after, texts)
  const state = stateOf(step)
  return {
    say: (text: string) => resumeFlow(now, state, { text }, CONTEXT),
    repeat: () => repeatQuestion(now, state, CONTEXT),
  }
}

describe('a person in the middle of an older version', () => {
  it('finishes it where it is still there', () => {
    const older = flowFile({ ...FIRST, file: 'v1' })
    const { say } = change([flowFile(FIRST)], ['Amina'], [flowFile(SECOND), older])
    const step = say('oujda')

    expect(saidIn(step)).toEqual(['Merci.'])
    expect(eventsIn(step)).toEqual(['city', 'finished'])
  })

  it('is moved to the node that the flow names', () => {
    const moved = flowFile({ ...SECOND, moved: { town: 'age' } })
    const step = change([flowFile(FIRST)], ['Amina'], [moved]).say('oujda')

    expect(step.events).toContainEqual({ type: 'moved', flow: 'sample', from: 'town', to: 'age' })
    expect(saidIn(step)).toEqual(['Quel âge ?'])
    expect(stateOf(step).frames[0]).toMatchObject({
      version: 2,
      node: 'age',
      values: { name: 'Amina' },
    })
  })

  it('stays at a question that is still there', () => {
    const step = change([flowFile(FIRST)], [], [flowFile(SECOND)]).say('Amina')

    expect(saidIn(step)).toEqual(['Quel âge ?'])
    expect(stateOf(step).frames[0]?.version).toBe(2)
  })

  it('is told when the step is gone', () => {
    const { say, repeat } = change([flowFile(FIRST)], ['Amina'], [flowFile(SECOND)])

    for (const step of [say('oujda'), repeat()]) {
      expect(step.state).toBeUndefined()
      expect(step.events).toEqual([{ type: 'expired', flow: 'sample' }])
    }
  })

  it('is told when the flow is gone', () => {
    const other = flowFile({ ...SECOND, flow: 'other' })
    const step = change([flowFile(FIRST)], ['Amina'], [other]).say('oujda')

    expect(step.events).toEqual([{ type: 'expired', flow: 'sample' }])
  })

  it('is told when the step builds on an answer that was never given', () => {
    const needing = flowFile({
      ...SECOND,
      nodes: {
        ...SECOND.nodes,
        name: { ...SECOND.nodes.name, next: 'age' },
        age: { ...SECOND.nodes.age, next: 'town' },
        town: { ...FIRST.nodes.town },
      },
    })
    const step = change([flowFile(FIRST)], ['Amina'], [needing]).say('oujda')

    expect(step.events).toEqual([{ type: 'expired', flow: 'sample' }])
  })

  it('comes back to a caller that moved meanwhile', () => {
    const caller = (version: number, node: string) =>
      flowFile({
        version,
        start: node,
        moved: version === 2 ? { sub: 'inner' } : {},
        nodes: {
          [node]: { type: 'call', flow: 'asked', next: 'bye' },
          bye: { type: 'end', text: 'bye' },
        },
      })
    const asked = flowFile({
      flow: 'asked',
      start: 'town',
      giveUp: 'out',
      nodes: {
        town: { type: 'ask', kind: 'city', text: 'flow-sample:town', save: 'town', next: 'out' },
        out: { type: 'end' },
      },
    })
    const step = change([caller(1, 'sub'), asked], [], [caller(2, 'inner'), asked]).say('oujda')

    expect(saidIn(step)).toEqual(['Merci.'])
  })
})
