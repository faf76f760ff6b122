import { directionOf, LOCALES, type Locale } from '../../core/index.ts'
import type { Texts } from '../../ports/index.ts'
import { LANGUAGE_TAG } from '../language.ts'

/** What the chat page shows. */
export interface ChatPageProps {
  readonly texts: Texts
  readonly locale: Locale
  /** Hash of the static files: a new version is fetched, an old one stays in the phone's cache. */
  readonly version: string
  /** It stands in the panel of another site, which shows its name and closes it. */
  readonly inWidget: boolean
  /** Nothing on it says what it is about. */
  readonly discreet: boolean
}

/** Keys of the texts that the script of the page needs. */
const SCRIPT_TEXTS = ['you', 'guide', 'team', 'offline', 'busy', 'writing', 'title'] as const

/** The chat page: a header, the conversation, one line to write in. */
export function ChatPage({ texts, locale, version, inWidget, discreet }: ChatPageProps) {
  const say = (key: string) => texts.text(locale, `chat:${key}`)
  const neutral = texts.text(locale, 'widget:neutral.title')
  const title = discreet ? neutral : say('title')
  const data = { ...Object.fromEntries(SCRIPT_TEXTS.map((key) => [key, say(key)])), neutral }
  return (
    <html lang={LANGUAGE_TAG[locale]} dir={directionOf(locale)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="no-referrer" />
        <title>{title}</title>
        <link rel="stylesheet" href={`/static/chat.css?v=${version}`} />
        <link rel="icon" href={`/static/icon.svg?v=${version}`} type="image/svg+xml" />
      </head>
      <body
        class={inWidget ? 'in-widget' : undefined}
        data-locale={locale}
        data-texts={JSON.stringify(data)}
      >
        <header>
          <div class="name">
            <h1 id="title">{title}</h1>
            {discreet ? null : <p id="subtitle">{say('subtitle')}</p>}
          </div>
          <a id="exit" class="exit" href="https://www.google.com/" rel="noreferrer">
            {say('exit')}
          </a>
          <div class="options">
            <label>
              <span class="hidden">{say('language')}</span>
              <select id="language">
                {LOCALES.map((one) => (
                  <option value={one} selected={one === locale} lang={LANGUAGE_TAG[one]}>
                    {texts.text(one, 'language.name')}
                  </option>
                ))}
              </select>
            </label>
            <label class="keep">
              <span>{say('keep.label')}</span>
              <select id="keep">
                <option value="none">{say('keep.none')}</option>
                <option value="day">{say('keep.day')}</option>
                <option value="month">{say('keep.month')}</option>
              </select>
            </label>
            <a href={`/notice?lang=${locale}`} target="_blank" rel="noopener">
              {texts.text(locale, 'notice:link')}
            </a>
          </div>
        </header>
        <main id="log" role="log" aria-live="polite" aria-label={say('conversation')} tabindex={0}>
          <noscript>{say('no-script')}</noscript>
        </main>
        <p id="status" role="status" />
        <form id="form">
          <label class="hidden" for="text">
            {say('placeholder')}
          </label>
          <textarea
            id="text"
            rows={1}
            dir="auto"
            placeholder={say('placeholder')}
            maxlength={4000}
          />
          <button type="submit">{say('send')}</button>
        </form>
        <script src={`/static/chat.js?v=${version}`} defer />
      </body>
    </html>
  )
}
