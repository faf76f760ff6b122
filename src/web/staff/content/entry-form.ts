import type { ByLocale, EntryValue, SourceValue } from '../../../content/index.ts'
import { LOCALES } from '../../../core/index.ts'
import { type FormFields, firstOf, oneLine } from '../questions/form.ts'

/** An entry as its form holds it. */
export function readEntryForm(form: FormFields, entry: string): EntryValue {
  const [topic = '', group = ''] = firstOf(form, 'place').split('/')
  return {
    ...{ entry, topic, group, need: firstOf(form, 'need') },
    title: byLocale((locale) => oneLine(firstOf(form, `title-${locale}`))),
    answers: byLocale((locale) => text(firstOf(form, `answer-${locale}`))),
    phrasings: byLocale((locale) => lines(firstOf(form, `phrasings-${locale}`))),
    ...{ partners: chosen(form, 'partners'), confirm: chosen(form, 'confirm') },
    ...{ flow: firstOf(form, 'flow'), related: chosen(form, 'related') },
    ...{ sources: readSources(form), incomplete: firstOf(form, 'incomplete') !== '' },
    ...{ reviewed: firstOf(form, 'reviewed'), expires: firstOf(form, 'expires') },
  }
}

/** The sources of a form, line by line; lines without a title are passed over. */
export function readSources(form: FormFields, prefix = 'source'): readonly SourceValue[] {
  const fields = ['title', 'url', 'date', 'confidence'] as const
  const [titles = [], urls = [], dates = [], confidences = []] = fields.map((name) =>
    (form.get(`${prefix}-${name}`) ?? []).map(oneLine),
  )
  return titles.flatMap((title, at) => {
    if (title === '' && (urls[at] ?? '') === '') return []
    const [url = '', date = '', confidence = ''] = [urls[at], dates[at], confidences[at]]
    return [{ title, url, date, confidence }]
  })
}

/** What was chosen in fields of the same name, each once. */
export function chosen(form: FormFields, name: string): readonly string[] {
  return [...new Set(form.get(name) ?? [])].filter((value) => value !== '')
}

/** One phrasing or name a line. */
export function lines(value: string): readonly string[] {
  return value
    .split('\n')
    .map(oneLine)
    .filter((line) => line !== '')
}

/** A text of several lines, without white space at their ends. */
export function text(value: string): string {
  return value.replace(/[^\S\n]*\r?\n/gu, '\n').trim()
}

function byLocale<T>(read: (locale: (typeof LOCALES)[number]) => T): ByLocale<T> {
  return Object.fromEntries(LOCALES.map((locale) => [locale, read(locale)]))
}
