import type { PageContext } from './page.ts'

/** What shows that a form comes from a page of this session. */
export function Token({ page }: { readonly page: PageContext }) {
  return <input type="hidden" name="csrf" value={page.csrf} />
}

/** A line that says how the last action ended. */
export function Notice({ text, good }: { readonly text: string; readonly good?: boolean }) {
  return (
    <p class={good === true ? 'notice good' : 'notice'} role={good === true ? 'status' : 'alert'}>
      {text}
    </p>
  )
}

/** A {@link Notice} where there is something to say. */
export function Outcome(props: {
  readonly problem?: string | undefined
  readonly done?: string | undefined
}) {
  if (props.problem !== undefined) return <Notice text={props.problem} />
  return props.done === undefined ? null : <Notice text={props.done} good />
}
