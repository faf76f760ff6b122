import { examineEmail } from '../../channels/email/index.ts'
import type { Config } from '../../config.ts'
import type { Diagnosis } from './diagnosis.ts'
import type { Traffic } from './traffic.ts'

/** Letters to partners: whether the mail server lets us in. */
export async function examineEmailChannel(
  { mail }: Pick<Config, 'mail'>,
  traffic: Traffic,
): Promise<Diagnosis> {
  const channel = 'email'
  if (mail === undefined) {
    const todo = 'To let Dalil tell partners who comes, set SMTP_URL and MAIL_FROM.'
    return { channel, state: 'off', facts: ['not configured'], todo }
  }
  const { failing } = await examineEmail(mail)
  const { host } = new URL(mail.url)
  const letters = traffic.factsOf(channel)
  if (failing === undefined) {
    return { channel, state: 'ok', facts: [`${host} lets us in`, ...letters] }
  }
  const todo = 'Check SMTP_URL, and that this machine may reach the mail server.'
  return { channel, state: 'failing', facts: [failing, ...letters], todo }
}
