import { MEMORY_SETTING, parseRemembered } from '../../channels/whatsapp-web/memory.ts'
import type { Config } from '../../config.ts'
import { dayOf } from '../../core/index.ts'
import { type Diagnosis, moment } from './diagnosis.ts'
import type { Traffic } from './traffic.ts'

/** What the doctor looks at. */
export type ExaminedWhatsApp = Pick<
  Config,
  'whatsapp' | 'chromium' | 'publicUrl' | 'whatsappPerDay'
>

/** A connection that stands is noted every minute; this long without, and it does not, in ms. */
const NOTED_WITHIN_MS = 5 * 60_000

/** WhatsApp by way of a phone: whether a phone is linked, and since when it has been away. */
export function examineWhatsAppWeb(
  config: ExaminedWhatsApp,
  traffic: Traffic,
  now: number,
): Diagnosis {
  const channel = 'whatsapp-web'
  if (config.whatsapp !== 'web') {
    const todo =
      'To switch it on, set WHATSAPP=web and link a phone. It is not official: read "WhatsApp" in README.md.'
    return { channel, state: 'off', facts: ['not configured'], todo }
  }
  const { connectedAt, day, sent = 0 } = parseRemembered(traffic.settingOf(MEMORY_SETTING))
  const today = day === dayOf(now) ? sent : 0
  const counts = [
    `${today} of at most ${config.whatsappPerDay} messages sent today`,
    ...traffic.factsOf(channel),
  ]
  const failing = (fact: string, todo: string): Diagnosis => {
    return { channel, state: 'failing', facts: [fact, ...counts], todo }
  }
  if (config.chromium === undefined) {
    const todo = 'Install one (apt-get install chromium) or set CHROMIUM_PATH, then start Dalil.'
    return failing('there is no Chromium on this machine', todo)
  }
  const page = `${config.publicUrl}/staff/whatsapp`
  if (connectedAt === undefined) {
    return failing('no phone is linked', `Start Dalil and scan the code that ${page} shows.`)
  }
  if (now - connectedAt > NOTED_WITHIN_MS) {
    const todo = `Start Dalil, or look at ${page} for what is in the way; the phone must be on.`
    return failing(`not connected since ${moment(connectedAt)}`, todo)
  }
  const facts = [`a phone is linked, connected at ${moment(connectedAt)}`, ...counts]
  return { channel, state: 'ok', facts }
}
