import {
  type AnnouncementDraft,
  type Announcements,
  type Change,
  MAX_DAYS,
  parseAudience,
} from '../../announcements/index.ts'
import { dayOf } from '../../core/index.ts'
import { isDalilError } from '../../errors.ts'
import type { AnnouncementRecord } from '../../ports/index.ts'
import { AnnouncementPage } from './announcements/detail-page.tsx'
import { AnnouncementFormPage } from './announcements/form-page.tsx'
import { AnnouncementsPage } from './announcements/list-page.tsx'
import { sayNews } from './announcements/words.ts'
import { namesOf } from './question-routes.tsx'
import { firstOf, readForm } from './questions/form.ts'
import { html, type StaffContext, type Workspace } from './workspace.ts'

const PATH = '/staff/announcements'

/** A new announcement is of use for a week, unless somebody says otherwise. */
const USUAL_DAYS = 7

const DONE = ['saved', 'proposed', 'approved', 'returned', 'stopped', 'discarded']

/** Announcements: the list, writing, the preview, approving, sending and stopping. */
export function announcementRoutes(work: Workspace): void {
  const { on, pageOf, announcements, clock, services } = work

  const viewOf = async (c: StaffContext, path: string) => ({
    ...{ page: pageOf(c, path), services: services(), names: await namesOf(work) },
  })
  const changeIn = async (c: StaffContext): Promise<Change> => ({
    ...{ id: idOf(c), by: c.get('signedIn').staff.id },
    revision: Number(firstOf(await readForm(c), 'revision')),
  })

  on('GET /announcements', async (c) => {
    const view = await viewOf(c, PATH)
    const all = await announcements.list()
    const done = doneIn(c, view.page)
    return c.html(html(<AnnouncementsPage {...view} announcements={all} done={done} />))
  })

  on('GET /announcements/new', (c) => {
    const until = dayOf(clock.now() + USUAL_DAYS * 86_400_000)
    const texts = { fr: '', ar: '', ary: '', en: '' }
    const audience = { kind: 'topic', value: 'work' } as const
    return showForm(c, { draft: { audience, texts, until } })
  })

  on('POST /announcements', async (c) => {
    const draft = await draftIn(c)
    try {
      const { id } = await announcements.create(draft, c.get('signedIn').staff.id)
      return c.redirect(`${PATH}/${encodeURIComponent(id)}?done=saved`, 303)
    } catch (error) {
      return showForm(c, { draft, error })
    }
  })

  on('GET /announcements/:id', (c) => show(c))

  on('GET /announcements/:id/edit', async (c) => {
    const record = await announcements.find(idOf(c))
    return record === undefined ? c.redirect(PATH, 303) : showForm(c, { draft: record, of: record })
  })

  on('POST /announcements/:id', async (c) => {
    const draft = await draftIn(c)
    const change = await changeIn(c)
    try {
      await announcements.revise(change, draft)
    } catch (error) {
      return showForm(c, { draft, of: change, error })
    }
    return c.redirect(`${PATH}/${encodeURIComponent(change.id)}?done=saved`, 303)
  })

  on('POST /announcements/:id/propose', (c) => act(c, 'propose', 'proposed'))
  on('POST /announcements/:id/approve', (c) => act(c, 'approve', 'approved'))
  on('POST /announcements/:id/return', (c) => act(c, 'giveBack', 'returned'))
  on('POST /announcements/:id/stop', (c) => act(c, 'stop', 'stopped'))
  on('POST /announcements/:id/discard', (c) => act(c, 'discard', 'discarded'))

  async function act(
    c: StaffContext,
    name: keyof Pick<Announcements, 'propose' | 'approve' | 'giveBack' | 'stop' | 'discard'>,
    done: string,
  ) {
    const change = await changeIn(c)
    try {
      await announcements[name](change)
    } catch (error) {
      return show(c, error)
    }
    const path = name === 'discard' ? PATH : `${PATH}/${encodeURIComponent(change.id)}`
    return c.redirect(`${path}?done=${done}`, 303)
  }

  async function show(c: StaffContext, error?: unknown) {
    const problem = error === undefined ? undefined : problemOf(error)
    const record = await announcements.find(idOf(c))
    if (record === undefined) return c.redirect(PATH, 303)
    const view = await viewOf(c, `${PATH}/${encodeURIComponent(record.id)}`)
    const [reach, progress] = await Promise.all([
      announcements.reach(record.audience),
      announcements.progress(record),
    ])
    const words = problem && sayNews(view.page, problem, { days: MAX_DAYS })
    const props = { ...view, record, reach, progress, done: doneIn(c, view.page), problem: words }
    return c.html(html(<AnnouncementPage {...props} />), problem === undefined ? 200 : 400)
  }

  async function showForm(
    c: StaffContext,
    form: {
      readonly draft: AnnouncementDraft
      readonly of?: Pick<AnnouncementRecord, 'id' | 'revision'>
      readonly error?: unknown
    },
  ) {
    const { draft, of, error } = form
    const path = of === undefined ? `${PATH}/new` : `${PATH}/${encodeURIComponent(of.id)}/edit`
    const view = await viewOf(c, path)
    const problem = error === undefined ? undefined : sayNews(view.page, problemOf(error))
    const props = { ...view, draft, of, problem }
    return c.html(html(<AnnouncementFormPage {...props} />), problem === undefined ? 200 : 400)
  }

  async function draftIn(c: StaffContext): Promise<AnnouncementDraft> {
    const form = await readForm(c)
    const { towns } = services().knowledge.directory
    const text = (name: string) => firstOf(form, name).normalize('NFC').replaceAll('\r\n', '\n')
    const chosen = parseAudience(text('audience'), (id) => towns.get(id) !== undefined)
    return {
      audience: chosen ?? { kind: 'topic', value: 'work' },
      until: text('until'),
      texts: {
        ...{ fr: text('text-fr').trim(), ar: text('text-ar').trim() },
        ...{ ary: text('text-ary').trim(), en: text('text-en').trim() },
      },
    }
  }
}

function idOf(c: StaffContext): string {
  return c.req.param('id') ?? ''
}

function doneIn(c: StaffContext, page: Parameters<typeof sayNews>[0]): string | undefined {
  const done = DONE.find((word) => word === c.req.query('done'))
  return done === undefined ? undefined : sayNews(page, `done.${done}`)
}

/** An error of the announcements as the key of its words; any other is thrown on. */
function problemOf(error: unknown): string {
  if (isDalilError(error) && error.code.startsWith('announcements:')) {
    return `problem.${error.code.slice('announcements:'.length).replaceAll('_', '-')}`
  }
  throw error
}
