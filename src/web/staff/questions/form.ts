import { isLocale, LOCALES, type Locale } from '../../../core/index.ts'
import { isDalilError } from '../../../errors.ts'
import type { Seen, TextsByLocale } from '../../../review/index.ts'
import type { StaffContext } from '../workspace.ts'

/** All fields of a form as text, in their order; files are left out. */
export type FormFields = ReadonlyMap<string, readonly string[]>

/** Reads all fields of a form. */
export async function readForm(c: StaffContext): Promise<FormFields> {
  const body = await c.req.parseBody({ all: true })
  return new Map(
    Object.entries(body).map(([name, value]) => [
      name,
      [value].flat().filter((one) => typeof one === 'string'),
    ]),
  )
}

/** The first value of a field; empty where it is missing. */
export function firstOf(form: FormFields, name: string): string {
  return form.get(name)?.[0] ?? ''
}

/** The questions that were picked, as they were when the page was shown. */
export function seenIn(form: FormFields): readonly Seen[] {
  return (form.get('q') ?? []).flatMap((value) => {
    const at = value.lastIndexOf(':')
    const revision = Number(value.slice(at + 1))
    return at > 0 && Number.isInteger(revision) ? [{ id: value.slice(0, at), revision }] : []
  })
}

/** The texts of a form by language, `text-fr` and so on. */
export function textsIn(form: FormFields): TextsByLocale {
  return Object.fromEntries(LOCALES.map((locale) => [locale, firstOf(form, `text-${locale}`)]))
}

/** Longest phrasing that is learnt, in characters. */
export const MAX_PHRASING_LENGTH = 300

/** The phrasings of a form that are to be used, `use-0` with `text-0` and `locale-0`, by language. */
export function phrasingsIn(
  form: FormFields,
): Readonly<Partial<Record<Locale, readonly string[]>>> {
  const found: Partial<Record<Locale, string[]>> = {}
  for (const [name, [value = '']] of form) {
    const at = /^text-(\d+)$/u.exec(name)?.[1]
    const locale = firstOf(form, `locale-${at}`)
    const text = oneLine(value)
    if (!form.has(`use-${at}`) || !isLocale(locale) || text === '') continue
    found[locale] = [...(found[locale] ?? []), text]
  }
  return found
}

/** A phrasing stands in one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

/** The fields of a form to be shown again. */
export function toTyped(form: FormFields): Readonly<Record<string, string>> {
  return Object.fromEntries([...form].map(([name, [value = '']]) => [name, value]))
}

/** What keeps an action from being done, as a key of the texts; other errors are thrown on. */
export function problemKey(error: unknown): string {
  if (!isDalilError(error)) throw error
  const key = PROBLEMS[error.code]
  if (key === undefined) throw error
  return `desk:problem.${key}`
}

const PROBLEMS: Readonly<Record<string, string>> = {
  'review:empty': 'empty',
  'review:too_long': 'too-long',
  'review:note_too_long': 'note-too-long',
  'review:change_changed': 'changed',
  'review:change_not_found': 'gone',
  'review:own_change': 'own-change',
  'review:not_reviewed': 'not-reviewed',
}
