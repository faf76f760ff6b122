import type { Fault } from '../core/index.ts'
import {
  type Document,
  type Path,
  type ReadDocument,
  readDocument,
  type SourceFile,
  validate,
} from '../documents/index.ts'
import { GIVE_UP, type Shown } from './facts.ts'
import { filledAt } from './filled.ts'
import type { Flow, FlowNode, FlowSet } from './flow.ts'
import { NODE_TYPES } from './nodes/index.ts'
import { flowSchema } from './schema.ts'

/**
 * Reads `flows/*.yaml`. A file with a fault is left out and reported. Two files of one flow with
 * different versions may stand side by side: the newest starts, the older is there for those who
 * are in the middle of it. Never throws.
 */
export function loadFlows(
  files: readonly SourceFile[],
  parse: ReadDocument = readDocument,
): {
  readonly flows: FlowSet
  readonly faults: readonly Fault[]
} {
  const faults: Fault[] = []
  const versions = new Map<string, Map<number, Flow>>()
  for (const file of files) {
    const read = readFlow(file, parse)
    faults.push(...read.faults)
    if (read.flow === undefined) continue
    const { flow, version } = read.flow
    const known = versions.get(flow) ?? new Map<number, Flow>()
    const twin = known.get(version)
    if (twin !== undefined) {
      const message = `Version ${version} of "${flow}" stands in ${twin.document.file} already; raise the version or remove one of the files.`
      faults.push(fault(read.flow.document, ['version'], 'flow/same-version', message))
      continue
    }
    versions.set(flow, known.set(version, read.flow))
  }
  const flows = new Map<string, Flow>()
  for (const [id, known] of versions) {
    const sorted = [...known.values()].sort((a, b) => b.version - a.version)
    const [newest, ...older] = sorted
    if (newest === undefined) continue
    flows.set(id, { ...newest, older: new Map(older.map((flow) => [flow.version, flow])) })
  }
  return { flows, faults }
}

function readFlow(
  file: SourceFile,
  parse: ReadDocument,
): { flow?: Flow; faults: readonly Fault[] } {
  const document = parse(file.path, file.source)
  const result = validate(document, flowSchema, 'flow/shape')
  if (result.value === undefined) return { faults: result.faults }
  const { nodes: raw, ...head } = result.value
  const faults: Fault[] = []
  const nodes = new Map<string, FlowNode>()
  for (const [name, fields] of Object.entries(raw)) {
    const type = NODE_TYPES.find((one) => one.type === fields.type)
    const node = type?.read(below(document, ['nodes', name], fields))
    for (const found of node?.faults ?? []) {
      faults.push({ ...found, message: `Node "${name}": ${found.message}` })
    }
    if (node?.value !== undefined) nodes.set(name, withGiveUp(node.value, head.giveUp))
  }
  if (!isNamedAfter(file.path, head.flow, head.version)) {
    const message = `The flow "${head.flow}" must stand in ${head.flow}.yaml (an older version in ${head.flow}.v${head.version}.yaml), not in ${file.path}; rename the file, or correct "flow".`
    faults.push(fault(document, ['flow'], 'flow/file-name', message))
  }
  if (faults.length > 0) return { faults }
  const filled = filledAt(head.start, nodes, Object.keys(head.defaults))
  const flow = { ...head, nodes, shown: shownIn(nodes), filled, older: new Map(), document }
  return { flow, faults }
}

/** What stands below one value of a document, as a document of its own. */
function below(document: Document, path: Path, value: unknown): Document {
  return {
    file: document.file,
    value,
    faults: [],
    locate: (rest) => document.locate([...path, ...rest]),
    locateKey: (rest) => document.locateKey([...path, ...rest]),
  }
}

/** A node that asks and has no way out of its own takes that of the flow. */
function withGiveUp(node: FlowNode, giveUp: string | undefined): FlowNode {
  const { facts } = node
  const to = facts.giveUp ?? (node.again === undefined ? undefined : giveUp)
  if (to === undefined) return node
  const path = facts.giveUp === undefined ? [] : ['giveUp']
  const exits = [...facts.exits, { to, path, label: GIVE_UP, sets: [] }]
  return { ...node, facts: { ...facts, giveUp: to, exits } }
}

function shownIn(nodes: ReadonlyMap<string, FlowNode>): ReadonlyMap<string, Shown> {
  const shown = new Map<string, Shown>()
  for (const { facts } of nodes.values()) {
    for (const write of facts.writes)
      shown.set(write.name, merged(shown.get(write.name), write.shown))
  }
  return shown
}

/** Two questions may fill one name with options of their own. */
function merged(known: Shown | undefined, shown: Shown): Shown {
  if (known?.type !== 'option' || shown.type !== 'option') return known ?? shown
  return { type: 'option', labels: new Map([...known.labels, ...shown.labels]) }
}

function isNamedAfter(path: string, flow: string, version: number): boolean {
  const name = path.split('/').at(-1)
  return name === `${flow}.yaml` || name === `${flow}.v${version}.yaml`
}

function fault(document: Document, path: Path, rule: string, message: string): Fault {
  return { rule, severity: 'error', file: document.file, ...document.locate(path), message }
}
