import { type Fault, isLocale } from '../../../core/index.ts'
import { type PageContext, say } from '../page.ts'

/** The rules whose mistakes people of the staff can make, in words of their own. */
const IN_WORDS = [
  ...['content-shape', 'content-place', 'content-incomplete', 'content-too-few-phrasings'],
  ...['content-phrasing-twice', 'content-figures-differ', 'content-answer-too-long'],
  ...['content-not-isolated', 'content-no-source', 'content-dates', 'content-uncertain'],
  ...['content-expired', 'content-missing-reference', 'content-closed-partner'],
  ...['partners-unknown-town', 'partners-unknown-audience', 'partners-no-date'],
  ...['partners-leads-nowhere', 'partners-unknown-partner', 'partners-closed-partner'],
  ...['partners-nobody-helps', 'partners-all-full'],
  ...['content-not-in-menu', 'content-group-size', 'yaml-syntax'],
]

/** What is quoted in the words of a check: the phrasing or the name that is meant. */
const QUOTED = /"([^"]+)"/gu
/** The figures that are in one language and not in another. */
const FIGURES = /(?:has|stands) ([^";]+), (?:missing here|not in)/gu
const MAX_SHOWN = 20

/** What the checks found, in the language of whoever reads; the words of the check behind it. */
export function FaultList(props: {
  readonly page: PageContext
  readonly faults: readonly Fault[]
}) {
  const { page, faults } = props
  return (
    <section class="notice" role="alert" id="check">
      <p>{say(page, 'changes:faults', { count: faults.length })}</p>
      <ul>
        {faults.slice(0, MAX_SHOWN).map((fault) => (
          <li>
            {faultWords(page, fault)}
            <details class="own">
              <summary>{say(page, 'changes:fault-detail')}</summary>
              <p lang="en" dir="ltr">
                <code>{`${fault.file}:${fault.line}:${fault.column}`}</code> {fault.message}
              </p>
            </details>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What a check found, in the language of the page. */
export function faultWords(
  page: PageContext,
  { rule, message }: Pick<Fault, 'rule' | 'message'>,
): string {
  const name = rule.replace('texts/', 'content/').replace('/', '-')
  const words = say(page, IN_WORDS.includes(name) ? `checks:${name}` : 'checks:other')
  const named = [...message.matchAll(QUOTED), ...message.matchAll(FIGURES)]
    .map(([, text = '']) => text)
    .filter((text) => !isLocale(text))
    .map((text) => `«\u00a0${text}\u00a0»`)
  return named.length === 0 ? words : `${words} ${[...new Set(named)].join(', ')}`
}
