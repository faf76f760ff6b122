import type { Child } from 'hono/jsx'
import { type PageContext, say } from '../page.ts'
import { editPath } from './draft-line.tsx'
import type { OpenDraft } from './drafts.ts'
import { type Option, Options } from './fields.tsx'
import { sayContent } from './words.ts'

/**
 * Looking through a list while typing; a form like any other where no script runs. What is found
 * stands in the part of the page whose id is `found`.
 */
export function SearchForm(props: {
  readonly page: PageContext
  /** The address of the list. */
  readonly action: string
  readonly label: string
  readonly find: string
  /** What narrows the list down. */
  readonly children: Child
}) {
  const { page, action, label, find, children } = props
  return (
    <search>
      <form
        method="get"
        action={action}
        class="card"
        hx-get={action}
        hx-trigger="input delay:300ms, change"
        hx-select="#found"
        hx-target="#found"
        hx-swap="outerHTML"
        hx-sync="this:replace"
      >
        <label>
          {label}
          <input type="search" name="find" value={find} dir="auto" maxlength={200} />
        </label>
        <div class="together">{children}</div>
        <button type="submit" class="quiet">
          {sayContent(page, 'list.submit')}
        </button>
      </form>
    </search>
  )
}

/** One choice that narrows a list down. */
export function Narrow(props: {
  readonly name: string
  readonly label: string
  /** The words for not narrowing it down. */
  readonly any: string
  readonly options: readonly Option[]
  readonly value: string | undefined
}) {
  const { name, label, any, options, value = '' } = props
  return (
    <label>
      {label}
      <select name={name}>
        <Options options={options} value={value} none={any} />
      </select>
    </label>
  )
}

/** A draft of something that is not there yet, as a line of the list. */
export function Beginning({
  page,
  draft,
}: {
  readonly page: PageContext
  readonly draft: OpenDraft
}) {
  return (
    <li class="card group">
      <a class="open" href={editPath(draft)} data-item>
        {draft.change.target}
      </a>
      <p class="meta">
        <span class="tag first">{say(page, `changes:state.${draft.state}`)}</span>
        {sayContent(page, 'list.new')}
      </p>
    </li>
  )
}
