import { type Fault, isLocale } from '../../../core/index.ts'
import { isolated, type PageContext, say } from '../page.ts'

/** What is quoted in the words of a check: the phrasing or the name that is meant. */
const QUOTED = /"([^"]+)"/gu
/** The figures that are in one language and not in another. */
const FIGURES = /(?:has|stands) ([^";]+), (?:missing here|not in)/gu
const MAX_SHOWN = 20

/** What the checks found when a change was to be used, in the language of whoever reads. */
export function FaultList(props: {
  readonly page: PageContext
  readonly faults: readonly Fault[]
}) {
  const { page, faults } = props
  return (
    <section class="notice" role="alert" id="check">
      <p>{say(page, 'changes:faults', { count: faults.length })}</p>
      <FaultLines page={page} faults={faults.slice(0, MAX_SHOWN)} />
    </section>
  )
}

/** Mistakes line by line: what, and in which file. */
export function FaultLines(props: {
  readonly page: PageContext
  readonly faults: readonly Fault[]
}) {
  const { page, faults } = props
  return (
    <ul>
      {faults.map((fault) => (
        <li>
          {faultWords(page, fault)}{' '}
          <bdi class="code">{`${fault.file}:${fault.line}:${fault.column}`}</bdi>
        </li>
      ))}
    </ul>
  )
}

/** Longest name or phrasing that is quoted whole, in characters. */
const MAX_QUOTED = 80

/** What is quoted in a line: as long as it can be read there, and in its own direction. */
export function quoted(text: string): string {
  const letters = [...text]
  const isLong = letters.length > MAX_QUOTED
  return isolated(isLong ? `${letters.slice(0, MAX_QUOTED).join('')}…` : text)
}

/** What a check found, in the language of the page. */
export function faultWords(
  page: PageContext,
  { rule, message }: Pick<Fault, 'rule' | 'message'>,
): string {
  const [area = '', name = ''] = rule.split('/')
  const key = `checks:${area === 'texts' ? 'content' : area}.${name}`
  const words = say(page, page.texts.has(page.locale, key) ? key : 'checks:other')
  const named = [...message.matchAll(QUOTED), ...message.matchAll(FIGURES)]
    .map(([, text = '']) => text)
    .filter((text) => !isLocale(text))
    .map((text) => `«\u00a0${quoted(text)}\u00a0»`)
  return named.length === 0 ? words : `${words} ${[...new Set(named)].join(', ')}`
}
