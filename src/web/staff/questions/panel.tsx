import type { Child } from 'hono/jsx'
import type { Locale } from '../../../core/index.ts'
import type { GroupDetail } from '../../../review/index.ts'
import { type PageContext, say } from '../page.ts'
import type { Panel, Typed } from './group-page.tsx'

/** An action that opens: a button, its key, and its fields. */
export function ActionPanel(props: {
  readonly page: PageContext
  readonly name: Panel
  readonly shortcut: string
  readonly isOpen: boolean
  readonly children: Child
}) {
  const { page, name, shortcut } = props
  return (
    <details class="card panel" id={`act-${name}`} name="act" open={props.isOpen}>
      <summary data-key={shortcut}>
        {say(page, `desk:act.${name}`)} <kbd>{shortcut}</kbd>
      </summary>
      <div class="fields">{props.children}</div>
    </details>
  )
}

/** What was typed in a field of a panel before; `otherwise` where nothing was. */
export function typedIn(
  typed: Typed | undefined,
  panel: Panel,
  field: string,
  otherwise = '',
): string {
  return typed?.panel === panel ? (typed.fields[field] ?? otherwise) : otherwise
}

/** How many people wait in each language, most first. */
export function waitingByLocale(group: GroupDetail): readonly (readonly [Locale, number])[] {
  const counts = new Map<Locale, number>()
  for (const { state, locale } of group.questions) {
    if (state === 'open') counts.set(locale, (counts.get(locale) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a)
}

/** The first words of those who wait, each once, with their language. */
export function wordingsOf(
  group: GroupDetail,
): readonly { readonly text: string; readonly locale: Locale }[] {
  const seen = new Set<string>()
  return group.questions.flatMap(({ state, locale, thread }) => {
    const text = thread.find(({ from }) => from === 'person')?.text ?? ''
    if (state !== 'open' || text === '' || seen.has(text)) return []
    seen.add(text)
    return [{ text, locale }]
  })
}
