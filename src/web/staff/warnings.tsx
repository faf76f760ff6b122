import { FaultLines } from './changes/faults.tsx'
import { type PageContext, say, showTime } from './page.ts'
import { Notice } from './page-parts.tsx'

/** More of them than this are for `npm run check`. */
const MAX_FAULTS = 10

/** The mistakes in the newest files, in the language of whoever reads; folded, for it is every page. */
export function Faults({ page }: { readonly page: PageContext }) {
  const faults = page.faults ?? []
  if (faults.length === 0) return null
  return (
    <section class="notice" role="alert" id="faults">
      <details>
        <summary>{say(page, 'faults.title', { count: faults.length })}</summary>
        <FaultLines page={page} faults={faults.slice(0, MAX_FAULTS)} />
      </details>
    </section>
  )
}

/** People write there and nobody answers: that is for everybody to know. */
export function WhatsAppAway({ page }: { readonly page: PageContext }) {
  const since = page.whatsappAwaySince
  if (since === undefined) return null
  return <Notice text={say(page, 'whatsapp:away', { time: showTime(page, since) })} />
}
