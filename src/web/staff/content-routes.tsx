import { type EntryValue, readEntryValue, writeEntryValue } from '../../content/index.ts'
import { dayOf } from '../../core/index.ts'
import type { OverrideRecord } from '../../ports/index.ts'
import { findOpenDrafts, keepDraft, OPEN_STATES } from './content/drafts.ts'
import { readEntryForm } from './content/entry-form.ts'
import { EntryPage } from './content/entry-page.tsx'
import { ContentPage } from './content/list-page.tsx'
import { findListed, listPath, readListQuery } from './content/list-query.ts'
import { Look } from './content/look.tsx'
import { sayContent } from './content/words.ts'
import { say } from './page.ts'
import { namesOf } from './question-routes.tsx'
import { firstOf, problemKey, readForm } from './questions/form.ts'
import { html, type StaffContext, type Workspace } from './workspace.ts'

/** How long an answer holds unless somebody says otherwise, in days. */
const HOLDS_DAYS = 180

const DAY_MS = 24 * 60 * 60 * 1000

/** The name of an entry, as its file is named. */
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/u

/** The entries: looking for them, changing them, beginning new ones. All that is written is a draft. */
export function contentRoutes(work: Workspace): void {
  const { on, pageOf, services, editing, clock } = work
  const idIn = (c: StaffContext) => c.req.param('id') ?? ''
  const today = () => dayOf(clock.now())

  on('GET /content', async (c) => {
    const query = readListQuery((name) => c.req.query(name))
    const drafts = await findOpenDrafts(work, 'entry')
    const drafted = new Set(drafts.map(({ change }) => change.target))
    const found = findListed(services(), query, { today: today(), drafted })
    const page = pageOf(c, listPath(query))
    const props = { page, services: services(), query, found, drafts }
    return c.html(html(<ContentPage {...props} />))
  })

  on('GET /content/new', (c) => show(c, '', { value: emptyValue(work) }))

  on('POST /content/new/look', (c) => look(c, ''))

  on('POST /content/new', async (c) => {
    const form = await readForm(c)
    const id = firstOf(form, 'entry').trim()
    const value = readEntryForm(form, id)
    const isTaken = services().knowledge.entries.has(id)
    if (!NAME.test(id) || isTaken) {
      return show(c, '', { value, problem: isTaken ? 'new.taken' : 'new.bad-name' })
    }
    if (firstOf(form, 'look') !== '') return show(c, '', { value })
    return save(c, id, value)
  })

  on('GET /content/entries/:id', async (c) => {
    const draft = await findDraft(c)
    const source = draft?.source ?? (await editing.current('entry', idIn(c)))
    if (source === undefined) return c.redirect('/staff/content', 303)
    return show(c, idIn(c), { value: readEntryValue(source), draft: draft?.record })
  })

  on('POST /content/entries/:id/look', (c) => look(c, idIn(c)))

  on('POST /content/entries/:id', async (c) => {
    const form = await readForm(c)
    const value = readEntryForm(form, idIn(c))
    if (firstOf(form, 'look') === '') return save(c, idIn(c), value)
    return show(c, idIn(c), { value, draft: (await findDraft(c))?.record })
  })

  /** The draft that an address or a form names, where it is one of this entry. */
  async function findDraft(c: StaffContext) {
    const id = c.req.query('change') ?? firstOf(await readForm(c), 'change')
    const record = id === '' ? undefined : await work.publishing.find(id)
    const change = record?.change
    if (record === undefined || change?.type !== 'whole' || change.kind !== 'entry')
      return undefined
    const isOpen = OPEN_STATES.some((state) => state === record.state)
    return isOpen && change.target === idIn(c) ? { record, source: change.source } : undefined
  }

  async function save(c: StaffContext, id: string, value: EntryValue) {
    try {
      const base = (await findDraft(c))?.source ?? (await editing.current('entry', id))
      const source = writeEntryValue(value, base)
      const record = await keepDraft(work, c, { kind: 'entry', target: id, source })
      return c.redirect(`/staff/content/entries/${id}?change=${record.id}&done`, 303)
    } catch (error) {
      const draft = (await findDraft(c))?.record
      return show(c, id, { value, draft, problem: problemKey(error) })
    }
  }

  async function look(c: StaffContext, id: string) {
    const value = readEntryForm(await readForm(c), id || firstOf(await readForm(c), 'entry'))
    const inspection = editing.inspectEntry(value.entry, writeEntryValue(value))
    const props = { page: pageOf(c, '/staff/content'), services: services(), today: today() }
    return c.html(<Look {...props} inspection={inspection} />)
  }

  async function show(
    c: StaffContext,
    id: string,
    shown: {
      readonly value: EntryValue
      readonly draft?: OverrideRecord | undefined
      readonly problem?: string
    },
  ) {
    const { value, draft, problem } = shown
    const change = draft === undefined ? '' : `?change=${encodeURIComponent(draft.id)}`
    const path = id === '' ? '/staff/content/new' : `/staff/content/entries/${id}${change}`
    const page = pageOf(c, path)
    const open = id === '' ? [] : await findOpenDrafts(work, 'entry', id)
    const view = {
      ...{ page, services: services(), id, value, draft, today: today() },
      inspection: editing.inspectEntry(value.entry, writeEntryValue(value)),
      others: open.filter((one) => one.id !== draft?.id),
      names: await namesOf(work),
      problem: problem === undefined ? undefined : wordsOf(problem),
      done: c.req.query('done') === undefined ? undefined : sayContent(page, 'saved'),
    }
    return c.html(html(<EntryPage {...view} />), problem === undefined ? 200 : 409)

    function wordsOf(key: string): string {
      return key.startsWith('desk:') ? say(page, key) : sayContent(page, key)
    }
  }
}

function emptyValue({ clock, services }: Workspace): EntryValue {
  const [first] = services().knowledge.menu
  return {
    ...{ entry: '', topic: first?.topic ?? '', group: first?.groups[0]?.group ?? '', need: '' },
    ...{ title: {}, answers: {}, phrasings: {}, partners: [], confirm: [], related: [] },
    ...{ flow: '', sources: [], incomplete: true, reviewed: dayOf(clock.now()) },
    expires: dayOf(clock.now() + HOLDS_DAYS * DAY_MS),
  }
}
