import { createRequire } from 'node:module'
import type {
  BrowserName,
  CompatStatement,
  default as Data,
  Identifier,
} from '@mdn/browser-compat-data'

const data: typeof Data = createRequire(import.meta.url)('@mdn/browser-compat-data')

/** The browsers of a phone that was bought five years ago and never updated, by version. */
const OLD: Partial<Readonly<Record<BrowserName, number>>> = {
  chrome_android: 87,
  samsunginternet_android: 14,
}

/** What a style sheet uses that an old phone does not know, as MDN has it. */
export function tooNewInStyle(css: string): readonly string[] {
  const text = css.replace(/\/\*[^*]*\*\//gu, '')
  const { properties, selectors, types, 'at-rules': rules } = data.css
  const found = (pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match.slice(1))
  const declared = found(/(?:[{;]|^)\s*([a-z-]+)\s*:\s*([^;{}]+);/gmu)
  return unique([
    ...declared.flatMap(([name = '']) => newer(name, [properties?.[name]])),
    ...declared.flatMap(([name = '', value = '']) =>
      [...value.matchAll(/[a-z][a-z-]+/gu)].flatMap(([word]) =>
        newer(`${name}: ${word}`, [properties?.[name]?.[word]]),
      ),
    ),
    ...found(/([a-z-]+)\(/gu).flatMap(([name = '']) =>
      newer(`${name}()`, [...named(types, name), ...named(selectors, name)]),
    ),
    ...found(/::?([a-z-]+)(?=[^;{}]*\{)/gu).flatMap(([name = '']) =>
      newer(`:${name}`, [selectors?.[name]]),
    ),
    ...found(/@([a-z-]+)/gu).flatMap(([name = '']) => newer(`@${name}`, [rules?.[name]])),
    ...found(/@media[^{]*\(([a-z-]+)/gu).flatMap(([name = '']) =>
      newer(`@media (${name})`, [rules?.media?.[name]]),
    ),
    ...(/\d[dsl]v[hwib]\b|\dcq\w/u.test(text) ? ['units of the dynamic viewport'] : []),
  ])
}

/** Names that a script gives itself, or is given with its data. */
const OWN = /(?:const|let|function)\s+(\w+)|(\w+):|(?:dataset|config)\.(\w+)/gu

/** What of the browser a script asks for that an old phone does not have: members and functions. */
export function tooNewInScript(script: string): readonly string[] {
  const code = script.replace(/^\s*\/\/.*$/gmu, '')
  const own = new Set([...code.matchAll(OWN)].flatMap(([, ...names]) => names))
  const members = [...code.matchAll(/\.([a-z]\w*)/giu)].map(([, name = '']) => name)
  const calls = [...code.matchAll(/(?<![.\w])([a-z]\w*)\(/giu)].map(([, name = '']) => name)
  const asked = [...members, ...calls].filter((name) => !own.has(name))
  return unique(
    asked.flatMap((name) =>
      newer(name, [...named(data.api, name), ...named(data.javascript.builtins, name)]),
    ),
  )
}

/** `name`, where each of the features of that name came after the old browsers. */
function newer(name: string, features: readonly (Identifier | undefined)[]): readonly string[] {
  const known = features.flatMap((one) => one?.__compat ?? [])
  return known.length > 0 && known.every(isNewer) ? [name] : []
}

function isNewer({ support }: CompatStatement): boolean {
  return Object.entries(OLD).some(([browser, version]) => {
    const given = [support[browser as BrowserName] ?? []].flat()
    const added = given.filter((one) => one.flags === undefined && one.prefix === undefined)
    return !added.some((one) => isAddedBy(one.version_added, version))
  })
}

function isAddedBy(added: string | boolean | null | undefined, version: number): boolean {
  return typeof added === 'string' && Number.parseFloat(added.replace('≤', '')) <= version
}

/** Every feature of that name, however deep. */
function named(within: Identifier | undefined, name: string): readonly Identifier[] {
  return (index(within ?? {}).get(name) ?? []).filter(({ __compat }) => __compat !== undefined)
}

const indexes = new WeakMap<object, Map<string, Identifier[]>>()

function index(within: object): Map<string, Identifier[]> {
  const known = indexes.get(within)
  if (known !== undefined) return known
  const all = new Map<string, Identifier[]>()
  const walk = (node: object) => {
    for (const [key, child] of Object.entries(node)) {
      if (key === '__compat' || typeof child !== 'object' || child === null) continue
      all.set(key, [...(all.get(key) ?? []), child])
      walk(child)
    }
  }
  walk(within)
  indexes.set(within, all)
  return all
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)]
}
