import {
  DELIVERIES_SETTING,
  examineTemplates,
  examineWhatsAppCloud,
  type Failing,
  parseTally,
  reasonOfCode,
} from '../../channels/whatsapp-cloud/index.ts'
import type { Config } from '../../config.ts'
import { type Diagnosis, moment } from './diagnosis.ts'
import type { Traffic } from './traffic.ts'

/** WhatsApp by the official Cloud API: whether the token is good, and where messages are brought. */
export async function examineWhatsAppCloudChannel(
  config: Pick<Config, 'publicUrl' | 'whatsappCloud'>,
  traffic: Traffic,
): Promise<Diagnosis> {
  const channel = 'whatsapp-cloud'
  if (config.whatsappCloud === undefined) {
    const todo = 'To switch it on, set WHATSAPP=cloud and the settings that .env.example names.'
    return { channel, state: 'off', facts: ['not configured'], todo }
  }
  const url = `${config.publicUrl}/webhooks/whatsapp`
  const found = await examineWhatsAppCloud({ ...config.whatsappCloud, fetch }, url)
  const { number, quality, webhookHost } = found
  const approved = await templatesOf(config.whatsappCloud)
  const failing = found.failing ?? approved?.failing
  const facts = [
    ...(failing === undefined ? [] : [failing.reason]),
    ...(number === undefined
      ? []
      : [`${number} is reachable, its quality is ${quality ?? 'unknown'}`]),
    ...(webhookHost === undefined ? [] : [`messages come by webhook to ${webhookHost}`]),
    ...templateFacts(config.whatsappCloud.templates),
    ...(approved === undefined ? [] : [approved.fact]),
    ...traffic.factsOf(channel),
    ...deliveryFacts(traffic.settingOf(DELIVERIES_SETTING)),
  ]
  if (failing === undefined) return { channel, state: 'ok', facts }
  return { channel, state: 'failing', facts, todo: failing.hint }
}

/** What an approved text can be for. */
const PURPOSES = ['team', 'reminder', 'announcement', 'partner'] as const

function templateFacts(templates: Readonly<Record<string, string>>): readonly string[] {
  const names = Object.keys(templates)
  const missing = PURPOSES.filter((one) => !names.some((name) => name.startsWith(`${one}.`)))
  if (missing.length === 0) return []
  return [`no approved template for: ${missing.join(', ')} (WHATSAPP_CLOUD_TEMPLATES)`]
}

/** Whether the templates that the settings name may be sent; `undefined` where they name none. */
async function templatesOf(
  cloud: NonNullable<Config['whatsappCloud']>,
): Promise<{ readonly fact: string; readonly failing?: Failing } | undefined> {
  const { accountId, templates } = cloud
  const count = Object.keys(templates).length
  if (count === 0) return undefined
  if (accountId === undefined) {
    return { fact: 'set WHATSAPP_CLOUD_ACCOUNT_ID to have the templates looked up' }
  }
  const { approved, failing } = await examineTemplates({ ...cloud, fetch }, accountId, templates)
  const fact = `${approved} of ${count} templates are approved`
  return failing === undefined ? { fact } : { fact, failing }
}

function deliveryFacts(kept: string | undefined): readonly string[] {
  if (kept === undefined) return []
  const { sent, delivered, read, failed, failures } = parseTally(kept)
  const [last] = failures
  return [
    `of what WhatsApp took: ${sent} sent, ${delivered} delivered, ${read} read, ${failed} failed`,
    ...(last === undefined ? [] : [`last failure: ${reasonOfCode(last.code)}, ${moment(last.at)}`]),
  ]
}
