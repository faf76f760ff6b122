import type { AnnouncementRecord } from '../../../ports/index.ts'
import { includesRole } from '../../../staff/index.ts'
import { Layout } from '../layout.tsx'
import { Outcome } from '../page-parts.tsx'
import { type AnnouncementView, audienceWords, historyOf, sayNews, titleOf } from './words.ts'

/** All announcements, newest first. */
export function AnnouncementsPage(
  view: AnnouncementView & {
    readonly announcements: readonly AnnouncementRecord[]
    readonly done?: string | undefined
  },
) {
  const { page, announcements } = view
  const mayWrite = page.staff !== undefined && includesRole(page.staff.role, 'editor')
  return (
    <Layout page={page} title={sayNews(page, 'staff-title')}>
      <Outcome done={view.done} />
      <p class="hint">{sayNews(page, 'hint')}</p>
      {mayWrite ? (
        <div class="tools">
          <a class="button" href="/staff/announcements/new">
            {sayNews(page, 'new')}
          </a>
        </div>
      ) : null}
      {announcements.length === 0 ? (
        <p class="empty">{sayNews(page, 'nothing')}</p>
      ) : (
        <ol class="plain groups">
          {announcements.map((record) => (
            <li>
              <article class="card group">
                <a class="open" href={`/staff/announcements/${encodeURIComponent(record.id)}`}>
                  <span class="clamp" dir="auto">
                    {titleOf(page, record)}
                  </span>
                </a>
                <p class="meta">
                  <span class="tag first">{sayNews(page, `state.${record.state}`)}</span>
                  {[audienceWords(view, record.audience), ...historyOf(view, record)].join(' · ')}
                </p>
              </article>
            </li>
          ))}
        </ol>
      )}
    </Layout>
  )
}
