import { describe, expect, it } from 'vitest'
import { formatFault } from '../../src/core/index.ts'
import { loadFlows } from '../../src/flow/index.ts'

const HEAD = 'flow: a\nversion: 1\nsubject: work\ntitle: title\nstart: x\nnodes:\n'

function faultsOf(nodes: string, path = 'flows/a.yaml'): readonly string[] {
  return loadFlows([{ path, source: HEAD + nodes }]).faults.map(formatFault)
}

describe('loadFlows', () => {
  it('names the nearest type of node', () => {
    expect(faultsOf('  x: { type: aks, text: x }\n')).toEqual([
      'flows/a.yaml:7:14  error  Found "aks" at "nodes.x.type"; allowed: say, ask, choose, language, branch, set, compute, answer, search, route, remind, pass-on, call, end. Did you mean "ask"? (flow/shape)',
    ])
  })

  it('names the nearest key of that type of node', () => {
    expect(faultsOf('  x: { type: say, text: x, nxt: y, next: y }\n')).toEqual([
      'flows/a.yaml:7:28  error  Node "x": Unknown key "nxt". Known here: type, text, next. Did you mean "next"? (flow/shape)',
    ])
  })

  it('finds a formula that cannot be computed where it stands', () => {
    const nodes = '  x: { type: branch, cases: [{ when: "days >", next: x }], else: x }\n'

    expect(faultsOf(nodes)).toEqual([
      'flows/a.yaml:7:38  error  Node "x": Found "days >" at "cases.0.when": cannot be computed: it ends too early; write what is missing, or close the bracket. (flow/shape)',
    ])
  })

  it('finds a function that does not exist', () => {
    const nodes = '  x: { type: compute, values: { a: "daysBeetween(b, c)" }, next: x }\n'

    expect(faultsOf(nodes)[0]).toContain(
      'there is no function "daysBeetween"; write daysBetween(a, b)',
    )
  })

  it('finds a name that is taken', () => {
    expect(faultsOf('  x: { type: set, values: { today: 1 }, next: x }\n')[0]).toContain('today')
  })

  it.each([
    ['{ type: ask, kind: yes-no, text: x, save: x, yes: x }', '"yes-no question needs "no"'],
    ['{ type: ask, kind: text, text: x, save: x }', 'the node after the answer is missing'],
    ['{ type: ask, kind: text, text: x, save: x, next: x, yes: x }', 'only a yes-no question'],
    ['{ type: ask, kind: city, text: x, save: x, next: x, min: 3 }', 'has no "min"'],
    ['{ type: ask, kind: date, text: x, save: x, next: x, max: 3 }', 'must be a day'],
    ['{ type: ask, kind: number, text: x, save: x, next: x, max: today }', 'must be a number'],
    ['{ type: route, next: x }', 'one of "need" and "needFrom"'],
  ])('refuses what does not go together: %s', (node, part) => {
    expect(faultsOf(`  x: ${node}\n`).join('\n')).toContain(part.replace(/^"/u, ''))
  })

  it('refuses an option whose id is too long for a button', () => {
    const long = 'a'.repeat(31)
    const nodes = `  x: { type: choose, text: x, options: [{ id: ${long}, text: a, next: x }, { id: b, text: b, next: x }] }\n`

    expect(faultsOf(nodes)[0]).toContain('at most 30 characters')
  })

  it.each([
    ['  A b: { type: end }\n', '"nodes.A b": this name must be small letters and digits'],
    ['  a: { type: set, values: { x: [1] }, next: a }\n', 'must be a text, a number, or true'],
    ['  a: { type: branch, cases: a }\n', 'expected a list: in brackets, or with "- "'],
    ['  a: { type: say, text: , next: a }\n', 'Found nothing at "text"'],
  ])('says what to write in place of %j', (nodes, remedy) => {
    expect(faultsOf(nodes).join('\n')).toContain(remedy)
  })

  it('refuses a file that is not named after its flow', () => {
    expect(faultsOf('  x: { type: end, text: x }\n', 'flows/b.yaml')).toEqual([
      'flows/b.yaml:1:7  error  The flow "a" must stand in a.yaml (an older version in a.v1.yaml), not in flows/b.yaml; rename the file, or correct "flow". (flow/file-name)',
    ])
  })

  it('keeps older versions beside the newest', () => {
    const source = `${HEAD}  x: { type: end, text: x }\n`
    const { flows, faults } = loadFlows([
      { path: 'flows/a.v1.yaml', source },
      { path: 'flows/a.yaml', source: source.replace('version: 1', 'version: 2') },
    ])

    expect(faults).toEqual([])
    expect(flows.get('a')?.version).toBe(2)
    expect([...(flows.get('a')?.older.keys() ?? [])]).toEqual([1])
  })

  it('refuses two files of the same version', () => {
    const source = `${HEAD}  x: { type: end, text: x }\n`
    const { flows, faults } = loadFlows([
      { path: 'flows/a.yaml', source },
      { path: 'flows/a.v1.yaml', source },
    ])

    expect(flows.size).toBe(1)
    expect(faults.map((fault) => fault.rule)).toEqual(['flow/same-version'])
  })

  it('leaves a broken flow out and keeps the others', () => {
    const { flows } = loadFlows([
      { path: 'flows/a.yaml', source: `${HEAD}  x: { type: end, text: x }\n` },
      { path: 'flows/b.yaml', source: 'flow: [' },
      { path: 'flows/c.yaml', source: '' },
      { path: 'flows/d.yaml', source: '- 1' },
    ])

    expect([...flows.keys()]).toEqual(['a'])
  })
})
