import { announcementMessage } from '../../../conversation/index.ts'
import { directionOf, LOCALES, type Locale } from '../../../core/index.ts'
import type { AnnouncementRecord } from '../../../ports/index.ts'
import { LANGUAGE_TAG } from '../../language.ts'
import { type AnnouncementView, sayNews } from './words.ts'

/** What people will see on their phones, a bubble for each language. */
export function Previews(view: AnnouncementView & { readonly record: AnnouncementRecord }) {
  return (
    <div class="texts">
      {LOCALES.map((locale) => (
        <Preview {...view} locale={locale} />
      ))}
    </div>
  )
}

function Preview(
  view: AnnouncementView & { readonly record: AnnouncementRecord; readonly locale: Locale },
) {
  const { page, services, record, locale } = view
  const reader = { locale, discreet: false, channel: 'web-chat' } as const
  const message = announcementMessage(services, record, reader)
  const isMissing = record.texts[locale].trim() === ''
  if (message.type !== 'text') return null
  const name = services.knowledge.texts.text(locale, 'language.name')
  return (
    <figure class="phone">
      <figcaption lang={LANGUAGE_TAG[locale]}>{name}</figcaption>
      {isMissing ? (
        <p class="empty">{sayNews(page, 'missing')}</p>
      ) : (
        <div lang={LANGUAGE_TAG[locale]} dir={directionOf(locale)}>
          <p class="bubble">
            <Marked text={message.text} />
          </p>
          {(message.choices ?? []).map(({ label }) => (
            <span class="bubble tap">{label}</span>
          ))}
        </div>
      )}
    </figure>
  )
}

/** Text with its `*bold*` as people see it. */
function Marked({ text }: { readonly text: string }) {
  const parts = text.split(/\*([^*\n]+)\*/u)
  return <>{parts.map((part, at) => (at % 2 === 1 ? <strong>{part}</strong> : part))}</>
}
