import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { Fault } from '../core/index.ts'
import { messageOf } from '../errors.ts'

/** Keys and indexes from the root of a document to one value. */
export type Path = readonly (string | number)[]

/** A place in a file, 1-based. */
export interface Location {
  readonly line: number
  readonly column: number
}

/** A YAML file that was read: its value, the faults of its syntax, and where each value stands. */
export interface Document {
  readonly file: string
  readonly value: unknown
  readonly faults: readonly Fault[]
  /** Where the value at `path` stands, or the nearest thing around it that exists. */
  locate(path: Path): Location
  /** Where the key that ends `path` stands, for a fault about the key itself. */
  locateKey(path: Path): Location
}

/** Reads one document: {@link readDocument}, or a cache in front of it. */
export type ReadDocument = (file: string, source: string) => Document

/** No content file is near this size; a larger one is a mistake or an attack. */
export const MAX_DOCUMENT_LENGTH = 1_000_000

const START: Location = { line: 1, column: 1 }

/**
 * Reads one YAML document. Duplicate keys, aliases (a few of them can describe a structure larger
 * than the memory) and files above {@link MAX_DOCUMENT_LENGTH} are faults.
 */
export function readDocument(file: string, source: string): Document {
  if (source.length > MAX_DOCUMENT_LENGTH) {
    return broken(
      file,
      `The file is ${source.length} characters long; at most ${MAX_DOCUMENT_LENGTH} are read. Split it.`,
    )
  }
  const lines = new LineCounter()
  const place = (offset: number | undefined): Location => {
    if (offset === undefined) return START
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const tree = parseDocument(source, { lineCounter: lines, uniqueKeys: true, prettyErrors: false })
  const lineOf = (error: { readonly pos: readonly [number, number] }) => place(error.pos[0]).line
  const faults: Fault[] = onceEach([...tree.errors, ...tree.warnings], lineOf).map((error) => ({
    rule: 'yaml/syntax',
    severity: 'error',
    file,
    ...place(error.pos[0]),
    message: explain(error.code, error.message),
  }))
  let value: unknown
  if (faults.length === 0) {
    try {
      value = tree.toJS({ maxAliasCount: 0 })
    } catch (error) {
      const message = `Anchors and aliases (& and *) are not allowed here; write the text out (${messageOf(error)}).`
      faults.push({ rule: 'yaml/alias', severity: 'error', file, ...START, message })
    }
  }
  const root = tree.contents as Node | null
  return {
    file,
    value,
    faults,
    locate: (path) => place(nodeAt(root, path)?.range?.[0]),
    locateKey: (path) => place(keyAt(root, path)?.range?.[0] ?? nodeAt(root, path)?.range?.[0]),
  }
}

/** The first of each mistake, and of each line: what comes after it says the same again. */
function onceEach<E extends { readonly message: string; readonly code: string }>(
  errors: readonly E[],
  lineOf: (error: E) => number,
) {
  return errors.filter(
    (error, index) =>
      error.code === 'DUPLICATE_KEY' ||
      errors.findIndex(
        (other) => other.message === error.message || lineOf(other) === lineOf(error),
      ) === index,
  )
}

function broken(file: string, message: string): Document {
  const fault: Fault = { rule: 'yaml/size', severity: 'error', file, ...START, message }
  return { file, value: undefined, faults: [fault], locate: () => START, locateKey: () => START }
}

/** What to do about the mistakes that people make, by what the library says of them. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/same column/u, 'give the lines of one group the same number of spaces before them'],
  [/Nested mappings/u, 'write a colon after each key, and put a text with a colon in quotes'],
  [/within flow collections|Missing , /u, 'look for a comma that is missing between two keys'],
  [/end with a [}\]]/u, 'close the bracket that was opened'],
  [/Missing closing/u, 'close the quote that was opened'],
  [/Tabs/u, 'indent with spaces, never with tabs'],
  [/Implicit (?:map )?keys/u, 'write a colon after the key, or put the text in quotes'],
  [/Plain value cannot start/u, 'put the text in quotes'],
]

function explain(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'The same key stands here twice; keep one of them.'
  const remedy = REMEDIES.find(([said]) => said.test(message))?.[1]
  const todo = remedy ?? 'compare this line and the one before it with a file that works'
  return `This is not valid YAML: ${message.replace(/\.$/u, '')}; ${todo}.`
}

function nodeAt(root: Node | null, path: Path): Node | undefined {
  let node: Node | undefined = root ?? undefined
  for (const step of path) {
    const next: unknown = isMap(node) || isSeq(node) ? node.get(step as never, true) : undefined
    if (!isNode(next)) return node
    node = next
  }
  return node
}

function keyAt(root: Node | null, path: Path): Node | undefined {
  const parent = nodeAt(root, path.slice(0, -1))
  const key = path.at(-1)
  if (!isMap(parent)) return undefined
  const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key)
  return isNode(pair?.key) ? pair.key : undefined
}

function isNode(value: unknown): value is Node {
  return isMap(value) || isSeq(value) || isScalar(value)
}
