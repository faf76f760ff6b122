import { raw } from 'hono/html'
import type { WhatsAppPairing } from '../../ports/index.ts'
import { Layout } from './layout.tsx'
import { type PageContext, say, showTime } from './page.ts'
import { Token } from './page-parts.tsx'

/** How WhatsApp by way of a phone stands, with the code to link it, and what it risks. */
export function WhatsAppPage(props: {
  readonly page: PageContext
  /** `undefined` where the channel is off. */
  readonly pairing: WhatsAppPairing | undefined
  /** The code as a drawing, while one is to be scanned. */
  readonly picture: string | undefined
}) {
  const { page, pairing, picture } = props
  const risk = <Risk page={page} />
  // Who is about to link a phone reads it first.
  const isFirst = pairing === undefined || pairing.type === 'waiting'
  return (
    <Layout page={page} title={say(page, 'whatsapp:title')}>
      {isFirst ? risk : null}
      <div
        id="whatsapp"
        hx-get="/staff/whatsapp"
        hx-trigger={pairing === undefined ? undefined : 'every 2s'}
        hx-target="#main"
        hx-select="#main"
        hx-swap="outerMorph"
        hx-headers='{"X-Background": "1"}'
      >
        {pairing === undefined ? (
          <p class="empty">{say(page, 'whatsapp:off')}</p>
        ) : (
          <Standing page={page} pairing={pairing} picture={picture} />
        )}
      </div>
      {isFirst ? null : risk}
    </Layout>
  )
}

function Standing(props: {
  readonly page: PageContext
  readonly pairing: WhatsAppPairing
  readonly picture: string | undefined
}) {
  const { page, pairing, picture } = props
  const { title, lines } = wordsFor(page, pairing)
  return (
    <section class="card">
      <h2 role="status">{title}</h2>
      {lines.map((line) => (
        <p>{line}</p>
      ))}
      {picture === undefined ? null : (
        <div class="qr" role="img" aria-label={say(page, 'whatsapp:waiting.code')}>
          {raw(picture)}
        </div>
      )}
      {pairing.type === 'lost' || pairing.type === 'refused' ? <Reconnect page={page} /> : null}
    </section>
  )
}

function Reconnect({ page }: { readonly page: PageContext }) {
  return (
    <form method="post" action="/staff/whatsapp/reconnect">
      <Token page={page} />
      <button type="submit">{say(page, 'whatsapp:reconnect')}</button>
    </form>
  )
}

/** What it is and what it risks is said wherever a phone can be linked. */
function Risk({ page }: { readonly page: PageContext }) {
  return (
    <section class="card">
      <h2>{say(page, 'whatsapp:risk.title')}</h2>
      <p>{say(page, 'whatsapp:risk.text')}</p>
      <p>{say(page, 'whatsapp:risk.way-out')}</p>
    </section>
  )
}

function wordsFor(
  page: PageContext,
  pairing: WhatsAppPairing,
): { readonly title: string; readonly lines: readonly string[] } {
  const words = (key: string) => say(page, `whatsapp:${key}`)
  switch (pairing.type) {
    case 'starting':
      return { title: words('starting'), lines: [] }
    case 'waiting': {
      const unlinked = pairing.unlinked ? [words('waiting.unlinked')] : []
      return { title: words('waiting.title'), lines: [...unlinked, words('waiting.text')] }
    }
    case 'connected': {
      const time = showTime(page, pairing.since)
      return {
        title: words('connected.text'),
        lines: [say(page, 'whatsapp:connected.since', { time })],
      }
    }
    case 'lost': {
      const since = say(page, 'whatsapp:lost.since', { time: showTime(page, pairing.since) })
      return { title: words('lost.title'), lines: [words(`lost.${pairing.reason}`), since] }
    }
    case 'refused': {
      const lines = [words(`refused.${pairing.reason}`), words('risk.way-out')]
      return { title: words('refused.title'), lines }
    }
  }
}
