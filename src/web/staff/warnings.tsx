import { type PageContext, say, showTime } from './page.ts'
import { Notice } from './page-parts.tsx'

/** More of them than this are for `npm run check`. */
const MAX_FAULTS = 10

/** The mistakes in the newest files, in the words of `npm run check`. */
export function Faults({ page }: { readonly page: PageContext }) {
  const faults = page.faults ?? []
  if (faults.length === 0) return null
  return (
    <section class="notice" role="alert" id="faults">
      <p>{say(page, 'faults.title', { count: faults.length })}</p>
      <ul lang="en" dir="ltr">
        {faults.slice(0, MAX_FAULTS).map(({ file, line, column, message }) => (
          <li>
            <code>{`${file}:${line}:${column}`}</code> {message}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** People write there and nobody answers: that is for everybody to know. */
export function WhatsAppAway({ page }: { readonly page: PageContext }) {
  const since = page.whatsappAwaySince
  if (since === undefined) return null
  return <Notice text={say(page, 'whatsapp:away', { time: showTime(page, since) })} />
}
