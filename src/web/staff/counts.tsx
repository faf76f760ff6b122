import { Layout } from './layout.tsx'
import { type PageContext, say } from './page.ts'

/** All that a viewer sees of the questions. */
export function CountsPage(props: { readonly page: PageContext; readonly open: number }) {
  const { page, open } = props
  return (
    <Layout page={page} title={say(page, 'counts.title')}>
      <div
        id="counts"
        class="card"
        data-live="/staff/events"
        hx-get="/staff"
        hx-trigger="changed from:body"
        hx-select="#counts"
        hx-swap="outerMorph"
        hx-headers='{"X-Background": "1"}'
      >
        <p class="figure">{open}</p>
        <p>{say(page, 'counts.open')}</p>
      </div>
      <p class="hint">{say(page, 'counts.hint')}</p>
    </Layout>
  )
}
