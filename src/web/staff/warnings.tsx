import { FaultLines } from './changes/faults.tsx'
import { type PageContext, say, showTime } from './page.ts'
import { Notice } from './page-parts.tsx'

/** More of them than this are for `npm run check`. */
const MAX_FAULTS = 10

/** The mistakes in the newest files, in the language of whoever reads. */
export function Faults({ page }: { readonly page: PageContext }) {
  const faults = page.faults ?? []
  if (faults.length === 0) return null
  return (
    <section class="notice" role="alert" id="faults">
      <p>{say(page, 'faults.title', { count: faults.length })}</p>
      <FaultLines page={page} faults={faults.slice(0, MAX_FAULTS)} />
    </section>
  )
}

/** People write there and nobody answers: that is for everybody to know. */
export function WhatsAppAway({ page }: { readonly page: PageContext }) {
  const since = page.whatsappAwaySince
  if (since === undefined) return null
  return <Notice text={say(page, 'whatsapp:away', { time: showTime(page, since) })} />
}
