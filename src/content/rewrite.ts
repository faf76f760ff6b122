import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  Scalar,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'

/** How a kind of file is written. */
export interface FileStyle {
  /** The order of its keys. */
  readonly keys: readonly string[]
  /** Keys of what is short and stands in one line: `[a, b]`. */
  readonly inLine: readonly string[]
  /** Keys of lists whose groups of keys stand in one line each: `- { title: a, date: b }`. */
  readonly rows: readonly string[]
  /** Keys of texts of several lines. */
  readonly blocks: readonly string[]
}

/** The style of `content/faq/<topic>/<entry>.yaml`. */
export const ENTRY_STYLE: FileStyle = {
  keys: [
    ...['entry', 'topic', 'group', 'need', 'title', 'answers', 'phrasings', 'partners'],
    ...['confirm', 'flow', 'related', 'sources', 'reviewed', 'expires', 'incomplete'],
  ],
  inLine: ['partners', 'confirm', 'related'],
  rows: [],
  blocks: ['answers'],
}

/** The style of `content/partners/<partner>.yaml`. */
export const PARTNER_STYLE: FileStyle = {
  keys: [
    ...['partner', 'status', 'kind', 'name', 'aliases', 'does', 'topics', 'needs', 'serves'],
    ...['place', 'languages', 'opening', 'capacity', 'cost', 'contacts', 'telegramChat'],
    ...['via', 'ledOnTo', 'sources', 'reviewed'],
  ],
  inLine: ['aliases', 'topics', 'needs', 'serves', 'place', 'languages', 'ledOnTo', 'source'],
  rows: ['sources', 'opening'],
  blocks: [],
}

/** What a file is to hold; a key without a value is left out. */
export type FileValue = Readonly<Record<string, unknown>>

/**
 * A YAML file with other values in it. What does not change stays as it was written, comments and
 * quotes included, so that a comparison of the files shows what somebody changed and nothing else.
 */
export function rewrite(source: string | undefined, value: FileValue, style: FileStyle): string {
  const document = parseDocument(source ?? '{}', { uniqueKeys: true })
  if (!isMap(document.contents) || document.errors.length > 0)
    return rewrite(undefined, value, style)
  if (source === undefined) document.contents.flow = false
  for (const key of style.keys) put(document, key, value[key], style)
  return print(document)
}

function put(document: Document, key: string, wanted: unknown, style: FileStyle): void {
  const map = document.contents
  if (!isMap(map)) return
  if (wanted === undefined) {
    map.delete(key)
    return
  }
  const node = map.get(key, true)
  if (isSame(node, wanted)) return
  const made = merge(document, node, wanted, { key, style })
  if (node !== undefined) {
    map.set(key, made)
    return
  }
  const behind = style.keys.slice(style.keys.indexOf(key) + 1)
  const at = map.items.findIndex((pair) => behind.includes(nameOf(pair)))
  const pair = document.createPair(key, made)
  if (at === -1) map.items.push(pair)
  else map.items.splice(at, 0, pair)
}

interface Place {
  readonly key: string
  readonly style: FileStyle
}

/** The node for a value; parts of the old one that hold the same stay as they are. */
function merge(document: Document, node: unknown, wanted: unknown, place: Place): Node {
  if (isSame(node, wanted)) return node as Node
  if (isMap(node) && isGroup(wanted)) return mergeMap(document, node, wanted, place)
  if (isSeq(node) && Array.isArray(wanted)) return mergeSeq(document, node, wanted, place)
  if (isScalar(node) && typeof wanted === 'string') return restate(node, wanted)
  return shape(document.createNode(wanted) as Node, place)
}

function mergeMap(document: Document, map: YAMLMap, wanted: FileValue, place: Place): Node {
  for (const pair of [...map.items]) {
    if (wanted[nameOf(pair)] === undefined) map.delete(nameOf(pair))
  }
  for (const [key, value] of Object.entries(wanted)) {
    if (value !== undefined) map.set(key, merge(document, map.get(key, true), value, place))
  }
  return map
}

function mergeSeq(document: Document, seq: YAMLSeq, wanted: readonly unknown[], place: Place) {
  const old = [...seq.items]
  const inOneLine = isMap(old[0]) && old[0].flow === true
  seq.items = wanted.map((value, at) => {
    const same = old.find((node) => isSame(node, value))
    if (same !== undefined) return same
    const there = old[at]
    if (isMap(there) && isGroup(value) && !wanted.some((one) => isSame(there, one))) {
      return mergeMap(document, there, value, place)
    }
    const made = shape(document.createNode(value) as Node, { ...place, key: '' })
    if (isMap(made) && inOneLine) made.flow = true
    return made
  })
  return seq
}

function restate(node: Scalar, wanted: string): Scalar {
  const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED'
  const made = new Scalar(isBlock ? `${wanted}\n` : wanted)
  if (wanted.includes('\n')) {
    made.type = Scalar.BLOCK_LITERAL
    made.value = `${wanted}\n`
  } else if (node.type !== undefined && typeof node.value === 'string') made.type = node.type
  made.comment = node.comment ?? null
  made.commentBefore = node.commentBefore ?? null
  return made
}

/** A new node in the style of the files. */
function shape(node: Node, { key, style }: Place): Node {
  if (style.inLine.includes(key) && (isSeq(node) || isMap(node))) node.flow = true
  visit(node, {
    Scalar(at, scalar) {
      if (at === 'key' || typeof scalar.value !== 'string') return
      const isLong = style.blocks.includes(key) || scalar.value.includes('\n')
      if (!isLong) return
      scalar.value = `${scalar.value.trimEnd()}\n`
      scalar.type = Scalar.BLOCK_LITERAL
    },
    Map(_, map) {
      if (map !== node && style.rows.includes(key)) map.flow = true
    },
    Pair(_, pair) {
      const isShort = style.inLine.includes(nameOf(pair))
      if (isShort && (isMap(pair.value) || isSeq(pair.value))) pair.value.flow = true
    },
  })
  return node
}

/** Whether a node holds a value, without regard to white space at the ends of texts. */
function isSame(node: unknown, wanted: unknown): boolean {
  if (isScalar(node)) {
    const { value } = node
    return typeof value === 'boolean' || typeof wanted === 'boolean'
      ? value === wanted
      : String(value).trim() === String(wanted).trim()
  }
  if (isSeq(node)) {
    return (
      Array.isArray(wanted) &&
      wanted.length === node.items.length &&
      node.items.every((item, at) => isSame(item, wanted[at]))
    )
  }
  if (!isMap(node) || !isGroup(wanted)) return false
  const named = Object.entries(wanted).filter(([, value]) => value !== undefined)
  return (
    named.length === node.items.length &&
    named.every(([key, value]) => isSame(node.get(key, true), value))
  )
}

function isGroup(value: unknown): value is FileValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function nameOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : ''
}

/** In one line, groups of keys have air around them and lists have none, as in the files. */
function print(document: Document): string {
  const padded = (node: YAMLMap | YAMLSeq, flowCollectionPadding: string) => {
    const write = node.toString.bind(node)
    node.toString = (context, ...rest) =>
      write(context === undefined ? context : { ...context, flowCollectionPadding }, ...rest)
  }
  visit(document, {
    Map: (_, node) => padded(node, ' '),
    Seq: (_, node) => padded(node, ''),
  })
  return document.toString({ lineWidth: 0 })
}
