import {
  type AnnouncementDraft,
  audienceCode,
  MAX_TEXT,
  NEWS_TOPICS,
} from '../../../announcements/index.ts'
import { directionOf, LOCALES } from '../../../core/index.ts'
import { LANGUAGE_TAG } from '../../language.ts'
import { Layout } from '../layout.tsx'
import { Outcome, Token } from '../page-parts.tsx'
import { type AnnouncementView, audienceWords, sayNews } from './words.ts'

/** The form that writes an announcement, in all languages beside each other. */
export function AnnouncementFormPage(
  view: AnnouncementView & {
    readonly draft: AnnouncementDraft
    /** The one that is written anew; a new one has none yet. */
    readonly of?: { readonly id: string; readonly revision: number } | undefined
    readonly problem?: string | undefined
  },
) {
  const { page, draft, of, services } = view
  const path = of === undefined ? '' : `/${encodeURIComponent(of.id)}`
  return (
    <Layout page={page} title={sayNews(page, of === undefined ? 'new' : 'edit')}>
      <Outcome problem={view.problem} />
      <form method="post" action={`/staff/announcements${path}`} class="card">
        <Token page={page} />
        {of === undefined ? null : (
          <input type="hidden" name="revision" value={String(of.revision)} />
        )}
        <Audiences {...view} />
        <label>
          {sayNews(page, 'field.until')}
          <input type="date" name="until" value={draft.until} required />
        </label>
        <p class="hint">{sayNews(page, 'field.text-hint', { count: MAX_TEXT })}</p>
        <div class="texts">
          {LOCALES.map((locale) => (
            <label>
              {services.knowledge.texts.text(locale, 'language.name')}
              <textarea
                name={`text-${locale}`}
                rows={6}
                maxlength={MAX_TEXT}
                lang={LANGUAGE_TAG[locale]}
                dir={directionOf(locale)}
              >
                {draft.texts[locale]}
              </textarea>
            </label>
          ))}
        </div>
        <div class="actions">
          <button type="submit">{sayNews(page, 'save')}</button>
          <a class="button quiet" href={`/staff/announcements${path}`}>
            {sayNews(page, 'cancel')}
          </a>
        </div>
      </form>
    </Layout>
  )
}

/** The subjects, then the towns in the order of the alphabet. */
function Audiences(view: AnnouncementView & { readonly draft: AnnouncementDraft }) {
  const { page, services, draft } = view
  const { towns } = services.knowledge.directory
  const chosen = audienceCode(draft.audience)
  const byName = new Intl.Collator(page.locale)
  const places = [...towns.all].sort((a, b) =>
    byName.compare(a.name[page.locale], b.name[page.locale]),
  )
  return (
    <label>
      {sayNews(page, 'field.audience')}
      <select name="audience">
        <optgroup label={sayNews(page, 'field.topics')}>
          {NEWS_TOPICS.map((value) => {
            const audience = { kind: 'topic', value } as const
            const code = audienceCode(audience)
            return (
              <option value={code} selected={code === chosen}>
                {audienceWords(view, audience)}
              </option>
            )
          })}
        </optgroup>
        <optgroup label={sayNews(page, 'field.towns')}>
          {places.map(({ id, name }) => (
            <option value={`town:${id}`} selected={`town:${id}` === chosen}>
              {name[page.locale]}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  )
}
