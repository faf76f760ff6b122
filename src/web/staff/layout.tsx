import type { Child } from 'hono/jsx'
import { directionOf, type Fault, type Locale } from '../../core/index.ts'
import type { StaffRecord, Texts } from '../../ports/index.ts'

/** What every staff page is given. */
export interface PageContext {
  readonly texts: Texts
  readonly locale: Locale
  readonly version: string
  readonly csrf?: string | undefined
  readonly staff?: StaffRecord | undefined
  /** What keeps the newest files from being used; shown to those who are signed in. */
  readonly faults?: readonly Fault[]
}

/** The languages of the staff workspace. */
export const STAFF_LOCALES: readonly Locale[] = ['fr', 'ar', 'en']

/** A text of the staff workspace. */
export function say(
  page: PageContext,
  key: string,
  values?: Readonly<Record<string, string | number>>,
): string {
  return page.texts.text(page.locale, `staff:${key}`, values)
}

/** The frame of every staff page. */
export function Layout({
  page,
  title,
  children,
}: {
  readonly page: PageContext
  readonly title: string
  readonly children: Child
}) {
  return (
    <html lang={page.locale} dir={directionOf(page.locale)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · Dalil`}</title>
        <link rel="stylesheet" href={`/static/staff.css?v=${page.version}`} />
        <link rel="icon" href={`/static/icon.svg?v=${page.version}`} type="image/svg+xml" />
        <script src={`/static/staff.js?v=${page.version}`} defer />
      </head>
      <body>
        <header>
          <a class="brand" href="/staff">
            {say(page, 'title')}
          </a>
          <nav aria-label={say(page, 'language')}>
            {STAFF_LOCALES.map((locale) => (
              <a
                href={`?lang=${locale}`}
                lang={locale}
                aria-current={locale === page.locale ? 'true' : undefined}
              >
                {page.texts.text(locale, 'language.name')}
              </a>
            ))}
          </nav>
          {page.staff === undefined ? null : (
            <form method="post" action="/staff/sign-out">
              <input type="hidden" name="csrf" value={page.csrf} />
              <button type="submit" class="quiet">
                {say(page, 'sign-out')} ({page.staff.name})
              </button>
            </form>
          )}
        </header>
        <main>
          <h1>{title}</h1>
          <Faults page={page} />
          {children}
        </main>
      </body>
    </html>
  )
}

/** More of them than this are for `npm run check`. */
const MAX_FAULTS = 10

/** The mistakes in the newest files, in the words of `npm run check`. */
function Faults({ page }: { readonly page: PageContext }) {
  const faults = page.faults ?? []
  if (faults.length === 0) return null
  return (
    <section class="notice" role="alert" id="faults">
      <p>{say(page, 'faults.title', { count: faults.length })}</p>
      <ul lang="en" dir="ltr">
        {faults.slice(0, MAX_FAULTS).map(({ file, line, column, message }) => (
          <li>
            <code>{`${file}:${line}:${column}`}</code> {message}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A line that says how the last action ended. */
export function Notice({ text, good }: { readonly text: string; readonly good?: boolean }) {
  return (
    <p class={good === true ? 'notice good' : 'notice'} role={good === true ? 'status' : 'alert'}>
      {text}
    </p>
  )
}
