import type { Child } from 'hono/jsx'
import type { FigureKnowledge } from '../../content/index.ts'
import type { Locale, Partner } from '../../core/index.ts'
import { PublicPage } from '../public-page.tsx'

/** What the pages of the door share. */
interface DoorProps {
  readonly knowledge: FigureKnowledge
  readonly locale: Locale
  readonly version: string
  /** Why what was given opened nothing, as the end of a key of `partner-desk.yaml`. */
  readonly refused?: string | undefined
}

/** Asks for the key, for whoever comes without the link that the association gave them. */
export function KeyPage(props: DoorProps) {
  const say = sayIn(props)
  return (
    <Frame {...props} title={say('title')} path="/partner">
      <p>{say('key.intro')}</p>
      <form method="post" action={`/partner?lang=${props.locale}`} class="card">
        <label>
          {say('key.label')}
          <input name="key" dir="ltr" autocomplete="off" maxlength={1000} required />
        </label>
        <button type="submit">{say('key.open')}</button>
      </form>
      <p class="hint">{say('key.none')}</p>
    </Frame>
  )
}

/** Asks a partner for the code of a slip. */
export function DoorPage(
  props: DoorProps & {
    readonly partner: Partner | undefined
    readonly path: string
    readonly typed?: string
  },
) {
  const { partner, locale, path, typed } = props
  const say = sayIn(props)
  return (
    <Frame {...props} title={partner?.name[locale] ?? say('title')}>
      <p>{say('code.intro')}</p>
      <form method="post" action={`${path}?lang=${locale}`} class="card">
        <label>
          {say('code.label')}
          <input
            name="code"
            dir="ltr"
            value={typed}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            maxlength={40}
            required
          />
        </label>
        <p class="hint">{say('code.hint')}</p>
        <button type="submit">{say('code.look')}</button>
      </form>
      <p class="hint">{say('code.privacy')}</p>
    </Frame>
  )
}

function Frame(
  props: DoorProps & { readonly title: string; readonly path: string; readonly children: Child },
) {
  const { knowledge, locale, version, title, path, refused, children } = props
  return (
    <PublicPage
      {...{ texts: knowledge.texts, locale, version, title }}
      inLanguage={(one) => `${path}?lang=${one}`}
      listed={false}
    >
      {refused === undefined ? null : (
        <p class="notice" role="alert">
          {sayIn(props)(`refused.${refused}`)}
        </p>
      )}
      {children}
    </PublicPage>
  )
}

function sayIn({ knowledge, locale }: Pick<DoorProps, 'knowledge' | 'locale'>) {
  return (key: string) => knowledge.texts.text(locale, `partner-desk:${key}`)
}
