import type { LateFailure, WhatsAppDeliveries } from '../../../ports/index.ts'
import type { PutOff, WaitingQuestion } from '../../../review/index.ts'
import { type PageContext, say, showTime } from '../page.ts'
import { Beginning } from './thread.tsx'

/** What WhatsApp's official API holds up or could not bring. */
export interface Official {
  readonly tally: WhatsAppDeliveries
  readonly failures: readonly (LateFailure & {
    readonly about?: WaitingQuestion | '' | undefined
  })[]
  readonly waiting: PutOff
}

/** Messages by WhatsApp's official API: what became of them, what waits, what failed late. */
export function OfficialPanel(props: { readonly page: PageContext; readonly official: Official }) {
  const { page } = props
  const { tally, failures, waiting } = props.official
  const words = (key: string, values = {}) => say(page, `whatsapp-cloud:panel.${key}`, values)
  const { sent, delivered, read, failed } = tally
  return (
    <section aria-labelledby="official">
      <h2 id="official">{words('title')}</h2>
      <div class="card">
        <p class="meta">{words('states', { sent, delivered, read, failed })}</p>
        <h3>{words('waiting', { count: waiting.count })}</h3>
        <p class="hint">{words('waiting-hint')}</p>
        <ul>
          {waiting.replies.map(({ question, at }) => (
            <li>
              {showTime(page, at)} · <QuestionLink page={page} question={question} />
            </li>
          ))}
        </ul>
        <h3>{words('late', { count: failures.length })}</h3>
        {failures.length === 0 ? null : <p class="hint">{words('late-hint')}</p>}
        <ul>
          {failures.map(({ at, code, reason, about }) => (
            <li>
              {showTime(page, at)} · {say(page, `whatsapp-cloud:panel.reason.${reason}`)} ({code}){' '}
              {about ? <QuestionLink page={page} question={about} /> : null}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

function QuestionLink(props: { readonly page: PageContext; readonly question: WaitingQuestion }) {
  const { group, thread, locale } = props.question
  const asked = thread.find(({ from }) => from === 'person')
  return (
    <a href={`/staff/groups/${encodeURIComponent(group)}`}>
      <Beginning text={asked?.text ?? '…'} locale={locale} />
    </a>
  )
}
