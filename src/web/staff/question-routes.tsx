import { dayOf } from '../../core/index.ts'
import type { OpenGroup, OverrideRecord, QuestionState } from '../../ports/index.ts'
import type { GroupSummary } from '../../review/index.ts'
import { includesRole } from '../../staff/index.ts'
import { CountsPage } from './counts.tsx'
import { Layout } from './layout.tsx'
import { say } from './page.ts'
import { Notice } from './page-parts.tsx'
import { DISLIKED_DAYS, DislikedPage } from './questions/disliked-page.tsx'
import { GroupPage, type Typed } from './questions/group-page.tsx'
import { ListPage, type ListView } from './questions/list-page.tsx'
import type { Official } from './questions/official-panel.tsx'
import { readEnded } from './questions/outcome.tsx'
import { EntryChoice, findEntries } from './questions/phrasing-panel.tsx'
import { StatePage } from './questions/state-page.tsx'
import { UndeliveredPage } from './questions/undelivered-page.tsx'
import { html, type StaffContext, type Workspace } from './workspace.ts'

const PAGE_SIZE = 25

/** Reading the questions that people passed on. */
export function questionRoutes(work: Workspace): void {
  const { on, pageOf, review, services } = work
  const { queue } = review

  on('GET /', async (c) => {
    const { staff } = c.get('signedIn')
    if (!includesRole(staff.role, 'reviewer')) {
      const { open } = await queue.counts()
      return c.html(html(<CountsPage page={pageOf(c, '/staff')} open={open} />))
    }
    const mine = c.req.query('mine') !== undefined
    const after = cursorIn(c)
    const [groups, counts, names] = await Promise.all([
      mine
        ? queue.groupsOf(staff.id)
        : queue.groups({ limit: PAGE_SIZE + 1, ...(after === undefined ? {} : { after }) }),
      queue.counts(),
      namesOf(work),
    ])
    const view: ListView = {
      groups: groups.slice(0, PAGE_SIZE),
      counts,
      mine,
      isFirst: after === undefined,
      next: groups.length > PAGE_SIZE ? behind(groups[PAGE_SIZE - 1]) : undefined,
      names,
    }
    const path = mine ? '/staff?mine=1' : '/staff'
    const ended = readEnded((name) => c.req.query(name))
    const page = pageOf(c, after === undefined ? path : (behind(after) ?? path))
    return c.html(html(<ListPage page={page} services={services()} view={view} ended={ended} />))
  })

  on('GET /groups/:id', (c) => showGroup(work, c, c.req.param('id') ?? ''))

  on('GET /groups/:id/entries', async (c) => {
    const page = pageOf(c, '/staff')
    const entries = findEntries(services(), c.req.query('find') ?? '', '')
    return c.html(<EntryChoice page={page} services={services()} entries={entries} chosen="" />)
  })

  on('GET /undelivered', async (c) => {
    const page = pageOf(c, '/staff/undelivered')
    const ended = readEnded((name) => c.req.query(name))
    const undelivered = await queue.undelivered(PAGE_SIZE)
    const official = await officialOf(work)
    return c.html(html(<UndeliveredPage {...{ page, undelivered, ended, official }} />))
  })

  on('GET /disliked', async (c) => {
    const page = pageOf(c, '/staff/disliked')
    const disliked = await queue.disliked(DISLIKED_DAYS)
    return c.html(html(<DislikedPage page={page} services={services()} disliked={disliked} />))
  })

  for (const state of ['asked', 'answered', 'closed'] as const) {
    on(`GET /questions/${state}`, (c) => showState(c, state))
  }

  async function showState(c: StaffContext, state: QuestionState) {
    const before = Number(c.req.query('before'))
    const questions = await queue.list({
      ...{ state, limit: PAGE_SIZE + 1 },
      ...(before > 0 ? { before } : {}),
    })
    const shown = questions.slice(0, PAGE_SIZE)
    const path = `/staff/questions/${state}`
    const next =
      questions.length > PAGE_SIZE ? `${path}?before=${shown.at(-1)?.createdAt}` : undefined
    const page = pageOf(c, path)
    return c.html(html(<StatePage page={page} state={state} questions={shown} next={next} />))
  }
}

/** A group, with what was typed before where an action could not be done. */
export async function showGroup(work: Workspace, c: StaffContext, id: string, typed?: Typed) {
  const page = work.pageOf(c, `/staff/groups/${encodeURIComponent(id)}`)
  const group = await work.review.queue.find(id)
  if (group === undefined) {
    const body = (
      <Layout page={page} title={say(page, 'desk:list.title')}>
        <Notice text={say(page, 'desk:group.gone')} />
        <a class="button" href="/staff">
          {say(page, 'desk:list.back')}
        </a>
      </Layout>
    )
    return c.html(html(body), 404)
  }
  const body = (
    <GroupPage
      page={page}
      services={work.services()}
      group={group}
      people={await work.staff.people.list()}
      drafts={await draftsOf(work, id)}
      find={c.req.query('find')}
      today={dayOf(work.clock.now())}
      typed={typed}
    />
  )
  return c.html(html(body), typed === undefined ? 200 : 409)
}

/** Changes looked through for those that answer a group. */
const MAX_DRAFTS = 100

/** What colleagues have written for a group and not published yet. */
async function draftsOf({ store }: Workspace, group: string): Promise<readonly OverrideRecord[]> {
  const states = ['draft', 'proposed', 'reviewed'] as const
  const lists = await Promise.all(
    states.map((state) => store.overrides.list({ state, limit: MAX_DRAFTS })),
  )
  return lists.flat().filter(({ change }) => change.from === group)
}

/** What WhatsApp's official API holds up or could not bring; `undefined` where it is off. */
async function officialOf({ deliveries, review }: Workspace): Promise<Official | undefined> {
  if (deliveries === undefined) return undefined
  const tally = await deliveries()
  const named = tally.failures.map(async (failure) => ({
    ...failure,
    about: failure.question && (await review.queue.question(failure.question)),
  }))
  return {
    tally,
    failures: await Promise.all(named),
    waiting: await review.queue.putOff('whatsapp-cloud'),
  }
}

/** Names of staff accounts by id. */
export async function namesOf({ staff }: Workspace): Promise<ReadonlyMap<string, string>> {
  return new Map((await staff.people.list()).map(({ id, name }) => [id, name]))
}

type Cursor = Pick<OpenGroup, 'group' | 'open' | 'oldestAt'>

function behind(group: Cursor | GroupSummary | undefined): string | undefined {
  if (group === undefined) return undefined
  const { open, oldestAt } = group
  return `/staff?${new URLSearchParams({ after: `${open}.${oldestAt}.${group.group}` })}`
}

function cursorIn(c: StaffContext): Cursor | undefined {
  const found = /^(\d{1,9})\.(\d{1,15})\.(.+)$/u.exec(c.req.query('after') ?? '')
  const [, open, oldestAt, group] = found ?? []
  return group === undefined ? undefined : { group, open: Number(open), oldestAt: Number(oldestAt) }
}
