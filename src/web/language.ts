import type { Context } from 'hono'
import { isLocale, type Locale } from '../core/index.ts'

/** BCP 47 tags for `lang`, which screen readers choose a voice by. */
export const LANGUAGE_TAG: Readonly<Record<Locale, string>> = {
  fr: 'fr',
  ar: 'ar',
  ary: 'ar-MA',
  en: 'en',
}

/** The language of a page: asked for in the address, else preferred by the browser, else `fallback`. */
export function pageLocale(c: Context, fallback: Locale): Locale {
  const asked = c.req.query('lang')
  if (isLocale(asked)) return asked
  for (const range of (c.req.header('accept-language') ?? '').split(',')) {
    const tag = range.split(';')[0]?.trim().toLowerCase() ?? ''
    if (tag === 'ary' || tag === 'ar-ma') return 'ary'
    const language = tag.split('-')[0]
    if (isLocale(language)) return language
  }
  return fallback
}
