import type { Undelivered } from '../../../review/index.ts'
import { Layout } from '../layout.tsx'
import { type PageContext, say, showTime } from '../page.ts'
import { Token } from '../page-parts.tsx'
import { type Official, OfficialPanel } from './official-panel.tsx'
import { type Ended, EndedNotice } from './outcome.tsx'
import { Tabs } from './tabs.tsx'
import { Beginning } from './thread.tsx'
import { channelName } from './words.ts'

/** Replies of the team that could not be brought to the one who asked. */
export function UndeliveredPage(props: {
  readonly page: PageContext
  readonly undelivered: readonly Undelivered[]
  readonly ended: Ended | undefined
  readonly official: Official | undefined
}) {
  const { page, undelivered, ended, official } = props
  return (
    <Layout page={page} title={say(page, 'desk:undelivered.title')}>
      <Tabs page={page} />
      <EndedNotice page={page} ended={ended} />
      {undelivered.length === 0 ? (
        <p class="empty">{say(page, 'desk:undelivered.none')}</p>
      ) : (
        <>
          <p class="hint">{say(page, 'desk:undelivered.hint')}</p>
          <ol class="plain groups">
            {undelivered.map((one) => (
              <li>
                <UndeliveredCard page={page} one={one} />
              </li>
            ))}
          </ol>
        </>
      )}
      {official === undefined ? null : <OfficialPanel page={page} official={official} />}
    </Layout>
  )
}

function UndeliveredCard({ page, one }: { readonly page: PageContext; readonly one: Undelivered }) {
  const { id, question, reason, at } = one
  const asked = question.thread.find(({ from }) => from === 'person')
  const said = question.thread.findLast(({ from }) => from === 'team')
  const path = `/staff/undelivered/${encodeURIComponent(id)}`
  return (
    <article class="card group">
      <a class="open" href={`/staff/groups/${encodeURIComponent(question.group)}`} data-item>
        <Beginning text={asked?.text ?? '…'} locale={question.locale} />
      </a>
      {said === undefined ? null : (
        <blockquote class="team">
          <Beginning text={said.text} locale={question.locale} />
        </blockquote>
      )}
      <p class="meta">
        {showTime(page, at)}
        {' · '}
        {channelName(page, question.channel)}
        {' · '}
        {say(page, `undelivered:${reason}`)}
      </p>
      <div class="actions">
        {(['retry', 'drop'] as const).map((action) => (
          <form method="post" action={`${path}/${action}`}>
            <Token page={page} />
            <button type="submit" class="quiet small">
              {say(page, `desk:undelivered.${action}`)}
            </button>
          </form>
        ))}
      </div>
    </article>
  )
}
