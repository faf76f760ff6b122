import { z } from 'zod'
import { type Failing, reasonOf, toFailing } from './errors.ts'
import { createGraph, type GraphAccess } from './graph.ts'

/** What the platform says about a number. */
export interface WhatsAppCloudExamination {
  /** As the platform writes it; `undefined` where it was not reached or refused. */
  readonly number?: string
  /** The platform's word for how people take our messages: GREEN, YELLOW, RED, UNKNOWN. */
  readonly quality?: string | undefined
  /** Host of the webhook that is set; left out where the platform does not tell. */
  readonly webhookHost?: string | undefined
  readonly failing?: Failing
}

const FIELDS = ['display_phone_number', 'quality_rating', 'webhook_configuration'] as const

const NUMBER = z.object({
  display_phone_number: z.string(),
  quality_rating: z.string().optional().catch(undefined),
  webhook_configuration: z
    .object({ application: z.string().optional(), phone_number: z.string().optional() })
    .optional()
    .catch(undefined),
})

/** Asks the platform about our number. Never rejects. */
export async function examineWhatsAppCloud(
  access: GraphAccess,
  webhookUrl: string,
): Promise<WhatsAppCloudExamination> {
  try {
    const found = NUMBER.parse(await createGraph(access).get(FIELDS))
    const { webhook_configuration: webhook } = found
    const url = webhook?.phone_number ?? webhook?.application
    const facts = {
      number: found.display_phone_number,
      quality: found.quality_rating,
      webhookHost: url === undefined ? undefined : hostOf(url),
    }
    if (url === undefined || url === webhookUrl) return facts
    return { ...facts, failing: astray(facts.webhookHost ?? '', webhookUrl) }
  } catch (error) {
    const hint =
      'Check the network of this machine; the state of the platform is on metastatus.com.'
    return { failing: toFailing(error) ?? { type: 'failing', reason: reasonOf(error), hint } }
  }
}

function astray(set: string, wanted: string): Failing {
  const reason = `the webhook leads to ${set === '' ? 'nowhere' : set}, not to ${wanted}`
  const hint = `Enter ${wanted} as the callback URL of the app, with WHATSAPP_CLOUD_VERIFY_TOKEN.`
  return { type: 'failing', reason, hint }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : ''
}
