import { type PartnerValue, readPartnerValue, writePartnerValue } from '../../content/index.ts'
import { dayOf } from '../../core/index.ts'
import type { OverrideRecord } from '../../ports/index.ts'
import { faultWords } from './changes/faults.tsx'
import { findOpenDrafts, keepDraft, OPEN_STATES } from './content/drafts.ts'
import { sayContent } from './content/words.ts'
import { say } from './page.ts'
import { findPartners, PartnersPage, readPartnerQuery } from './partners/list-page.tsx'
import { readPartnerForm } from './partners/partner-form.ts'
import { PartnerLook, PartnerPage, type PartnerView } from './partners/partner-page.tsx'
import { namesOf } from './question-routes.tsx'
import { firstOf, problemKey, readForm } from './questions/form.ts'
import { html, type StaffContext, type Workspace } from './workspace.ts'

/** The name of a partner, as its file is named. */
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/u

/** The partners: looking for them, changing them, pausing one that is full. */
export function partnerRoutes(work: Workspace): void {
  const { on, pageOf, services, editing, publishing, clock } = work
  const idIn = (c: StaffContext) => c.req.param('id') ?? ''
  const known = (id: string) => services().knowledge.directory.partners.get(id)

  on('GET /partners', async (c) => {
    const query = readPartnerQuery((name) => c.req.query(name))
    const found = findPartners(services(), query)
    const drafts = await findOpenDrafts(work, 'partner')
    const page = pageOf(c, '/staff/partners')
    const props = { page, services: services(), query, found, drafts }
    return c.html(html(<PartnersPage {...props} />))
  })

  on('GET /partners/new', (c) => show(c, '', { value: emptyPartner(dayOf(clock.now())) }))

  on('POST /partners/new/look', (c) => look(c, ''))

  on('POST /partners/new', async (c) => {
    const form = await readForm(c)
    const id = firstOf(form, 'partner').trim()
    const value = readPartnerForm(form, id)
    const isTaken = known(id) !== undefined
    if (!NAME.test(id) || isTaken) {
      const key = isTaken ? 'new.taken' : 'new.bad-name'
      return show(c, '', { value, problem: sayContent(pageOf(c, '/staff'), key) })
    }
    if (firstOf(form, 'look') !== '') return show(c, '', { value })
    return save(c, id, value)
  })

  on('GET /partners/:id', async (c) => {
    const draft = await findDraft(c)
    const source = draft?.source ?? (await editing.current('partner', idIn(c)))
    if (source === undefined) return c.redirect('/staff/partners', 303)
    return show(c, idIn(c), { value: readPartnerValue(source), draft: draft?.record })
  })

  on('POST /partners/:id/look', (c) => look(c, idIn(c)))

  on('POST /partners/:id', async (c) => {
    const form = await readForm(c)
    const value = readPartnerForm(form, idIn(c))
    if (firstOf(form, 'look') === '') return save(c, idIn(c), value)
    return show(c, idIn(c), { value, draft: (await findDraft(c))?.record })
  })

  on('POST /partners/:id/pause', async (c) => {
    const source = await editing.current('partner', idIn(c))
    if (source === undefined) return c.redirect('/staff/partners', 303)
    const status = firstOf(await readForm(c), 'status') === 'paused' ? 'paused' : 'open'
    const by = c.get('signedIn').staff
    const change = { type: 'status', kind: 'partner', target: idIn(c), status } as const
    const draft = await publishing.draft(change, by)
    const outcome = await publishing.publish(draft.id, by, draft.revision)
    if (outcome.type === 'published') {
      return c.redirect(`/staff/partners/${idIn(c)}?done=${status}`, 303)
    }
    await publishing.discard(draft.id, by, draft.revision)
    const [fault] = outcome.faults
    const page = pageOf(c, '/staff')
    const problem = fault === undefined ? undefined : faultWords(page, fault)
    return show(c, idIn(c), { value: readPartnerValue(source), problem })
  })

  on('POST /partners/:id/key', async (c) => {
    const id = idIn(c)
    if (known(id) === undefined) return c.redirect('/staff/partners', 303)
    await work.referrals.doors.renew(id, c.get('signedIn').staff.id)
    return c.redirect(`/staff/partners/${id}?done=renewed`, 303)
  })

  /** The draft that an address or a form names, where it is one of this partner. */
  async function findDraft(c: StaffContext) {
    const id = c.req.query('change') ?? firstOf(await readForm(c), 'change')
    const record = id === '' ? undefined : await publishing.find(id)
    const change = record?.change
    if (record === undefined || change?.type !== 'whole' || change.kind !== 'partner') {
      return undefined
    }
    const isOpen = OPEN_STATES.some((state) => state === record.state)
    return isOpen && change.target === idIn(c) ? { record, source: change.source } : undefined
  }

  async function save(c: StaffContext, id: string, value: PartnerValue) {
    try {
      const base = (await findDraft(c))?.source ?? (await editing.current('partner', id))
      const source = writePartnerValue(value, base)
      const record = await keepDraft(work, c, { kind: 'partner', target: id, source })
      return c.redirect(`/staff/partners/${id}?change=${record.id}&done=saved`, 303)
    } catch (error) {
      const draft = (await findDraft(c))?.record
      return show(c, id, { value, draft, problem: say(pageOf(c, '/staff'), problemKey(error)) })
    }
  }

  async function look(c: StaffContext, id: string) {
    const form = await readForm(c)
    const value = readPartnerForm(form, id || firstOf(form, 'partner'))
    return c.html(<PartnerLook {...(await viewOf(c, id, { value }))} />)
  }

  async function show(c: StaffContext, id: string, shown: Shown) {
    const view = await viewOf(c, id, shown)
    return c.html(html(<PartnerPage {...view} />), shown.problem === undefined ? 200 : 409)
  }

  async function viewOf(c: StaffContext, id: string, shown: Shown): Promise<PartnerView> {
    const { value, draft } = shown
    const change = draft === undefined ? '' : `?change=${encodeURIComponent(draft.id)}`
    const page = pageOf(c, `/staff/partners/${id === '' ? 'new' : id}${change}`)
    const open = id === '' ? [] : await findOpenDrafts(work, 'partner', id)
    const { overview, silent, doors } = work.referrals
    const key = known(id) === undefined ? undefined : await doors.keyOf(id)
    const outcomes = id === '' ? [] : await overview.outcomes([id])
    return {
      ...{ ...shown, page, services: services(), id },
      door: key === undefined ? undefined : `${work.publicUrl()}/partner/at/${key}`,
      outcome: outcomes.find(({ partner }) => partner === id),
      silent: (await silent.list()).filter(({ partner, people }) => partner === id && people > 0),
      inspection: editing.inspectPartner(value.partner, writePartnerValue(value)),
      others: open.filter((one) => one.id !== draft?.id),
      names: await namesOf(work),
      done: doneWords(page, c.req.query('done')),
    }
  }
}

interface Shown {
  readonly value: PartnerValue
  readonly draft?: OverrideRecord | undefined
  readonly problem?: string | undefined
}

function doneWords(page: PartnerView['page'], done: string | undefined): string | undefined {
  if (done === 'saved') return sayContent(page, 'saved')
  if (done === 'renewed') return say(page, 'partner-desk:staff.renewed')
  if (done === 'paused') return say(page, 'partner-pages:done.paused')
  return done === 'open' ? say(page, 'partner-pages:done.open') : undefined
}

function emptyPartner(today: string): PartnerValue {
  return {
    ...{ partner: '', status: 'open', kind: 'association', name: {}, aliases: [], does: {} },
    ...{ topics: [], needs: [], serves: [], place: { scope: 'city', cities: [] } },
    ...{
      opening: [],
      capacity: '',
      cost: '',
      languages: [],
      contacts: [],
      telegramChat: '',
      via: {},
      ledOnTo: [],
      sources: [],
      reviewed: today,
    },
  }
}
