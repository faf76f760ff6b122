import type { Child } from 'hono/jsx'
import { directionOf } from '../../core/index.ts'
import { type PageContext, STAFF_LOCALES, say } from './page.ts'
import { Sections } from './sections.tsx'
import { Faults, WhatsAppAway } from './warnings.tsx'

/** htmx: nothing inline, which the pages forbid, and every page is found again by its address. */
const HTMX = JSON.stringify({
  ...{ includeIndicatorCSS: false, history: false, noSwap: [204, 304, '4xx', '5xx'] },
})

/**
 * The frame of every staff page: the sections, one column of work, and beside it one of context
 * where there is any.
 */
export function Layout(props: {
  readonly page: PageContext
  readonly title: string
  /** What helps with the work at hand; below it on a phone. */
  readonly aside?: Child
  readonly children: Child
}) {
  const { page, title, aside } = props
  return (
    <html lang={page.locale} dir={directionOf(page.locale)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <meta name="htmx-config" content={HTMX} />
        <title>{`${title} · Dalil`}</title>
        <link rel="stylesheet" href={`/static/staff.css?v=${page.version}`} />
        <link rel="stylesheet" href={`/static/staff-work.css?v=${page.version}`} />
        <link rel="stylesheet" href={`/static/staff-content.css?v=${page.version}`} />
        <link rel="stylesheet" href={`/static/figures.css?v=${page.version}`} />
        <link rel="icon" href={`/static/icon.svg?v=${page.version}`} type="image/svg+xml" />
        <script src={`/static/htmx.min.js?v=${page.version}`} defer />
        <script src={`/static/staff.js?v=${page.version}`} defer />
      </head>
      <body>
        <a class="skip" href="#main">
          {say(page, 'skip')}
        </a>
        <header class="top">
          <a class="brand" href="/staff">
            <span class="mark" aria-hidden="true" />
            {say(page, 'title')}
          </a>
          <Languages page={page} />
        </header>
        <div class={page.staff === undefined ? 'frame alone' : 'frame'}>
          {page.staff === undefined ? null : <Sections page={page} staff={page.staff} />}
          <div class={aside === undefined ? 'columns' : 'columns two'}>
            <main id="main" tabindex={-1}>
              <h1>{title}</h1>
              <Faults page={page} />
              <WhatsAppAway page={page} />
              {props.children}
            </main>
            {aside === undefined ? null : (
              <aside class="context" aria-label={say(page, 'context')}>
                {aside}
              </aside>
            )}
          </div>
        </div>
      </body>
    </html>
  )
}

function Languages({ page }: { readonly page: PageContext }) {
  const mark = page.path.includes('?') ? '&' : '?'
  return (
    <nav class="languages" aria-label={say(page, 'language')}>
      {STAFF_LOCALES.map((locale) => (
        <a
          href={`${page.path}${mark}lang=${locale}`}
          lang={locale}
          aria-current={locale === page.locale ? 'true' : undefined}
        >
          {page.texts.text(locale, 'language.name')}
        </a>
      ))}
    </nav>
  )
}
