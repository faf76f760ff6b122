import type { Inspection, PartnerValue } from '../../../content/index.ts'
import type { TurnServices } from '../../../conversation/index.ts'
import { directionOf, LOCALES, type Locale, type Partner } from '../../../core/index.ts'
import { describePartner } from '../../../partners/index.ts'
import type { PartnerOutcome, SilentContact } from '../../../referrals/index.ts'
import { LANGUAGE_TAG } from '../../language.ts'
import { Bubble } from '../content/bubble.tsx'
import { DraftLine, type DraftState } from '../content/draft-line.tsx'
import { Folded, NameField } from '../content/fields.tsx'
import { Notes } from '../content/look.tsx'
import { sayContent } from '../content/words.ts'
import { Layout } from '../layout.tsx'
import { type PageContext, say } from '../page.ts'
import { Outcome, Token } from '../page-parts.tsx'
import { languageName } from '../questions/words.ts'
import { DoorCard } from './door-card.tsx'
import { PartnerDetails } from './partner-details.tsx'
import { PauseForm } from './pause-form.tsx'
import { Reported } from './reported.tsx'
import { sayPartner } from './words.ts'

/** What the page of a partner shows. */
export interface PartnerView extends DraftState {
  readonly page: PageContext
  readonly services: TurnServices
  /** Empty for one that is new. */
  readonly id: string
  readonly value: PartnerValue
  readonly inspection: Inspection<Partner>
  /** How referrals to it ended; left out where there were none. */
  readonly outcome?: PartnerOutcome | undefined
  /** The address of the page at which it finds slips; left out for one that is new. */
  readonly door?: string | undefined
  /** Its contacts that people found dead. */
  readonly silent: readonly SilentContact[]
  readonly problem?: string | undefined
  readonly done?: string | undefined
}

/** A partner to be changed, with what the checks say and how people would read of it. */
export function PartnerPage(view: PartnerView) {
  const { page, id, value } = view
  const title = value.name[page.locale] ?? value.name.fr ?? id
  const path = id === '' ? '/staff/partners/new' : `/staff/partners/${id}`
  return (
    <Layout
      page={page}
      title={id === '' ? sayPartner(page, 'new.title') : title}
      aside={
        <>
          <Reported {...view} />
          <DoorCard {...view} />
          <PartnerLook {...view} />
        </>
      }
    >
      <p class="back">
        <a href="/staff/partners" data-key="b">
          {sayPartner(page, 'back')}
        </a>
      </p>
      <Outcome problem={view.problem} done={view.done} />
      <DraftLine {...view} kind="partner" target={id} />
      <PauseForm {...view} />
      <form
        method="post"
        action={path}
        hx-post={`${path}/look`}
        hx-trigger="input delay:500ms"
        hx-target="#look"
        hx-swap="outerHTML"
        hx-sync="this:replace"
      >
        <Token page={page} />
        <input type="hidden" name="change" value={view.draft?.id} />
        <input type="hidden" name="revision" value={view.draft?.revision} />
        {id === '' ? <NameField page={page} name="partner" value={value.partner} /> : null}
        {LOCALES.map((locale) => (
          <InLanguage page={page} value={value} locale={locale} />
        ))}
        <PartnerDetails {...view} />
        <div class="actions">
          <button type="submit">{sayContent(page, 'save')}</button>
          <button type="submit" name="look" value="1" class="quiet">
            {sayContent(page, 'look.button')}
          </button>
        </div>
        <p class="hint">{sayContent(page, 'save-hint')}</p>
      </form>
    </Layout>
  )
}

/** What the checks say about a partner as it stands in the form, and how people would read of it. */
export function PartnerLook({ page, services, inspection }: PartnerView) {
  const { value: partner } = inspection
  const { texts, directory } = services.knowledge
  return (
    <section id="look" tabindex={0} aria-label={sayContent(page, 'look.title')}>
      <Notes page={page} inspection={inspection} />
      <section class="card">
        <h2>{sayContent(page, 'look.title')}</h2>
        {partner === undefined ? (
          <p class="hint">{sayContent(page, 'look.none')}</p>
        ) : (
          LOCALES.map((locale) => (
            <>
              <h3 class="who">{languageName(page, locale)}</h3>
              <Bubble
                text={describePartner(texts, directory, { partner, score: 0, reasons: [] }, locale)}
                locale={locale}
              />
            </>
          ))
        )}
      </section>
    </section>
  )
}

function InLanguage(props: {
  readonly page: PageContext
  readonly value: PartnerValue
  readonly locale: Locale
}) {
  const { page, value, locale } = props
  const own = { lang: LANGUAGE_TAG[locale], dir: directionOf(locale) }
  return (
    <Folded title={languageName(page, locale)} isOpen={locale === page.locale}>
      <label>
        {say(page, 'changes:part.name')}
        <input {...own} name={`name-${locale}`} value={value.name[locale]} maxlength={120} />
      </label>
      <label>
        {say(page, 'changes:part.does')}
        <textarea {...own} name={`does-${locale}`} rows={4} maxlength={600}>
          {value.does[locale]}
        </textarea>
      </label>
      <label>
        {sayPartner(page, 'via')}
        <textarea {...own} name={`via-${locale}`} rows={2} maxlength={400}>
          {value.via[locale]}
        </textarea>
      </label>
    </Folded>
  )
}
