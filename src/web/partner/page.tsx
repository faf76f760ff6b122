import type { FigureKnowledge } from '../../content/index.ts'
import type { Opened } from '../../conversation/index.ts'
import { directionOf, isolateFor, LOCALES, type Locale } from '../../core/index.ts'
import { PARTNER_WORDS } from '../../ports/index.ts'
import type { Referral } from '../../referrals/index.ts'

/** What the page of a partner shows. */
export interface PartnerPageProps {
  readonly knowledge: FigureKnowledge
  readonly locale: Locale
  readonly version: string
  /** The address of this page, without a language. */
  readonly path: string
  readonly opened: Opened
  /** The word has just been kept. */
  readonly isDone: boolean
}

/** BCP 47 tags for `lang`, which screen readers choose a voice by. */
const TAGS: Readonly<Record<Locale, string>> = { fr: 'fr', ar: 'ar', ary: 'ar-MA', en: 'en' }

/** One slip, and the two things that a partner may say about it. */
export function PartnerPage(props: PartnerPageProps) {
  const { knowledge, locale, version, opened } = props
  const { texts } = knowledge
  const title =
    opened.type === 'referral'
      ? isolateFor(
          texts.text(locale, 'referral:page.title', { code: opened.referral.code }),
          locale,
        )
      : texts.text(locale, 'referral:slip.heading')
  return (
    <html lang={TAGS[locale]} dir={directionOf(locale)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
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
          <span class="brand">
            <span class="mark" aria-hidden="true" />
            Dalil
          </span>
          <Languages {...props} />
        </header>
        <main id="main" class="public" tabindex={-1}>
          <h1>{title}</h1>
          {opened.type === 'referral' ? (
            <Slip {...props} referral={opened.referral} />
          ) : (
            <p class="notice" role="alert">
              {texts.text(locale, `referral:page.${opened.type}`)}
            </p>
          )}
        </main>
      </body>
    </html>
  )
}

function Slip(props: PartnerPageProps & { readonly referral: Referral }) {
  const { knowledge, locale, path, referral, isDone } = props
  const { texts, directory } = knowledge
  const say = (key: string, values?: Readonly<Record<string, string>>) =>
    texts.text(locale, `referral:${key}`, values)
  const { need, town, toldFor, partnerSays } = referral
  const name = directory.needs.get(need)?.[locale] ?? need
  return (
    <>
      <p>{say('page.intro')}</p>
      <ul>
        <li>{say('slip.need', { need: name })}</li>
        {toldFor === undefined || town === undefined ? null : (
          <li>{say('slip.town', { town: directory.towns.nameOf(town, locale) })}</li>
        )}
      </ul>
      {partnerSays === undefined ? (
        <form method="post" action={`${path}?lang=${locale}`} class="tools">
          {PARTNER_WORDS.map((word) => (
            <button type="submit" name="word" value={word}>
              {say(`page.${word}`)}
            </button>
          ))}
        </form>
      ) : (
        <p class="notice good" role="status">
          {isDone ? `${say('page.done')} ` : ''}
          {say('page.said', { word: say(`page.${partnerSays}`) })}
        </p>
      )}
      <p class="hint">{say('page.privacy')}</p>
    </>
  )
}

function Languages({ knowledge, locale, path }: PartnerPageProps) {
  const { texts } = knowledge
  return (
    <nav class="languages" aria-label={texts.text(locale, 'staff:language')}>
      {LOCALES.map((one) => (
        <a
          href={`${path}?lang=${one}`}
          lang={TAGS[one]}
          aria-current={one === locale ? 'true' : undefined}
        >
          {texts.text(one, 'language.name')}
        </a>
      ))}
    </nav>
  )
}
