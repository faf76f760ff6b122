import { type Entry, LOCALES, normalize, writtenIn } from '../../core/index.ts'

import type { EntryRule, EntryWorld } from './rule.ts'

/** The least number of phrasings in each locale. */
const MIN_PHRASINGS = { fr: 12, ar: 8, ary: 14, en: 8 } as const

/** The least number of Darija phrasings in Latin letters. */
const MIN_ARABIZI = 5

/** Fewer phrasings than that, and people who say it otherwise are not understood. */
export const tooFewPhrasings: EntryRule = {
  rule: 'content/too-few-phrasings',
  reason: 'The matcher knows nothing but the phrasings; with too few, people are not understood.',
  *find(entry) {
    const severity = entry.incomplete === undefined ? {} : ({ severity: 'warning' } as const)
    for (const locale of writtenIn(entry)) {
      const count = entry.phrasings[locale].length
      if (count >= MIN_PHRASINGS[locale]) continue
      const least = MIN_PHRASINGS[locale]
      const message = `Found ${count} phrasings in "${locale}"; expected at least ${least}.`
      yield { path: ['phrasings', locale], message, ...severity, measure: [count, least] }
    }
    if (!writtenIn(entry).includes('ary')) return
    const latin = entry.phrasings.ary.filter(
      (phrasing) => !/\p{Script=Arabic}/u.test(phrasing),
    ).length
    if (latin >= MIN_ARABIZI) return
    const message = `Found ${latin} Darija phrasings in Latin letters; expected at least ${MIN_ARABIZI}.`
    yield { path: ['phrasings', 'ary'], message, ...severity, measure: [latin, MIN_ARABIZI] }
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
      const said = new Set<string>()
      for (const [index, phrasing] of entry.phrasings[locale].entries()) {
        const words = normalize(phrasing)
        const other = owners.get(words)?.find((owner) => owner !== entry.entry)
        const path = ['phrasings', locale, index]
        if (other !== undefined) {
          const message = `"${phrasing}" also stands under "${other}"; keep it under one.`
          yield { path, message }
        } else if (said.has(words)) {
          const message = `"${phrasing}" stands twice in this entry; keep one.`
          yield { path, message }
        }
        said.add(words)
      }
    }
  },
}

type Phrasings = Entry['phrasings']

const cache = new WeakMap<ReadonlyMap<string, Entry>, Map<string, string[]>>()

/** Who says what; made once for a set of entries, since every entry asks. */
function ownersOf(world: EntryWorld): Map<string, string[]> {
  const known = cache.get(world.entries)
  if (known !== undefined) return known
  const owners = new Map<string, string[]>()
  for (const { entry, phrasings } of world.entries.values()) own(owners, entry, phrasings)
  for (const [id, { phrasings }] of world.smalltalk) own(owners, `smalltalk ${id}`, phrasings)
  cache.set(world.entries, owners)
  return owners
}

function own(owners: Map<string, string[]>, owner: string, phrasings: Phrasings): void {
  for (const phrasing of LOCALES.flatMap((locale) => phrasings[locale])) {
    const words = normalize(phrasing)
    const known = owners.get(words)
    if (known === undefined) owners.set(words, [owner])
    else known.push(owner)
  }
}
