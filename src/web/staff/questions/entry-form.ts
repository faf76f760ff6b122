import {
  type Knowledge,
  MAX_ANSWER_LENGTH,
  MAX_TITLE_LENGTH,
  type NewEntry,
  writeNewEntry,
} from '../../../content/index.ts'
import { CONFIDENCES, isLocale, normalize, wordsOf } from '../../../core/index.ts'
import { type FormFields, firstOf, oneLine } from './form.ts'

/** A new entry as a form holds it, or what is wrong, as a key below `desk:problem`. */
export type ReadEntry =
  | {
      readonly type: 'entry'
      readonly entry: Omit<NewEntry, 'entry'>
      /** The entry under a name, as a file would hold it. */
      readonly write: (id: string) => string
    }
  | { readonly type: 'faulty'; readonly problem: 'incomplete' | 'too-long' | 'dates' }

/** A day, a month, a year, or that there is none. */
const SOURCE_DATE = /^(?:\d{4}(?:-\d{2}(?:-\d{2})?)?|n\.d\.)$/u
const DAY = /^\d{4}-\d{2}-\d{2}$/u

/** Reads the form of a new entry, which was reviewed `today`. */
export function entryIn(
  form: FormFields,
  { menu, directory }: Pick<Knowledge, 'menu' | 'directory'>,
  today: string,
): ReadEntry {
  const field = (name: string) => firstOf(form, name).trim()
  const [topicId, groupId] = field('place').split('/')
  const topic = menu.find((one) => one.topic === topicId)
  const group = topic?.groups.find((one) => one.group === groupId)
  const confidence = CONFIDENCES.find((one) => one === field('confidence'))
  const need = [...directory.needs.keys()].find((one) => one === field('need'))
  const locale = field('locale')
  const [title, answer, expires] = [oneLine(field('title')), field('answer'), field('expires')]
  const source = { title: oneLine(field('source')), date: field('source-date') }
  const phrasings = field('phrasings')
    .split('\n')
    .map(oneLine)
    .filter((text) => text !== '')
  if (!isLocale(locale) || topic === undefined || group === undefined) return INCOMPLETE
  if (need === undefined || confidence === undefined) return INCOMPLETE
  if ([title, answer, source.title].includes('') || phrasings.length === 0) return INCOMPLETE
  if (title.length > MAX_TITLE_LENGTH || answer.length > MAX_ANSWER_LENGTH) return TOO_LONG
  if (!SOURCE_DATE.test(source.date) || !DAY.test(expires) || expires <= today) return DATES
  const confirm = directory.partners.has(field('confirm')) ? [field('confirm')] : []
  const entry = {
    ...{ topic: topic.topic, group: group.group, need, locale, title, answer },
    ...{ phrasings, confirm, source: { ...source, confidence }, reviewed: today, expires },
  }
  return { type: 'entry', entry, write: (id) => writeNewEntry({ entry: id, ...entry }) }
}

const INCOMPLETE = { type: 'faulty', problem: 'incomplete' } as const
const TOO_LONG = { type: 'faulty', problem: 'too-long' } as const
const DATES = { type: 'faulty', problem: 'dates' } as const

/** Words of a title that make a name. */
const NAME_WORDS = 5

/** A name for an entry, from its title; one without Latin letters gets a plain one. */
export function toEntryId(title: string): string {
  const words = wordsOf(normalize(title)).flatMap((word) => word.match(/[a-z0-9]+/gu) ?? [])
  return words.slice(0, NAME_WORDS).join('-') || 'answer'
}
