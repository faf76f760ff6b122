import { type PageContext, say } from '../page.ts'

/** A text of `partner-pages.yaml`. */
export function sayPartner(
  page: PageContext,
  key: string,
  values?: Readonly<Record<string, string | number>>,
): string {
  return say(page, `partner-pages:${key}`, values)
}
