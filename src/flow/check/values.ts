import { nearestName } from '../../core/index.ts'
import { CONTEXT_NAMES } from '../expression.ts'
import type { Read, Shown } from '../facts.ts'
import type { Flow } from '../flow.ts'
import { type FlowRule, rawTexts } from './rule.ts'

/** Names that every text may use. */
const TEXT_NAMES: readonly string[] = ['today', 'city']

export const unsetValue: FlowRule = {
  rule: 'flow/unset-value',
  reason: 'A name that is read before it is filled leaves a hole.',
  *find(flow, { texts }) {
    const known = [...namesIn(flow)]
    for (const [name, node] of flow.nodes) {
      const filled = flow.filled.get(name)
      if (filled === undefined) continue
      const inTexts = node.facts.texts.flatMap(({ key, path }) =>
        rawTexts(texts, flow, key).flatMap(({ text }) => placeholders(text, path)),
      )
      const missing = new Map<string, Read>()
      for (const read of node.facts.reads) {
        if (!filled.has(read.name) && !CONTEXT_NAMES.some((one) => one === read.name)) {
          missing.set(`${read.name}/${read.path.join('.')}`, read)
        }
      }
      for (const read of inTexts) {
        if (!filled.has(read.name) && !TEXT_NAMES.includes(read.name)) {
          missing.set(`${read.name}/${read.path.join('.')}`, read)
        }
      }
      for (const read of missing.values()) {
        const others = known.filter((one) => one !== read.name)
        yield {
          path: ['nodes', name, ...read.path],
          message: known.includes(read.name)
            ? `"${read.name}" is used here, but on some way to this node it has not been filled; fill it before, or give it a value under "defaults".`
            : isOption(flow, read.name)
              ? `"${read.name}" is an option here, not the name of an answer; write it in quotes: "${read.name}".`
              : `Nothing in this flow fills "${read.name}"; fill it before this node, or correct the name.`,
          suggestion: known.includes(read.name) ? undefined : nearestName(read.name, others),
        }
      }
    }
  },
}

export const mixedValue: FlowRule = {
  rule: 'flow/mixed-value',
  reason: 'A date here and an amount there is shown wrongly in one.',
  *find(flow) {
    const kinds = new Map<string, Shown['type']>()
    for (const [name, node] of flow.nodes) {
      for (const write of node.facts.writes) {
        const kind = write.shown.type
        const known = kinds.get(write.name) ?? kind
        kinds.set(write.name, known)
        // An option may also be set by hand to one of its ids, and a number be computed anew.
        if (known === kind || known === 'plain' || kind === 'plain') continue
        const message = `"${write.name}" is kept as ${known} elsewhere and as ${kind} here; use two names.`
        yield { path: ['nodes', name, ...write.path], message }
      }
    }
  },
}

/** The names that a text takes: `{{born}}`. */
function placeholders(text: string | undefined, path: Read['path']): readonly Read[] {
  return [...(text ?? '').matchAll(/\{\{\s*([\w.-]+)[^}]*\}\}/gu)].map(([, name = '']) => ({
    name,
    path,
  }))
}

/** A word that an answer may be, which a formula compares with in quotes. */
function isOption(flow: Flow, word: string): boolean {
  return [...flow.nodes.values()].some(({ facts }) => facts.options?.includes(word) ?? false)
}

function namesIn(flow: Flow): ReadonlySet<string> {
  const written = [...flow.nodes.values()].flatMap(({ facts }) => facts.writes)
  return new Set([...Object.keys(flow.defaults), ...written.map((write) => write.name)])
}
