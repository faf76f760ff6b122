import type { FigureKnowledge } from '../../content/index.ts'
import type { Opened } from '../../conversation/index.ts'
import { dayOf, isolateFor, type Locale } from '../../core/index.ts'
import { showDate } from '../../flow/index.ts'
import { PARTNER_WORDS, type PartnerWord } from '../../ports/index.ts'
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
        <Slip {...props} {...opened} />
      ) : (
        <p class="notice" role="alert">
          {texts.text(locale, `referral:page.${opened.type}`)}
        </p>
      )}
    </PublicPage>
  )
}

type SlipProps = PartnerPageProps & Extract<Opened, { readonly type: 'referral' }>

function Slip(props: SlipProps) {
  const { knowledge, locale, referral } = props
  const { texts, directory } = knowledge
  const say = sayIn(props)
  const { need, town, toldFor } = referral
  const name = directory.needs.get(need)?.[locale] ?? need
  return (
    <>
      <p>{say('page.intro')}</p>
      <ul>
        <li>{say('slip.need', { need: name })}</li>
        {toldFor === undefined || town === undefined ? null : (
          <li>{say('slip.town', { town: directory.towns.nameOf(town, locale) })}</li>
        )}
        {toldFor === undefined ? null : (
          <li>{texts.text(locale, 'partner-desk:expected', { day: showDate(locale, toldFor) })}</li>
        )}
      </ul>
      {referral.partnerSays === undefined ? (
        <Words {...props} words={PARTNER_WORDS} />
      ) : (
        <Said {...props} said={referral.partnerSays} />
      )}
      <p class="hint">{say('page.privacy')}</p>
    </>
  )
}

/** What the partner said, and how to say otherwise for as long as that is possible. */
function Said(props: SlipProps & { readonly said: PartnerWord }) {
  const { knowledge, locale, isDone, said, until } = props
  const say = sayIn(props)
  const others = PARTNER_WORDS.filter((word) => word !== said)
  return (
    <>
      <p class="notice good" role="status">
        {isDone ? `${say('page.done')} ` : ''}
        {say('page.said', { word: say(`page.${said}`) })}
      </p>
      {until === undefined ? null : (
        <>
          <p>
            {knowledge.texts.text(locale, 'partner-desk:correct', {
              day: showDate(locale, dayOf(until)),
            })}
          </p>
          <Words {...props} words={others} isQuiet />
        </>
      )}
    </>
  )
}

/** One button for each thing that may be said. */
function Words(
  props: SlipProps & { readonly words: readonly PartnerWord[]; readonly isQuiet?: true },
) {
  const { locale, path, words, isQuiet } = props
  const say = sayIn(props)
  return (
    <form method="post" action={`${path}?lang=${locale}`} class="tools">
      {words.map((word) => (
        <button
          type="submit"
          name="word"
          value={word}
          class={isQuiet === undefined ? undefined : 'quiet'}
        >
          {say(`page.${word}`)}
        </button>
      ))}
    </form>
  )
}

function sayIn({ knowledge, locale }: PartnerPageProps) {
  return (key: string, values?: Readonly<Record<string, string>>) =>
    knowledge.texts.text(locale, `referral:${key}`, values)
}
