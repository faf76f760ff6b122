import type { Locale } from '../core/index.ts'
import type { NameKind } from '../insights/index.ts'
import type { Knowledge } from './knowledge.ts'

/** The part of the content that figures are named after. */
export type FigureKnowledge = Pick<Knowledge, 'entries' | 'flows' | 'menu' | 'directory' | 'texts'>

/** The name of a value in words; of one that is gone, the value itself. */
export type FigureNames = (kind: NameKind, key: string, locale: Locale) => string

/** Longest name of a question of a flow, in characters. */
const LONGEST = 60

/** Names what figures are about. `campaigns` gives the names of codes. */
export function createFigureNames(
  { entries, flows, menu, directory, texts }: FigureKnowledge,
  campaigns: ReadonlyMap<string, string>,
): FigureNames {
  const named = (kind: NameKind, key: string, locale: Locale): string | undefined => {
    switch (kind) {
      case 'topic':
        return menu.find(({ topic }) => topic === key)?.title[locale]
      case 'locale':
        return texts.text(locale, `figures:language.${key}`)
      case 'region':
        return directory.regions.get(key)?.[locale]
      case 'campaign':
        return campaigns.get(key)
      case 'entry':
        return entries.get(key)?.title[locale]
      case 'flow':
        return flows.has(key) ? texts.text(locale, `flow-${key}:title`) : undefined
      case 'partner':
        return directory.partners.get(key)?.name[locale]
      case 'need':
        return [...directory.needs].find(([need]) => need === key)?.[1][locale]
      case 'channel':
        return texts.text(locale, `figures:channel.${key}`)
      case 'outcome':
        return texts.text(locale, `figures:outcome.${key}`)
      case 'within':
        return texts.text(locale, `figures:within.${key}`)
      case 'step':
        return texts.text(locale, `figures:step.${key}`)
    }
  }
  return (kind, key, locale) => {
    if (key === '') return texts.text(locale, `figures:not-known.${kind}`)
    return named(kind, key, locale) || key
  }
}

/** The questions of each flow in its order, as the figures know them. */
export function flowOrder(flows: Knowledge['flows']): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...flows].map(([id, { nodes }]) => {
      const asking = [...nodes].filter(([, { facts }]) => facts.waits)
      return [id, asking.map(([name]) => name)]
    }),
  )
}

/** The question that a node of a flow asks, cut to one short line. */
export function questionOf(
  { flows, texts }: Pick<Knowledge, 'flows' | 'texts'>,
  flow: string,
  node: string,
  locale: Locale,
): string {
  const key = flows
    .get(flow)
    ?.nodes.get(node)
    ?.facts.texts.find(({ as }) => as === 'message')?.key
  if (key === undefined) return node
  const full = key.includes(':') ? key : `flow-${flow}:${key}`
  const said = texts
    .text(locale, full)
    .replaceAll('*', '')
    .replace(/\{\{[^}]*\}\}/gu, '…')
  const sentences = said.split(/(?<=[.?!؟])\s+/u)
  const line = (sentences.find((one) => /[?؟]/u.test(one)) ?? sentences[0] ?? '').trim()
  const short = line.length > LONGEST ? `${line.slice(0, LONGEST - 1).trimEnd()}…` : line
  return short || node
}
