import { type Entry, LOCALES, normalize, wordsOf } from '../core/index.ts'
import type { Matcher } from '../faq/index.ts'
import type { Knowledge } from './knowledge.ts'

/** What the staff look for an entry in. */
type Searched = Pick<Knowledge, 'entries'>

/** What stands in a title counts more than what somebody might say. */
const IN_TITLE = 3
const IN_PHRASINGS = 1
/** An entry that the matcher takes the words for counts like one whose title has two of them. */
const MEANT = 6

/**
 * The entries that are about these words, best first: by what they mean, and by the words of their
 * titles and phrasings in every language.
 */
export function searchEntries(
  knowledge: Searched,
  matcher: Matcher,
  query: string,
  limit: number,
): readonly Entry[] {
  const words = wordsOf(normalize(query))
  if (words.length === 0) return []
  const scores = new Map<Entry, number>()
  const add = (entry: Entry | undefined, score: number) => {
    if (entry !== undefined && score > 0) scores.set(entry, (scores.get(entry) ?? 0) + score)
  }
  for (const { label, confidence } of matcher.weigh(query).candidates) {
    add(entryOf(knowledge, label), MEANT * confidence)
  }
  for (const [entry, { title, phrasings }] of haystackOf(knowledge)) {
    const found = (text: string) => words.filter((word) => text.includes(word)).length
    const share = (IN_TITLE * found(title) + IN_PHRASINGS * found(phrasings)) / words.length
    add(entry, share)
  }
  return [...scores]
    .sort(([, a], [, b]) => b - a)
    .slice(0, limit)
    .map(([entry]) => entry)
}

/** The entries that somebody may have meant, likeliest first, at most three. */
export function nearEntries(
  knowledge: Searched,
  matcher: Matcher,
  text: string,
): readonly { readonly entry: Entry; readonly confidence: number }[] {
  return matcher.weigh(text).candidates.flatMap(({ label, confidence }) => {
    const entry = entryOf(knowledge, label)
    return entry === undefined ? [] : [{ entry, confidence }]
  })
}

function entryOf({ entries }: Searched, label: string): Entry | undefined {
  return label.startsWith('faq:') ? entries.get(label.slice('faq:'.length)) : undefined
}

type Haystack = ReadonlyMap<Entry, { readonly title: string; readonly phrasings: string }>

const cache = new WeakMap<Searched['entries'], Haystack>()

/** All words of each entry; made once for a state of the content, since people type letter by letter. */
function haystackOf({ entries }: Searched): Haystack {
  const known = cache.get(entries)
  if (known !== undefined) return known
  const join = (texts: readonly string[]) => ` ${texts.map(normalize).join(' ')} `
  const made = new Map(
    [...entries.values()].map((entry) => [
      entry,
      {
        title: join(LOCALES.map((locale) => entry.title[locale])),
        phrasings: join(LOCALES.flatMap((locale) => entry.phrasings[locale])),
      },
    ]),
  )
  cache.set(entries, made)
  return made
}
