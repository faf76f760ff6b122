import type { Child } from 'hono/jsx'
import { directionOf, LOCALES, type Locale } from '../core/index.ts'
import type { Texts } from '../ports/index.ts'
import { LANGUAGE_TAG } from './language.ts'

/** What every page shares that is open to everybody besides the chat. */
export interface PublicPageProps {
  readonly texts: Texts
  readonly locale: Locale
  /** Hash of the static files. */
  readonly version: string
  readonly title: string
  /** Where the name at the top leads; nowhere where left out. */
  readonly home?: string
  /** The address of this page in another language. */
  readonly inLanguage: (locale: Locale) => string
  /** Whether search engines may list it. */
  readonly listed: boolean
  readonly children: Child
}

/** The frame of a public page: name, languages, one column. */
export function PublicPage(props: PublicPageProps) {
  const { texts, locale, version, title, listed, children } = props
  return (
    <html lang={LANGUAGE_TAG[locale]} dir={directionOf(locale)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {listed ? null : <meta name="robots" content="noindex" />}
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · Dalil`}</title>
        <link rel="stylesheet" href={`/static/staff.css?v=${version}`} />
        <link rel="stylesheet" href={`/static/figures.css?v=${version}`} />
        <link rel="icon" href={`/static/icon.svg?v=${version}`} type="image/svg+xml" />
      </head>
      <body>
        <a class="skip" href="#main">
          {texts.text(locale, 'staff:skip')}
        </a>
        <header class="top">
          <Brand home={props.home} />
          <nav class="languages" aria-label={texts.text(locale, 'staff:language')}>
            {LOCALES.map((one) => (
              <a
                href={props.inLanguage(one)}
                lang={LANGUAGE_TAG[one]}
                aria-current={one === locale ? 'true' : undefined}
              >
                {texts.text(one, 'language.name')}
              </a>
            ))}
          </nav>
        </header>
        <main id="main" class="public" tabindex={-1}>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  )
}

function Brand({ home }: { readonly home: string | undefined }) {
  const name = (
    <>
      <span class="mark" aria-hidden="true" />
      Dalil
    </>
  )
  return home === undefined ? (
    <span class="brand">{name}</span>
  ) : (
    <a class="brand" href={home}>
      {name}
    </a>
  )
}
