import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { questionId } from '../../src/flow/choices.ts'
import { type FlowStep, resumeFlow, startFlow } from '../../src/flow/index.ts'
import { NODE_TYPES } from '../../src/flow/nodes/index.ts'
import {
  CONTEXT,
  flowFile,
  readProjectFile,
  saidIn,
  servicesFor,
  stateOf,
  type TestTexts,
  textsWith,
} from './support.ts'

interface Line {
  readonly me?: string
  readonly tap?: string
  readonly says?: readonly string[]
  readonly choices?: readonly string[]
  readonly outputs?: readonly unknown[]
  readonly values?: Readonly<Record<string, unknown>>
  readonly at?: string
  readonly ended?: boolean
  readonly understood?: boolean
}

interface Example {
  readonly type: string
  readonly nodes: Readonly<Record<string, Record<string, unknown>>>
  readonly texts: TestTexts
  readonly defaults?: Readonly<Record<string, unknown>>
  readonly called?: Readonly<Record<string, unknown>>
  readonly calledTexts?: TestTexts
  readonly chat: readonly Line[]
}

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'examples')

const examples: readonly Example[] = readdirSync(FOLDER).map((name) => ({
  type: name.replace('.yaml', ''),
  ...parse(readFileSync(join(FOLDER, name), 'utf8')),
}))

/** Each ```yaml block of the manual that holds nodes. */
const blocks: readonly Record<string, Record<string, unknown>>[] = [
  ...readProjectFile('flows/README.md').matchAll(/```yaml\n([\s\S]*?)```/gu),
]
  .map(([, source = '']) => parse(source))
  .filter((block) => Object.values(block).every((node) => isNode(node)))

describe('the examples of the node types', () => {
  it('are there for every type', () => {
    const types = NODE_TYPES.map((type) => type.type).sort()

    expect(examples.map((example) => example.type).sort()).toEqual(types)
  })

  it('stand in the manual as they are run here', () => {
    const shown = new Set<string>()
    for (const [name, node] of blocks.flatMap((block) => Object.entries(block))) {
      const type = String(node.type)
      const example = examples.find((one) => one.type === type)

      expect(example?.nodes[name], name).toEqual(node)
      shown.add(type)
    }

    expect([...shown].sort()).toEqual(NODE_TYPES.map((type) => type.type).sort())
  })

  it.each(examples.map((example) => [example.type, example] as const))('hold: %s', (_, example) => {
    const services = open(example)
    let step: FlowStep | undefined
    for (const [index, line] of example.chat.entries()) {
      step = play(services, step, line)
      check(step, line, `line ${index + 1}`)
    }

    expect(step?.events.filter((event) => event.type === 'failed')).toEqual([])
  })
})

function open({ nodes, texts, defaults, called, calledTexts }: Example) {
  const start = Object.keys(nodes)[0]
  const files = [flowFile({ start, nodes, defaults: defaults ?? {} })]
  if (called !== undefined) files.push(flowFile(called))
  return servicesFor(files, textsWith('sample', { ...texts, ...calledTexts }))
}

function play(services: ReturnType<typeof open>, last: FlowStep | undefined, line: Line): FlowStep {
  if (last === undefined) return startFlow(services, 'sample', CONTEXT)
  const state = stateOf(last)
  const frame = state.frames.at(-1)
  const input =
    line.tap === undefined
      ? { text: line.me ?? '' }
      : { choice: `f:${questionId(frame?.flow ?? '', frame?.node ?? '')}:${line.tap}` }
  return resumeFlow(services, state, input, CONTEXT)
}

function check(step: FlowStep, line: Line, where: string): void {
  const frame = step.state?.frames.at(-1)
  expect(frame?.node, where).toBe(line.at)
  expect(step.state === undefined, where).toBe(line.ended ?? false)
  expect(step.understood, where).toBe(line.understood ?? true)
  if (line.says !== undefined) expect(saidIn(step), where).toEqual(line.says)
  if (line.outputs !== undefined) expect(step.outputs, where).toEqual(line.outputs)
  if (line.choices !== undefined) {
    const [output] = step.outputs.slice(-1)
    const choices = output?.type === 'text' ? (output.choices ?? []) : []
    expect(
      choices.map((choice) => choice.label),
      where,
    ).toEqual(line.choices)
  }
  if (line.values !== undefined && frame !== undefined) {
    expect(frame.values, where).toMatchObject(line.values)
  }
}

function isNode(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value
}
