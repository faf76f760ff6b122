import type { FigureKnowledge } from '../../content/index.ts'
import type { Opened } from '../../conversation/index.ts'
import { isolateFor, type Locale } from '../../core/index.ts'
import { PARTNER_WORDS } from '../../ports/index.ts'
import type { Referral } from '../../referrals/index.ts'
import { PublicPage } from '../public-page.tsx'

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

/** One slip, and the two things that a partner may say about it. */
export function PartnerPage(props: PartnerPageProps) {
  const { knowledge, locale, version, path, opened } = props
  const { texts } = knowledge
  const title =
    opened.type === 'referral'
      ? isolateFor(
          texts.text(locale, 'referral:page.title', { code: opened.referral.code }),
          locale,
        )
      : texts.text(locale, 'referral:slip.heading')
  return (
    <PublicPage
      texts={texts}
      locale={locale}
      version={version}
      title={title}
      inLanguage={(one) => `${path}?lang=${one}`}
      listed={false}
    >
      {opened.type === 'referral' ? (
        <Slip {...props} referral={opened.referral} />
      ) : (
        <p class="notice" role="alert">
          {texts.text(locale, `referral:page.${opened.type}`)}
        </p>
      )}
    </PublicPage>
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
