import type { TurnServices } from '../../../conversation/index.ts'
import type { Disliked } from '../../../review/index.ts'
import { Layout } from '../layout.tsx'
import { type PageContext, say } from '../page.ts'
import { Tabs } from './tabs.tsx'
import { Beginning } from './thread.tsx'
import { entryTitle, topicName } from './words.ts'

/** So many days are looked back. */
export const DISLIKED_DAYS = 90

/** The answers that people did not like, with what was answered. */
export function DislikedPage(props: {
  readonly page: PageContext
  readonly services: TurnServices
  readonly disliked: readonly Disliked[]
}) {
  const { page, services, disliked } = props
  return (
    <Layout page={page} title={say(page, 'desk:disliked.title')}>
      <Tabs page={page} />
      <p class="hint">{say(page, 'desk:disliked.hint', { days: DISLIKED_DAYS })}</p>
      {disliked.length === 0 ? (
        <p class="empty">{say(page, 'desk:disliked.none')}</p>
      ) : (
        <ol class="plain groups">
          {disliked.map((one) => (
            <li>
              <DislikedCard page={page} services={services} disliked={one} />
            </li>
          ))}
        </ol>
      )}
    </Layout>
  )
}

function DislikedCard(props: {
  readonly page: PageContext
  readonly services: TurnServices
  readonly disliked: Disliked
}) {
  const { page, services, disliked } = props
  const { entry, notHelpful, refused, answered, said } = disliked
  const known = services.knowledge.entries.get(entry)
  return (
    <article class="card" id={`e-${entry}`}>
      <h2>{entryTitle(services, page, entry)}</h2>
      <p class="meta">
        {known === undefined ? null : (
          <span class="tag first">{topicName(services, page, known.topic)}</span>
        )}
        {say(page, 'desk:disliked.not-helpful', { count: notHelpful })}
        {' · '}
        {say(page, 'desk:disliked.refused', { count: refused })}
        {' · '}
        {say(page, 'desk:disliked.answered', { count: answered })}
      </p>
      {known === undefined ? null : (
        <details>
          <summary>{say(page, 'desk:disliked.what')}</summary>
          <p class="answer">{known.answers[page.locale].trim()}</p>
        </details>
      )}
      {said.length === 0 ? null : (
        <>
          <h3>{say(page, 'desk:disliked.said')}</h3>
          <ul class="plain">
            {said.map(({ text, group }) => (
              <li>
                <a class="open" href={`/staff/groups/${encodeURIComponent(group)}`} data-item>
                  <Beginning text={text} />
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </article>
  )
}
