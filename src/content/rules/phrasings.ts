import { type Entry, LOCALES, normalize, writtenIn } from '../../core/index.ts'

import type { EntryRule, EntryWorld } from './rule.ts'

/** The least number of phrasings in each locale. */
export const MIN_PHRASINGS = { fr: 12, ar: 8, ary: 14, en: 8 } as const

/** The least number of Darija phrasings in Latin letters. */
export const MIN_ARABIZI = 5

/** Fewer phrasings than that, and people who say it otherwise are not understood. */
export const tooFewPhrasings: EntryRule = {
  rule: 'content/too-few-phrasings',
  reason: 'The matcher knows nothing but the phrasings; with too few, people are not understood.',
  *find(entry) {
    const severity = entry.incomplete === undefined ? {} : ({ severity: 'warning' } as const)
    for (const locale of writtenIn(entry)) {
      const count = entry.phrasings[locale].length
      if (count >= MIN_PHRASINGS[locale]) continue
      const message = `Found ${count} phrasings in "${locale}"; expected at least ${MIN_PHRASINGS[locale]}.`
      yield { path: ['phrasings', locale], message, ...severity }
    }
    if (!writtenIn(entry).includes('ary')) return
    const latin = entry.phrasings.ary.filter(
      (phrasing) => !/\p{Script=Arabic}/u.test(phrasing),
    ).length
    if (latin >= MIN_ARABIZI) return
    const message = `Found ${latin} Darija phrasings in Latin letters; expected at least ${MIN_ARABIZI}.`
    yield { path: ['phrasings', 'ary'], message, ...severity }
  },
}

/** Nobody forgets that some people still read the answer in another language than theirs. */
export const incomplete: EntryRule = {
  rule: 'content/incomplete',
  reason: 'Until it is finished, some people read the answer in another language than theirs.',
  *find(entry) {
    if (entry.incomplete === undefined) return
    const { missing } = entry.incomplete
    const todo = missing.length === 0 ? 'remove "incomplete"' : `write ${missing.join(', ')}`
    const message = `This entry is not finished: ${todo}.`
    yield { path: ['incomplete'], message, severity: 'warning' }
  },
}

/** The same words cannot lead to two answers. */
export const phrasingTwice: EntryRule = {
  rule: 'content/phrasing-twice',
  reason: 'The same words cannot lead to two answers; the matcher would have to guess.',
  *find(entry, world) {
    const owners = ownersOf(world)
    for (const locale of LOCALES) {
      for (const [index, phrasing] of entry.phrasings[locale].entries()) {
        const all = owners.get(normalize(phrasing)) ?? []
        const other = all.find((owner) => owner.entry !== entry.entry)
        const again = all.some(
          (owner) =>
            owner.entry === entry.entry && (owner.locale !== locale || owner.index < index),
        )
        const path = ['phrasings', locale, index]
        if (other !== undefined) {
          yield {
            path,
            message: `"${phrasing}" also stands under "${other.entry}"; keep it under one.`,
          }
        } else if (again && all.some((o) => o.locale === locale && o.index < index)) {
          yield { path, message: `"${phrasing}" stands twice in this entry; keep one.` }
        }
      }
    }
  },
}

interface Owner {
  readonly entry: string
  readonly locale: string
  readonly index: number
}

type Phrasings = Entry['phrasings']

const cache = new WeakMap<ReadonlyMap<string, Entry>, Map<string, Owner[]>>()

/** Who says what; made once for a set of entries, since every entry asks. */
function ownersOf(world: EntryWorld): Map<string, Owner[]> {
  const known = cache.get(world.entries)
  if (known !== undefined) return known
  const owners = new Map<string, Owner[]>()
  for (const { entry, phrasings } of world.entries.values()) own(owners, entry, phrasings)
  for (const [id, { phrasings }] of world.smalltalk) own(owners, `smalltalk ${id}`, phrasings)
  cache.set(world.entries, owners)
  return owners
}

function own(owners: Map<string, Owner[]>, entry: string, phrasings: Phrasings): void {
  for (const locale of LOCALES) {
    for (const [index, phrasing] of phrasings[locale].entries()) {
      const key = normalize(phrasing)
      const known = owners.get(key)
      if (known === undefined) owners.set(key, [{ entry, locale, index }])
      else known.push({ entry, locale, index })
    }
  }
}
