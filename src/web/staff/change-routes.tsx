import type { OverrideRecord, OverrideState } from '../../ports/index.ts'
import type { Published, Seen } from '../../review/index.ts'
import { includesRole } from '../../staff/index.ts'
import { ChangePage, type ChangeView } from './changes/change-page.tsx'
import { ChangesPage } from './changes/list-page.tsx'
import { replyOf } from './changes/reply.ts'
import { Layout } from './layout.tsx'
import { say } from './page.ts'
import { Notice } from './page-parts.tsx'
import { namesOf } from './question-routes.tsx'
import { firstOf, problemKey, readForm } from './questions/form.ts'
import { type Ended, readEnded, withEnded } from './questions/outcome.tsx'
import { html, type StaffContext, type Workspace } from './workspace.ts'

/** Changes shown of each list. */
const LISTED = 50

/** The changes of the content: what the staff wrote, what it would do, putting it into use and back. */
export function changeRoutes(work: Workspace): void {
  const { on, pageOf, publishing, review, services, store } = work
  const byIn = (c: StaffContext) => c.get('signedIn').staff
  const idIn = (c: StaffContext) => c.req.param('id') ?? ''
  const revisionIn = async (c: StaffContext) => Number(firstOf(await readForm(c), 'revision'))

  on('GET /changes', async (c) => {
    const list = (state: OverrideState) => store.overrides.list({ state, limit: LISTED })
    const lists = {
      open: (await Promise.all((['proposed', 'reviewed', 'draft'] as const).map(list))).flat(),
      published: await list('published'),
      withdrawn: await list('withdrawn'),
    }
    const view = { page: pageOf(c, '/staff/changes'), services: services(), lists }
    const ended = readEnded((name) => c.req.query(name))
    return c.html(html(<ChangesPage {...view} names={await namesOf(work)} ended={ended} />))
  })

  on('GET /changes/:id', (c) => show(c))

  on('POST /changes/:id/publish', (c) => putInUse(c, 'published'))

  on('POST /changes/:id/withdraw', (c) => putInUse(c, 'withdrawn'))

  on('POST /changes/:id/propose', (c) => note(c, 'propose', 'proposed'))

  on('POST /changes/:id/review', (c) => note(c, 'review', 'reviewed'))

  on('POST /changes/:id/discard', async (c) => {
    const record = await publishing.find(idIn(c))
    const isOwn = record?.by === byIn(c).id
    if (!isOwn && !includesRole(byIn(c).role, 'editor')) return show(c)
    try {
      await publishing.discard(idIn(c), byIn(c), await revisionIn(c))
    } catch (error) {
      return show(c, { problem: say(pageOf(c, '/staff'), problemKey(error)) })
    }
    const ended = { done: 'discarded', count: 1, missed: 0, tooLate: 0 }
    return c.redirect(withEnded('/staff/changes', ended), 303)
  })

  on('POST /changes/:id/leave-out', async (c) => {
    const rows = new Set((await readForm(c)).get('row') ?? [])
    try {
      await publishing.leaveOut(idIn(c), rows, byIn(c), await revisionIn(c))
    } catch (error) {
      return show(c, { problem: say(pageOf(c, '/staff'), problemKey(error)) })
    }
    return end(c, 'left-out', rows.size)
  })

  async function note(c: StaffContext, act: 'propose' | 'review', done: string) {
    try {
      await publishing[act](idIn(c), byIn(c), await revisionIn(c))
    } catch (error) {
      return show(c, { problem: say(pageOf(c, '/staff'), problemKey(error)) })
    }
    return end(c, done)
  }

  async function putInUse(c: StaffContext, done: 'published' | 'withdrawn') {
    let outcome: Published
    try {
      const act = done === 'published' ? publishing.publish : publishing.withdraw
      outcome = await act(idIn(c), byIn(c), await revisionIn(c))
    } catch (error) {
      return show(c, { problem: say(pageOf(c, '/staff'), problemKey(error)) })
    }
    if (outcome.type === 'refused') return show(c, { faults: outcome.faults })
    const sent = (await readForm(c)).has('send') ? await send(c, outcome.record) : undefined
    return sent === undefined ? end(c, done) : c.redirect(withEnded('/staff', sent), 303)
  }

  /** Answers those who wait for what was published. */
  async function send(c: StaffContext, { change }: OverrideRecord): Promise<Ended | undefined> {
    const { from: group } = change
    if (group === undefined) return undefined
    const open = await waitingIn(group)
    const texts = replyOf(services(), change)
    if (open.length === 0 || Object.keys(texts).length === 0) return undefined
    const done = await review.replies.answer(group, open, { texts }, byIn(c))
    return {
      ...{ done: 'answered', count: done.done, missed: done.missed.length, tooLate: 0 },
      undo: { group, action: done.action },
    }
  }

  async function waitingIn(group: string | undefined): Promise<readonly Seen[]> {
    const found = group === undefined ? undefined : await review.queue.find(group)
    return (found?.questions ?? []).filter(({ state }) => state === 'open')
  }

  function end(c: StaffContext, done: string, count = 1) {
    const path = `/staff/changes/${encodeURIComponent(idIn(c))}`
    return c.redirect(withEnded(path, { done, count, missed: 0, tooLate: 0 }), 303)
  }

  /** A change as it is now, with what kept an action from being done. */
  async function show(c: StaffContext, failed: Pick<ChangeView, 'problem' | 'faults'> = {}) {
    const page = pageOf(c, `/staff/changes/${encodeURIComponent(idIn(c))}`)
    const record = await publishing.find(idIn(c))
    if (record === undefined) {
      const body = (
        <Layout page={page} title={say(page, 'changes:title')}>
          <Notice text={say(page, 'desk:problem.gone')} />
          <a class="button" href="/staff/changes">
            {say(page, 'changes:back')}
          </a>
        </Layout>
      )
      return c.html(html(body), 404)
    }
    const ended = readEnded((name) => c.req.query(name))
    const from = Math.max(0, Math.trunc(Number(c.req.query('from')) || 0))
    const shown = { page, services: services(), record, names: await namesOf(work), ended, from }
    const waiting = (await waitingIn(record.change.from)).length
    const isFine = failed.problem === undefined && failed.faults === undefined
    return c.html(html(<ChangePage {...shown} {...failed} waiting={waiting} />), isFine ? 200 : 409)
  }
}
