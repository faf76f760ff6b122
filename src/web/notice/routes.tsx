import { Hono } from 'hono'
import type { Locale } from '../../core/index.ts'
import type { Texts } from '../../ports/index.ts'
import { pageLocale } from '../language.ts'
import { type NoticeFacts, NoticePage } from './page.tsx'

/** What the page of the data-protection notice works with. */
export interface NoticeOptions {
  readonly texts: () => Texts
  readonly defaultLocale: Locale
  readonly notice: NoticeFacts
}

/** The data-protection notice, open to everybody. */
export function noticeRoutes({ texts, defaultLocale, notice }: NoticeOptions, version: string) {
  const routes = new Hono()
  routes.get('/', (c) => {
    const locale = pageLocale(c, defaultLocale)
    c.header('Cache-Control', 'no-cache')
    c.header('Vary', 'Accept-Language')
    const page = <NoticePage texts={texts()} locale={locale} version={version} {...notice} />
    return c.html(`<!doctype html>${page}`)
  })
  return routes
}
