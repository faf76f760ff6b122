import { createTransport, type Transporter } from 'nodemailer'
import { parseAddress } from '../../core/index.ts'
import type { Channel, ChannelState, SendResult } from '../../ports/index.ts'
import { CHANNEL_LIMITS } from '../limits.ts'
import { isLasting, reasonOf } from './errors.ts'
import { letterOf } from './letter.ts'

/** What the e-mail channel works with. */
export interface EmailChannelConfig {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  readonly url: string
  readonly from: string
}

/** How long the server is given for each step, in ms: a sender waits for it. */
const STEP_MS = 15_000

const HINT = 'Check SMTP_URL, and that this machine may reach the mail server.'

/**
 * Letters to partners, by SMTP. Nobody is answered here: what comes back goes to `from`. The first
 * line of a text is its subject.
 */
export function createEmailChannel({ url, from }: EmailChannelConfig): Channel {
  const transport = openTransport(url)
  let state: ChannelState = { type: 'starting', detail: 'nothing sent yet' }
  return {
    name: 'email',
    limits: CHANNEL_LIMITS.email,
    start: async () => {},
    stop: async () => transport.close(),
    state: () => state,
    async send(address, message, id) {
      const to = parseAddress(address)?.peer
      if (to === undefined) {
        return { type: 'failed', reason: 'the address cannot be read', why: 'unreadable' }
      }
      try {
        await transport.sendMail(letterOf({ from, to, message, id }))
        state = { type: 'on' }
        return { type: 'sent' }
      } catch (error) {
        const result = toResult(error)
        if (result.type === 'retry') {
          state = { type: 'failing', reason: result.reason, hint: HINT }
        }
        return result
      }
    },
  }
}

/** Whether the server lets us in. Never rejects. */
export async function examineEmail({
  url,
}: Pick<EmailChannelConfig, 'url'>): Promise<{ readonly failing?: string }> {
  const transport = openTransport(url)
  try {
    await transport.verify()
    return {}
  } catch (error) {
    return { failing: reasonOf(error) }
  } finally {
    transport.close()
  }
}

function openTransport(url: string): Transporter {
  return createTransport({
    url,
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    socketTimeout: STEP_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

function toResult(error: unknown): SendResult {
  const reason = reasonOf(error)
  return isLasting(error) ? { type: 'failed', reason } : { type: 'retry', reason }
}
