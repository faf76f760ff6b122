import { isolateFor, type Locale } from '../../core/index.ts'
import type { Texts } from '../../ports/index.ts'
import { PublicPage } from '../public-page.tsx'

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
    <PublicPage
      texts={texts}
      locale={locale}
      version={version}
      title={say('title')}
      home="/"
      inLanguage={(one) => `/notice?lang=${one}`}
      listed={false}
    >
      <p>{say('law')}</p>
      <h2>{say('who.heading')}</h2>
      <p>
        {facts.name === undefined ? say('who.unnamed') : say('who.named', { name: facts.name })}
      </p>
      {facts.contact === undefined ? null : <p>{say('who.contact', { contact: facts.contact })}</p>}
      {facts.cndpNumber === undefined ? null : (
        <p>{say('who.declared', { number: facts.cndpNumber })}</p>
      )}
      {SECTIONS.map((section) => (
        <>
          <h2>{say(`${section}.heading`)}</h2>
          <p>{say(`${section}.text`, values)}</p>
        </>
      ))}
    </PublicPage>
  )
}
