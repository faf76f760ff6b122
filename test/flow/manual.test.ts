import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { EXPRESSION_FUNCTIONS } from '../../src/flow/expression.ts'
import {
  checkFlows,
  FLOW_RULES,
  flowJsonSchema,
  LOADING_RULES,
  loadFlows,
} from '../../src/flow/index.ts'
import { KIND_NAMES } from '../../src/flow/kinds/index.ts'
import { loadTexts } from '../../src/texts/index.ts'
import { REAL_LOCALES, readProjectFile } from './support.ts'

const MANUAL = readProjectFile('flows/README.md')
const [flowBlock = '', textBlock = ''] = [...MANUAL.matchAll(/```yaml\n([\s\S]*?)```/gu)].map(
  ([, source = '']) => source,
)

const KNOWN = { isUnread: () => false, unreadFlows: new Set<string>(), longestTitle: 45 }

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

  it('names every rule with its reason', () => {
    for (const { rule, reason } of [...LOADING_RULES, ...FLOW_RULES]) {
      expect(MANUAL).toContain(`| \`${rule}\` | ${reason} |`)
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
