import { type Progress, waitingIn } from '../../../announcements/index.ts'
import { SMALLEST_GROUP } from '../../../insights/index.ts'
import type { AnnouncementRecord } from '../../../ports/index.ts'
import { includesRole } from '../../../staff/index.ts'
import { Count, showNumber } from '../../charts.tsx'
import { Layout } from '../layout.tsx'
import { Outcome, Token } from '../page-parts.tsx'
import { Previews } from './preview.tsx'
import { type AnnouncementView, audienceWords, historyOf, sayNews } from './words.ts'

/** What the page of an announcement shows. */
export interface AnnouncementDetail extends AnnouncementView {
  readonly record: AnnouncementRecord
  /** How many people it would reach now. */
  readonly reach: number
  readonly progress: Progress
  readonly done?: string | undefined
  readonly problem?: string | undefined
}

/** One announcement: as people will see it, whom it reaches, and what can be done about it. */
export function AnnouncementPage(view: AnnouncementDetail) {
  const { page, record } = view
  const title = audienceWords(view, record.audience)
  return (
    <Layout page={page} title={title} aside={<Aside {...view} />}>
      <p class="back">
        <a href="/staff/announcements">{sayNews(page, 'back')}</a>
      </p>
      <Outcome done={view.done} problem={view.problem} />
      <p class="meta">
        <span class="tag first">{sayNews(page, `state.${record.state}`)}</span>
        {historyOf(view, record).join(' · ')}
      </p>
      <h2>{sayNews(page, 'preview')}</h2>
      <Previews {...view} />
    </Layout>
  )
}

function Aside(view: AnnouncementDetail) {
  const { page, record } = view
  const isOnItsWay = record.approvedAt !== undefined
  return (
    <>
      <section class="card">
        <h2>{sayNews(page, isOnItsWay ? 'delivery' : 'reach.title')}</h2>
        {isOnItsWay ? <Delivery {...view} /> : <Reach {...view} />}
        <p class="hint">{sayNews(page, 'rules')}</p>
      </section>
      <Actions {...view} />
    </>
  )
}

/** A number below the smallest group would point at people. */
function Reach({ page, reach }: AnnouncementDetail) {
  const isFew = reach > 0 && reach < SMALLEST_GROUP
  return isFew ? (
    <p>{sayNews(page, 'reach.few', { count: SMALLEST_GROUP })}</p>
  ) : (
    <>
      <p class="figure">{showNumber(page, reach)}</p>
      <p>{sayNews(page, 'reach.now')}</p>
    </>
  )
}

function Delivery({ page, progress }: AnnouncementDetail) {
  const rows = [
    ['sent', progress.sent],
    ['waiting', waitingIn(progress)],
    ['away', progress.away],
    ['failed', progress.failed],
    ['gone', progress.gone],
    ['dropped', progress.dropped],
  ] as const
  return (
    <table class="bars">
      <tbody>
        {rows.map(([key, count]) => (
          <tr>
            <th scope="row">{sayNews(page, `count.${key}`)}</th>
            <td class="number">
              <Count
                chart={page}
                value={count > 0 && count < SMALLEST_GROUP ? undefined : Math.max(0, count)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What can be done about it, by whoever looks at it. */
function Actions(view: AnnouncementDetail) {
  const { page, record } = view
  const { state } = record
  const isOpen = state === 'draft' || state === 'proposed'
  if (page.staff === undefined || !includesRole(page.staff.role, 'editor')) return null
  if (!isOpen && state !== 'sending') return null
  const isOwn = record.by === page.staff.id
  return (
    <section class="card">
      <h2>{sayNews(page, 'actions')}</h2>
      {state === 'draft' ? <Action {...view} name="propose" /> : null}
      {state === 'proposed' && !isOwn ? <Action {...view} name="approve" /> : null}
      {state === 'proposed' && isOwn ? <p class="hint">{sayNews(page, 'other-person')}</p> : null}
      {state === 'proposed' ? <Action {...view} name="return" quiet /> : null}
      {state === 'sending' ? <Action {...view} name="stop" /> : null}
      {isOpen ? (
        <>
          <p>
            <a class="button quiet" href={`${pathOf(record)}/edit`}>
              {sayNews(page, 'edit')}
            </a>
          </p>
          <Action {...view} name="discard" quiet />
        </>
      ) : null}
    </section>
  )
}

function Action(
  props: AnnouncementDetail & {
    readonly name: 'propose' | 'approve' | 'return' | 'stop' | 'discard'
    readonly quiet?: boolean
  },
) {
  const { page, record, name, quiet } = props
  return (
    <form method="post" action={`${pathOf(record)}/${name}`}>
      <Token page={page} />
      <input type="hidden" name="revision" value={String(record.revision)} />
      <button type="submit" class={quiet === true ? 'quiet' : undefined}>
        {sayNews(page, `act.${name}`)}
      </button>
    </form>
  )
}

function pathOf({ id }: AnnouncementRecord): string {
  return `/staff/announcements/${encodeURIComponent(id)}`
}
