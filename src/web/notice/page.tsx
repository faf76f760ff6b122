import { directionOf, isolateFor, LOCALES, type Locale } from '../../core/index.ts'
import type { Texts } from '../../ports/index.ts'
import { LANGUAGE_TAG } from '../language.ts'

/** What the data-protection notice says that differs between associations. */
export interface NoticeFacts {
  readonly name?: string | undefined
  readonly contact?: string | undefined
  readonly cndpNumber?: string | undefined
  /** For how many days a question that was passed on is kept, and a conversation. */
  readonly questionDays: number
  readonly personDays: number
}

/** What the page shows. */
export interface NoticePageProps extends NoticeFacts {
  readonly texts: Texts
  readonly locale: Locale
  readonly version: string
}

const SECTIONS = ['purpose', 'kept', 'passed-on', 'seen-by', 'platforms', 'rights'] as const

/** The data-protection notice: who is responsible, what is kept and why, which rights people have. */
export function NoticePage({ texts, locale, version, ...facts }: NoticePageProps) {
  const say = (key: string, values: Readonly<Record<string, string>> = {}) =>
    isolateFor(texts.text(locale, `notice:${key}`, values), locale)
  const values = {
    days: String(facts.questionDays),
    months: String(Math.round(facts.personDays / 30.4)),
  }
  return (
    <html lang={LANGUAGE_TAG[locale]} dir={directionOf(locale)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${say('title')} · Dalil`}</title>
        <link rel="stylesheet" href={`/static/staff.css?v=${version}`} />
        <link rel="stylesheet" href={`/static/figures.css?v=${version}`} />
        <link rel="icon" href={`/static/icon.svg?v=${version}`} type="image/svg+xml" />
      </head>
      <body>
        <a class="skip" href="#main">
          {texts.text(locale, 'staff:skip')}
        </a>
        <header class="top">
          <a class="brand" href="/">
            <span class="mark" aria-hidden="true" />
            Dalil
          </a>
          <nav class="languages" aria-label={texts.text(locale, 'chat:language')}>
            {LOCALES.map((one) => (
              <a
                href={`/notice?lang=${one}`}
                lang={LANGUAGE_TAG[one]}
                aria-current={one === locale ? 'true' : undefined}
              >
                {texts.text(one, 'language.name')}
              </a>
            ))}
          </nav>
        </header>
        <main id="main" class="public" tabindex={-1}>
          <h1>{say('title')}</h1>
          <p>{say('law')}</p>
          <h2>{say('who.heading')}</h2>
          <p>
            {facts.name === undefined ? say('who.unnamed') : say('who.named', { name: facts.name })}
          </p>
          {facts.contact === undefined ? null : (
            <p>{say('who.contact', { contact: facts.contact })}</p>
          )}
          {facts.cndpNumber === undefined ? null : (
            <p>{say('who.declared', { number: facts.cndpNumber })}</p>
          )}
          {SECTIONS.map((section) => (
            <>
              <h2>{say(`${section}.heading`)}</h2>
              <p>{say(`${section}.text`, values)}</p>
            </>
          ))}
        </main>
      </body>
    </html>
  )
}
