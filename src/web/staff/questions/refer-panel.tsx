import { rankPartners } from '../../../partners/index.ts'
import { say } from '../page.ts'
import { Token } from '../page-parts.tsx'
import { openPartners } from './entry-panel.tsx'
import type { PanelProps } from './group-page.tsx'
import { ActionPanel, typedIn, wordingsOf } from './panel.tsx'
import { guessesOf } from './words.ts'

/** Partners that fit the likely subject, offered before all others. */
const LIKELY = 5

/** Leading people on to somebody who can help better. */
export function ReferPanel({ page, services, group, typed }: PanelProps) {
  const all = openPartners(services, page.locale)
  const near = guessesOf(services, wordingsOf(group)[0]?.text ?? '')[0]
  const likely =
    near === undefined
      ? []
      : rankPartners(services.knowledge.directory, {
          ...{ need: near.need, topic: near.topic, locale: page.locale, prefer: near.partners },
        }).slice(0, LIKELY)
  const first = likely.flatMap(({ partner }) => all.filter(([id]) => id === partner.partner))
  const chosen = typedIn(typed, 'refer', 'partner')
  return (
    <ActionPanel page={page} name="refer" shortcut="x" isOpen={typed?.panel === 'refer'}>
      <p class="hint">{say(page, 'desk:act.refer-hint')}</p>
      <form method="post" action={`/staff/groups/${encodeURIComponent(group.group)}/refer`}>
        <Token page={page} />
        {group.questions
          .filter(({ state }) => state === 'open')
          .map(({ id, revision }) => (
            <input type="hidden" name="q" value={`${id}:${revision}`} />
          ))}
        <label>
          {say(page, 'desk:act.refer-to')}
          <select name="partner" required>
            <option value="" />
            {[...first, ...all.filter((one) => !first.includes(one))].map(([id, name]) => (
              <option value={id} selected={id === chosen}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">{say(page, 'desk:act.refer-submit')}</button>
      </form>
    </ActionPanel>
  )
}
