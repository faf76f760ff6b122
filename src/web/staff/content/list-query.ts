import {
  type Knowledge,
  STANDINGS,
  type Standing,
  searchEntries,
  standingsOf,
} from '../../../content/index.ts'
import type { TurnServices } from '../../../conversation/index.ts'
import {
  type Entry,
  isLocale,
  type Locale,
  TOPICS,
  type Topic,
  writtenIn,
} from '../../../core/index.ts'

/** In which state entries are looked for: how they stand, or with a draft that is not in use yet. */
export const STATES = [...STANDINGS, 'draft'] as const

/** Which entries are shown. */
export interface ListQuery {
  readonly find: string
  readonly topic?: Topic | undefined
  /** Shown in this language; those that are written in it, or, of the missing, those that are not. */
  readonly locale?: Locale | undefined
  readonly state?: Standing | 'draft' | undefined
  /** From 1. */
  readonly at: number
}

/** Entries on a page. */
export const PAGE_SIZE = 40

/** An entry of the list, and how it stands. */
export interface ListedEntry {
  readonly entry: Entry
  readonly standings: readonly Standing[]
}

/** Reads what is asked for from the address. */
export function readListQuery(query: (name: string) => string | undefined): ListQuery {
  const locale = query('locale')
  return {
    find: (query('find') ?? '').slice(0, 200),
    topic: TOPICS.find((topic) => topic === query('topic')),
    locale: isLocale(locale) ? locale : undefined,
    state: STATES.find((state) => state === query('state')),
    at: Math.min(Math.max(1, Math.trunc(Number(query('at')) || 1)), 1000),
  }
}

/** The address of a list. */
export function listPath({ find, topic, locale, state, at }: ListQuery): string {
  const parts = Object.entries({ find, topic, locale, state, at: at > 1 ? String(at) : '' })
  const query = new URLSearchParams(
    parts.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]])),
  )
  return query.size === 0 ? '/staff/content' : `/staff/content?${query}`
}

/** The entries that are asked for: the best found first, or in the order of the menus. */
export function findListed(
  { knowledge, matcher }: Pick<TurnServices, 'knowledge' | 'matcher'>,
  query: ListQuery,
  options: { readonly today: string; readonly drafted: ReadonlySet<string> },
): readonly ListedEntry[] {
  const { find, topic, locale, state } = query
  const all =
    find.trim() === ''
      ? inMenuOrder(knowledge)
      : searchEntries(knowledge, matcher, find, knowledge.entries.size)
  return all
    .map((entry) => ({ entry, standings: standingsOf(entry, options.today) }))
    .filter(({ entry, standings }) => {
      if (topic !== undefined && entry.topic !== topic) return false
      if (state === 'draft' && !options.drafted.has(entry.entry)) return false
      if (state !== undefined && state !== 'draft' && !standings.includes(state)) return false
      return locale === undefined || writtenIn(entry).includes(locale) !== (state === 'missing')
    })
}

function inMenuOrder({ entries, menu }: Pick<Knowledge, 'entries' | 'menu'>): readonly Entry[] {
  const shown = menu.flatMap(({ groups }) => groups.flatMap((group) => group.entries))
  return shown.flatMap((id) => entries.get(id) ?? [])
}
