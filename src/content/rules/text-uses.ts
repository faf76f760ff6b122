import { type Fault, nearestName } from '../../core/index.ts'
import type { SourceFile } from '../../documents/index.ts'
import { type FlowSet, textKeysOf } from '../../flow/index.ts'
import type { TextSet } from '../../texts/index.ts'

/**
 * Texts that nothing shows, and texts that the program asks for and nobody wrote. The flows name
 * theirs; the program's are looked for in its own source: whole keys, and keys that are put
 * together, like `audit.action.${action}`. Of the flows in `unread`, which have a fault of their own,
 * nobody knows what they show, nor what stands in a French file that cannot be read.
 */
export function checkTextUses(
  set: TextSet,
  flows: FlowSet,
  sources: readonly SourceFile[],
  unread: ReadonlySet<string> = new Set(),
): readonly Fault[] {
  if (set.hasUnreadFile('fr')) return []
  const inFlows = new Set([...flows.values()].flatMap((flow) => [...textKeysOf(flow)]))
  const inTexts = new Set([...set.keys.fr.values()].flatMap(({ value }) => nested(value)))
  const inProgram = readUses(sources)
  const faults: Fault[] = []
  for (const [key, { file, line, column }] of set.keys.fr) {
    const [, path = ''] = key.split(':')
    const flow = key.startsWith('flow-')
    if (unread.has(/^flow-([^:]+):/u.exec(key)?.[1] ?? '')) continue
    if (inFlows.has(key) || inTexts.has(key) || inTexts.has(path)) continue
    if (!flow && (inProgram.has(key) || inProgram.has(path))) continue
    const message = `Nothing shows the text "${key}"; remove it from every language, or correct the name.`
    faults.push({ rule: 'texts/unused', severity: 'error', file, line, column, message })
  }
  return [...faults, ...missingOf(set, sources)]
}

/** `say(turn, 'menu.top')`, `texts.text(locale, 'partners:where')`, `say(page, 'audit.title')`. */
const CALL =
  /\b(?:say\((?:\w+,\s*)?|texts?(?:\(\))?\.(?:text|list)\([\w.]+,\s*)'([\w-]+(?:[.:][\w-]+)*)'/gu

/** Keys that the program asks for by name and that stand nowhere. */
function* missingOf(set: TextSet, sources: readonly SourceFile[]): Generator<Fault> {
  const paths = new Set([...set.keys.fr.keys()].flatMap((key) => [key, key.split(':')[1] ?? '']))
  for (const { path, source } of sources) {
    for (const call of source.matchAll(CALL)) {
      const [, key = ''] = call
      if (paths.has(key)) continue
      const before = source.slice(0, call.index).split('\n')
      const suggestion = nearestName(key, paths)
      yield {
        rule: 'texts/missing',
        severity: 'error',
        file: path,
        line: before.length,
        column: (before.at(-1) ?? '').length + 1,
        message: `The text "${key}" is asked for here and stands nowhere in content/locales.`,
        ...(suggestion === undefined ? {} : { suggestion }),
      }
    }
  }
}

const QUOTED = /'((?:[\w-]+:)?[\w-]+(?:\.[\w-]+)*)'/gu
/** The name of a property: many keys stand in tables. */
const NAME = /\b([\w-]+)\??:/gu
const TEMPLATE = /`([^`\n]*\$\{[^`\n]*)`/gu
/** What a key is put behind: `'problem.'`. */
const BEGINNING = /'((?:[\w-]+:)?[\w-]+\.)'/gu
/** A group and a name in it, `figures:${kind}.${name}`: the group is named somewhere else. */
const JOINED = /`([\w-]*):?\$\{[^}]*\}\.\$\{[^}]*\}`/gu
const HOLE = /\$\{[^}]*\}/gu

/** What the program may ask for: a key as it stands, or one that fits a key put together. */
function readUses(sources: readonly SourceFile[]): { has(key: string): boolean } {
  const all = sources.map(({ source }) => source).join('\n')
  const found = (pattern: RegExp) => [...all.matchAll(pattern)].map(([, text = '']) => text)
  const whole = new Set([...found(QUOTED), ...found(NAME)])
  const shapes = [...found(TEMPLATE), ...found(BEGINNING).map((text) => `${text}\${}`)]
  const patterns = [...new Set(shapes)].filter(isTelling).map(toPattern)
  const joins = new Set(found(JOINED))
  return {
    has(key) {
      if (whole.has(key) || patterns.some((pattern) => pattern.test(key))) return true
      const [group = '', ...rest] = (key.split(':').at(-1) ?? '').split('.')
      const namespace = key.includes(':') ? (key.split(':')[0] ?? '') : ''
      return rest.length === 1 && joins.has(namespace) && whole.has(group)
    },
  }
}

/** A template that is nothing but a namespace and a hole fits everything and proves nothing. */
function isTelling(template: string): boolean {
  const fixed = template.replace(/^[\w-]+:/u, '').replace(HOLE, '')
  return /[\w-]{2,}/u.test(fixed)
}

function toPattern(template: string): RegExp {
  const parts = template.split(HOLE).map((part) => part.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'))
  return new RegExp(`^${parts.join('[\\w-]+')}$`, 'u')
}

/** Texts that are made of others: `$t(key)`. */
function nested(value: string | readonly string[]): readonly string[] {
  return [
    ...[value]
      .flat()
      .join('\n')
      .matchAll(/\$t\(([\w.:-]+)/gu),
  ].map(([, key = '']) => key)
}
