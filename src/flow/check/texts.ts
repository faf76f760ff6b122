import { LOCALES, type Locale, nearestName, normalize } from '../../core/index.ts'
import type { Path } from '../../documents/index.ts'
import type { TextUse } from '../facts.ts'
import type { Flow, FlowSet } from '../flow.ts'
import { keyOf } from '../show.ts'
import { type FlowRule, type FlowWorld, rawText, rawTexts } from './rule.ts'

/** Lists of `words.yaml` that the conversation understands before any flow. */
const COMMANDS = ['menu', 'back', 'stop', 'language', 'erase', 'help', 'person', 'data', 'again']

export const missingText: FlowRule = {
  rule: 'flow/missing-text',
  reason: 'A text that one language lacks is shown in another.',
  *find(flow, { texts, isUnread, textKeys }) {
    const uses = usesIn(flow)
    const lacks = (locale: Locale, key: string) =>
      !texts.has(locale, keyOf(flow, key)) && !isUnread(locale, keyOf(flow, key))
    const own = uses.filter(({ key }) => !key.includes(':'))
    const without = LOCALES.filter(
      (locale) => own.length > 1 && own.every(({ key }) => lacks(locale, key)),
    )
    if (without.length > 0) {
      const message = `No text of this flow stands in ${filesOf(`flow-${flow.flow}`, without)}; write it there, key by key.`
      yield { path: ['title'], message }
    }
    for (const { key, path } of uses) {
      const isOwn = !key.includes(':')
      const lacking = LOCALES.filter(
        (locale) => lacks(locale, key) && !(isOwn && without.includes(locale)),
      )
      if (lacking.length === 0) continue
      const [namespace = '', name = ''] = keyOf(flow, key).split(':')
      const message = `The text "${name}" is missing; add it to ${filesOf(namespace, lacking)}.`
      const known = textKeys.filter((one) => one.startsWith(`${namespace}:`))
      const near = nearestName(`${namespace}:${name}`, known)?.slice(namespace.length + 1)
      yield { path, message, suggestion: near === name ? undefined : near }
    }
  },
}

export const wordsInOne: FlowRule = {
  rule: 'flow/words-in-one',
  reason: 'Phrases in one text with commas are one phrase.',
  *find(flow, { texts }) {
    for (const { key, path, as } of usesIn(flow)) {
      if (as !== 'words') continue
      for (const locale of LOCALES) {
        const [only, ...others] = texts.list(locale, keyOf(flow, key))
        if (only === undefined || others.length > 0 || !/[,،;؛]/u.test(only)) continue
        const message = `"${only}" is one phrase in "${locale}"; write a list of several in brackets: [one, two].`
        yield { path, message }
      }
    }
  },
}

export const titleTooLong: FlowRule = {
  rule: 'flow/title-too-long',
  reason: 'A title is one line of a menu on a small phone.',
  *find(flow, { texts, longestTitle }) {
    for (const { locale, text = '' } of rawTexts(texts, flow, flow.title)) {
      const { length } = text.trim()
      if (length <= longestTitle) continue
      const message = `The title "${text.trim()}" has ${length} characters in "${locale}"; a menu shows ${longestTitle} at most. Shorten it.`
      yield { path: ['title'], message }
    }
  },
}

export const labelTooLong: FlowRule = {
  rule: 'flow/label-too-long',
  reason: 'A channel cuts a label that is too long.',
  *find(flow, { texts, limits }) {
    const most = smallest(limits, (limit) => (limit.choices > 0 ? limit.choiceLength : 0))
    if (most === undefined) return
    for (const { key, path, as } of usesIn(flow)) {
      if (as !== 'label') continue
      for (const { locale, text } of rawTexts(texts, flow, key)) {
        const length = (text ?? '').replace(/\{\{[^}]*\}\}/gu, '').trim().length
        if (length <= most) continue
        const message = `The label "${text}" has ${length} characters in "${locale}"; one channel shows ${most} at most. Shorten it.`
        yield { path, message }
      }
    }
  },
}

export const tooManyChoices: FlowRule = {
  rule: 'flow/too-many-choices',
  reason: 'A channel leaves out the choices that are too many.',
  *find(flow, { limits }) {
    const most = smallest(limits, (limit) => limit.choices)
    for (const [name, node] of flow.nodes) {
      const count = node.facts.options?.length ?? 0
      if (most === undefined || count <= most) continue
      const message = `"${name}" has ${count} options; one channel shows ${most} at most. Ask in two steps.`
      yield { path: ['nodes', name, 'options'], message }
    }
  },
}

export const sameLabel: FlowRule = {
  rule: 'flow/same-label',
  reason: 'Options that read alike cannot be told apart.',
  *find(flow, { texts }) {
    for (const [name, node] of flow.nodes) {
      const labels = node.facts.texts.filter((use) => use.as === 'label')
      for (const locale of LOCALES) {
        const seen = new Set<string>()
        for (const { key, path } of labels) {
          const text = rawText(texts, flow, locale, key)
          if (text === undefined) continue
          const form = normalize(text)
          if (seen.has(form)) {
            const message = `Two options read "${text.trim()}" in "${locale}"; give them different labels.`
            yield { path: ['nodes', name, ...path], message }
          }
          seen.add(form)
        }
      }
    }
  },
}

export const labelIsCommand: FlowRule = {
  rule: 'flow/label-is-command',
  reason: 'A word like "stop" would leave the flow instead.',
  *find(flow, { texts }) {
    const commands = new Map(
      COMMANDS.flatMap((command) =>
        LOCALES.flatMap((locale) =>
          texts.list(locale, `words:${command}`).map((word) => [normalize(word), command] as const),
        ),
      ),
    )
    for (const { key, path, as } of usesIn(flow)) {
      if (as === 'message' || path[0] !== 'nodes') continue
      const words = LOCALES.flatMap((locale) => texts.list(locale, keyOf(flow, key)))
      const taken = words.find((word) => commands.has(normalize(word)))
      if (taken === undefined) continue
      const message = `"${taken}" means "${commands.get(normalize(taken))}" everywhere, so that it cannot be chosen; use another word.`
      yield { path, message }
    }
  },
}

export const sameTrigger: FlowRule = {
  rule: 'flow/same-trigger',
  reason: 'A phrase that starts two flows starts the wrong one.',
  *find(flow, { texts, flows }) {
    const mine = triggersOf(flow, { texts })
    for (const other of earlier(flow, flows)) {
      const theirs = triggersOf(other, { texts })
      for (const [form, phrase] of mine) {
        if (!theirs.has(form)) continue
        const message = `"${phrase}" starts the flow "${other.flow}" too; keep it in one of them.`
        yield { path: ['triggers'], message }
      }
    }
  },
}

/** The full keys of all texts that a flow and its older versions show or understand. */
export function textKeysOf(flow: Flow): ReadonlySet<string> {
  const all = [flow, ...flow.older.values()]
  return new Set(all.flatMap((one) => usesIn(one).map(({ key }) => keyOf(one, key))))
}

function filesOf(namespace: string, locales: readonly Locale[]): string {
  return locales.map((locale) => `content/locales/${locale}/${namespace}.yaml`).join(', ')
}

/** Every text of a flow, with its place from the root of the file. */
function usesIn(flow: Flow): readonly TextUse[] {
  const own: { key: string; path: Path; as: TextUse['as'] }[] = [
    { key: flow.title, path: ['title'], as: 'message' },
  ]
  if (flow.triggers !== undefined) own.push({ key: flow.triggers, path: ['triggers'], as: 'words' })
  for (const [name, node] of flow.nodes) {
    for (const use of node.facts.texts) own.push({ ...use, path: ['nodes', name, ...use.path] })
  }
  return own
}

function triggersOf(flow: Flow, { texts }: Pick<FlowWorld, 'texts'>): ReadonlyMap<string, string> {
  const { triggers } = flow
  if (triggers === undefined) return new Map()
  const phrases = LOCALES.flatMap((locale) => texts.list(locale, keyOf(flow, triggers)))
  return new Map(phrases.map((phrase) => [normalize(phrase), phrase]))
}

/** The flows before this one, so that each pair is held together once. */
function earlier(flow: Flow, flows: FlowSet): readonly Flow[] {
  const all = [...flows.values()]
  const at = all.findIndex((other) => other.flow === flow.flow)
  return flows.get(flow.flow)?.version === flow.version ? all.slice(0, at) : []
}

function smallest(
  limits: FlowWorld['limits'],
  read: (limit: FlowWorld['limits'][number]) => number,
): number | undefined {
  const values = limits.map(read).filter((value) => value > 0)
  return values.length === 0 ? undefined : Math.min(...values)
}
