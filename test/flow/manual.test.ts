import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readArguments } from '../../src/cli/arguments.ts'
import { COMMANDS } from '../../src/cli/commands.ts'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { EXPRESSION_FUNCTIONS } from '../../src/flow/expression.ts'
import {
  checkFlows,
  FLOW_RULES,
  flowJsonSchema,
  LOADING_RULES,
  loadFlows,
  resumeFlow,
  startFlow,
} from '../../src/flow/index.ts'
import { KIND_NAMES } from '../../src/flow/kinds/index.ts'
import { NODE_TYPES } from '../../src/flow/nodes/index.ts'
import { loadTexts } from '../../src/texts/index.ts'
import { transcriptSchema } from '../support/transcript.ts'
import {
  CONTEXT,
  REAL_LOCALES,
  readProjectFile,
  saidIn,
  servicesFor,
  stateOf,
  textsWith,
} from './support.ts'

const MANUAL = readProjectFile('flows/README.md')
const blocks = [...MANUAL.matchAll(/```yaml\n([\s\S]*?)```/gu)].map(([, source = '']) => source)
const [flowBlock = '', textBlock = ''] = blocks

const KNOWN = {
  textKeys: [],
  isUnread: () => false,
  unreadFlows: new Set<string>(),
  longestTitle: 45,
}

/** The names in the first column of the table below a heading. */
function keysUnder(heading: string): string[] {
  const [, after = ''] = MANUAL.split(`\n${heading}\n`)
  const [section = ''] = after.split('\n## ')
  const table = section.slice(section.indexOf('| key |'))
  return [...table.matchAll(/^\| (`[^|]*`) \|/gmu)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)`/gu)].map(([, key = '']) => key),
  )
}

describe('the manual of the flows', () => {
  it('begins with a flow that passes every check', () => {
    const { flows, faults } = loadFlows([{ path: 'flows/birth-days.yaml', source: flowBlock }])
    const own = ['fr', 'ar', 'ary', 'en'].map((locale) => ({
      path: `content/locales/${locale}/flow-birth-days.yaml`,
      source: textBlock,
    }))
    const { texts } = loadTexts([...REAL_LOCALES, ...own])
    const world = { texts, entries: new Set<string>(), partnersFor: () => 1, limits: [], ...KNOWN }

    expect([...faults, ...checkFlows(flows, world)]).toEqual([])
  })

  it('shows a conversation that the flow really has', () => {
    const { title: _title, ...texts } = parse(textBlock)
    const transcript = parse(blocks.find((block) => block.startsWith('transcript:')) ?? '')
    const [asked, answered] = transcriptSchema.parse(transcript).chat
    const files = [{ path: 'flows/birth-days.yaml', source: flowBlock }]
    const services = servicesFor(files, textsWith('birth-days', texts))
    const context = { ...CONTEXT, today: transcript.today }

    const first = startFlow(services, 'birth-days', context)
    const second = resumeFlow(services, stateOf(first), { text: String(answered?.me) }, context)

    expect(asked?.says).toEqual(['flow-birth-days:when'])
    expect(saidIn(first)).toEqual([texts.when])
    expect(answered).toMatchObject({ says: ['flow-birth-days:in-time'], shows: ['15'] })
    expect(saidIn(second)).toEqual([texts['in-time'].replace('{{days}}', '15')])
  })

  it('is read in ten minutes, examples and all', () => {
    // Silent reading of English non-fiction: Brysbaert 2019, "How many words do we read per minute?"
    const wordsPerMinute = 238

    expect(MANUAL.trim().split(/\s+/u).length / wordsPerMinute).toBeLessThanOrEqual(10)
  })

  it('names every rule with its reason, and no other', () => {
    const rules = [...LOADING_RULES, ...FLOW_RULES].map(({ rule, reason }) => `${rule}: ${reason}`)
    const named = [...MANUAL.matchAll(/^- `(flow\/[\w-]+)`(: .*)$/gmu)].map(
      ([, rule, reason]) => `${rule}${reason}`,
    )

    expect(named).toEqual(rules)
  })

  it('shows every type of node, and no other', () => {
    const shown = [...MANUAL.matchAll(/\btype: ([\w-]+)/gu)].map(([, type]) => type)

    expect([...new Set(shown)].sort()).toEqual(NODE_TYPES.map(({ type }) => type).sort())
  })

  it('names every key of the head and of a transcript, and no other', () => {
    const { properties } = flowJsonSchema() as { properties: Record<string, unknown> }
    const head = Object.keys(properties).filter((key) => key !== 'nodes')
    const { chat, ...transcript } = transcriptSchema.shape
    const inExample = ['transcript', 'title', 'flow', 'today']
    const named = keysUnder('## Keep a conversation as a test')

    expect(keysUnder('## The head').sort()).toEqual(head.sort())
    expect([...named, ...inExample].sort()).toEqual(
      [...Object.keys(transcript), ...Object.keys(chat.element.shape)].sort(),
    )
  })

  it('names commands and options that there are', () => {
    const { scripts } = JSON.parse(readProjectFile('package.json'))
    const calls = [...MANUAL.matchAll(/`npm (?:run )?(?:-s )?(\w+)(?: -- ([^`]+))?`/gu)]

    expect(new Set(calls.map(([, name]) => name))).toEqual(
      new Set(['check', 'flow', 'chat', 'test']),
    )
    for (const [, name = '', words = ''] of calls) {
      expect(Object.keys(scripts)).toContain(name)
      const command = Object.values(COMMANDS).find((one) => one.name === name)
      if (command === undefined) continue
      const { positionals } = readArguments(command, words.split(' ').filter(Boolean)) ?? {}
      const known = Object.keys(command.commands ?? {}).map((one) => one.split(' ')[0])
      if (positionals?.[0] !== undefined) expect(known).toContain(positionals[0])
    }
  })

  it('names every kind of question', () => {
    for (const kind of KIND_NAMES) expect(MANUAL).toContain(`| \`${kind}\` |`)
  })

  it('names every function', () => {
    for (const example of EXPRESSION_FUNCTIONS) {
      expect(MANUAL).toContain(`${example.split('(')[0]}(`)
    }
  })
})

describe('flows/flow.schema.json', () => {
  it('is what `npm run schema` writes', () => {
    const written = JSON.parse(readProjectFile('flows/flow.schema.json'))

    expect(written).toEqual(flowJsonSchema())
  })

  it('is named in the first line of every flow', () => {
    const files = readdirSync(join(PROJECT_ROOT, 'flows')).filter((name) => name.endsWith('.yaml'))
    const first = files.map((name) => readProjectFile(`flows/${name}`).split('\n')[0])

    expect(new Set(first)).toEqual(new Set(['# yaml-language-server: $schema=./flow.schema.json']))
  })
})

describe('src/flow', () => {
  it('has no clock, randomness, environment or network of its own', () => {
    const files = readdirSync(join(PROJECT_ROOT, 'src/flow'), { recursive: true, encoding: 'utf8' })
    const impure = files
      .filter((name) => name.endsWith('.ts'))
      .filter((name) =>
        /Date\.now|new Date\(\)|Math\.random|process\.|fetch\(|randomUUID|setTimeout|'node:/u.test(
          readProjectFile(`src/flow/${name}`),
        ),
      )

    expect(impure).toEqual([])
  })
})
