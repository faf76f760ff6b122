import {
  type EntryValue,
  type Inspection,
  MAX_ANSWER_LENGTH,
  MAX_TITLE_LENGTH,
} from '../../../content/index.ts'
import type { TurnServices } from '../../../conversation/index.ts'
import { directionOf, type Entry, LOCALES, type Locale } from '../../../core/index.ts'
import { LANGUAGE_TAG } from '../../language.ts'
import { Layout } from '../layout.tsx'
import type { PageContext } from '../page.ts'
import { Outcome, Token } from '../page-parts.tsx'
import { languageName } from '../questions/words.ts'
import { DraftLine, type DraftState } from './draft-line.tsx'
import { EntryDetails } from './entry-details.tsx'
import { Folded, NameField } from './fields.tsx'
import { Look } from './look.tsx'
import { sayContent } from './words.ts'

/** What the page of an entry shows. */
export interface EntryView extends DraftState {
  readonly page: PageContext
  readonly services: TurnServices
  /** Empty for one that is new. */
  readonly id: string
  readonly value: EntryValue
  readonly inspection: Inspection<Entry>
  readonly today: string
  readonly problem?: string | undefined
  readonly done?: string | undefined
}

/** An entry to be changed, with what the checks say and how people would read it. */
export function EntryPage(view: EntryView) {
  const { page, id, value } = view
  const title = value.title[page.locale] ?? value.title.fr ?? Object.values(value.title)[0] ?? id
  const path = id === '' ? '/staff/content/new' : `/staff/content/entries/${id}`
  return (
    <Layout
      page={page}
      title={id === '' ? sayContent(page, 'new.title') : title}
      aside={<Look {...view} />}
    >
      <p class="back">
        <a href="/staff/content" data-key="b">
          {sayContent(page, 'back')}
        </a>
      </p>
      <Outcome problem={view.problem} done={view.done} />
      <DraftLine {...view} kind="entry" target={id} />
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
        {id === '' ? <NameField page={page} name="entry" value={value.entry} /> : null}
        {LOCALES.map((locale) => (
          <InLanguage page={page} value={value} locale={locale} />
        ))}
        <EntryDetails {...view} />
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

function InLanguage(props: {
  readonly page: PageContext
  readonly value: EntryValue
  readonly locale: Locale
}) {
  const { page, value, locale } = props
  const language = languageName(page, locale)
  const written = value.answers[locale] ?? ''
  const own = { lang: LANGUAGE_TAG[locale], dir: directionOf(locale) }
  const isShown = locale === page.locale || (page.locale === 'ar' && locale === 'ary')
  return (
    <Folded
      title={written === '' ? `${language} · ${sayContent(page, 'field.empty')}` : language}
      isOpen={isShown}
    >
      <label>
        {sayContent(page, 'field.title')}
        <input
          {...own}
          name={`title-${locale}`}
          value={value.title[locale]}
          maxlength={MAX_TITLE_LENGTH * 2}
        />
      </label>
      <label>
        {sayContent(page, 'field.answer', { most: MAX_ANSWER_LENGTH })}
        <textarea {...own} name={`answer-${locale}`} rows={9} maxlength={MAX_ANSWER_LENGTH * 2}>
          {written}
        </textarea>
      </label>
      <label>
        {sayContent(page, 'field.phrasings')}
        <textarea {...own} name={`phrasings-${locale}`} rows={8}>
          {(value.phrasings[locale] ?? []).join('\n')}
        </textarea>
      </label>
    </Folded>
  )
}
