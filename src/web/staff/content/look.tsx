import type { Inspection } from '../../../content/index.ts'
import { answerText, type TurnServices } from '../../../conversation/index.ts'
import { createSession, type Entry, LOCALES, type Locale, writtenIn } from '../../../core/index.ts'
import type { PageContext } from '../page.ts'
import { languageName } from '../questions/words.ts'
import { Bubble } from './bubble.tsx'
import { noteWords, sayContent } from './words.ts'

/** What the checks say about an entry as it stands in the form, and how people would read it. */
export function Look(props: {
  readonly page: PageContext
  readonly services: TurnServices
  readonly inspection: Inspection<Entry>
  /** `YYYY-MM-DD`. */
  readonly today: string
}) {
  const { page, inspection } = props
  const { value: entry } = inspection
  return (
    <section id="look" tabindex={0} aria-label={sayContent(page, 'look.title')}>
      <Notes page={page} inspection={inspection} />
      <section class="card">
        <h2>{sayContent(page, 'look.title')}</h2>
        {entry === undefined ? (
          <p class="hint">{sayContent(page, 'look.none')}</p>
        ) : (
          LOCALES.map((locale) => <Conversation {...props} entry={entry} locale={locale} />)
        )}
      </section>
    </section>
  )
}

/** What the checks found, mistakes before warnings. */
export function Notes(props: {
  readonly page: PageContext
  readonly inspection: Pick<Inspection<unknown>, 'notes'>
}) {
  const { page, inspection } = props
  const errors = inspection.notes.filter(({ severity }) => severity === 'error')
  const warnings = inspection.notes.filter(({ severity }) => severity === 'warning')
  return (
    <section class="card" aria-live="polite">
      <h2>{sayContent(page, 'look.checks')}</h2>
      {errors.length + warnings.length === 0 ? (
        <p class="fine">{sayContent(page, 'look.fine')}</p>
      ) : null}
      <NoteList page={page} title="look.errors" notes={errors} />
      <NoteList page={page} title="look.warnings" notes={warnings} />
    </section>
  )
}

/** More of them than this are not read at once. */
const MAX_NOTES = 12

function NoteList(props: {
  readonly page: PageContext
  readonly title: 'look.errors' | 'look.warnings'
  readonly notes: Inspection<unknown>['notes']
}) {
  const { page, title, notes } = props
  if (notes.length === 0) return null
  return (
    <>
      <p class={title === 'look.errors' ? 'bad' : 'meta'}>
        {sayContent(page, title, { count: notes.length })}
      </p>
      <ul class="notes">
        {notes.slice(0, MAX_NOTES).map((note) => (
          <li>{noteWords(page, note)}</li>
        ))}
      </ul>
    </>
  )
}

function Conversation(props: Parameters<typeof Look>[0] & { entry: Entry; locale: Locale }) {
  const { page, services, entry, locale, today } = props
  const session = createSession(locale, 0)
  const question = entry.phrasings[locale][0]
  const isWritten = writtenIn(entry).includes(locale)
  return (
    <>
      <h3 class="who">
        {languageName(page, locale)}
        {isWritten ? '' : ` · ${sayContent(page, 'look.not-written')}`}
      </h3>
      {question === undefined ? null : <Bubble text={question} locale={locale} mine />}
      <Bubble text={answerText({ services, locale, today, session }, entry)} locale={locale} />
    </>
  )
}
