import { z } from 'zod'
import { number } from './number.ts'

/** What WhatsApp's Cloud API is reached with. */
export interface WhatsAppCloudConfig {
  readonly token: string
  /** The id of our number at the platform, which is not the number itself. */
  readonly phoneId: string
  /** The id of the account that holds the number; without it templates are not looked up. */
  readonly accountId?: string | undefined
  readonly appSecret: string
  readonly verifyToken: string
  readonly version: string
  readonly apiRoot: string
  /** Names of approved templates by `purpose.language`. */
  readonly templates: Readonly<Record<string, string>>
  /** How many announcements it begins at most on a day. */
  readonly perDay: number
}

/** Its settings, as part of all. */
export const CLOUD_SETTINGS = {
  WHATSAPP_CLOUD_TOKEN: z.string().optional(),
  WHATSAPP_CLOUD_PHONE_ID: z
    .string()
    .regex(/^\d{5,20}$/u, 'must be the id of the number (digits), not the number itself')
    .optional(),
  WHATSAPP_CLOUD_ACCOUNT_ID: z
    .string()
    .regex(/^\d{5,20}$/u, 'must be the id of the WhatsApp Business account (digits)')
    .optional(),
  WHATSAPP_CLOUD_APP_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  WHATSAPP_CLOUD_VERIFY_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  WHATSAPP_CLOUD_API_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/u, 'must be like v23.0')
    .default('v23.0'),
  WHATSAPP_CLOUD_API_ROOT: z.url('must be a web address').default('https://graph.facebook.com'),
  WHATSAPP_CLOUD_TEMPLATES: z.string().default('').transform(readTemplates),
  WHATSAPP_CLOUD_PER_DAY: number(250, 1, 100_000),
} as const

const NEEDED = [
  'WHATSAPP_CLOUD_TOKEN',
  'WHATSAPP_CLOUD_PHONE_ID',
  'WHATSAPP_CLOUD_APP_SECRET',
  'WHATSAPP_CLOUD_VERIFY_TOKEN',
] as const

/** One fault for each setting that `WHATSAPP=cloud` cannot do without. */
export function missingForCloud(given: Readonly<Record<string, unknown>>): readonly string[] {
  if (given.WHATSAPP !== 'cloud') return []
  return NEEDED.filter((name) => given[name] === undefined).map(
    (name) => `${name} is needed with WHATSAPP=cloud.`,
  )
}

/** All settings as they were read. */
type Read = z.infer<z.ZodObject<typeof CLOUD_SETTINGS>> & {
  readonly WHATSAPP?: string | undefined
}

/** What is read with {@link CLOUD_SETTINGS} as one value; `undefined` where it is switched off. */
export function cloudOf(value: Read): WhatsAppCloudConfig | undefined {
  if (value.WHATSAPP !== 'cloud') return undefined
  return {
    token: value.WHATSAPP_CLOUD_TOKEN ?? '',
    phoneId: value.WHATSAPP_CLOUD_PHONE_ID ?? '',
    accountId: value.WHATSAPP_CLOUD_ACCOUNT_ID,
    appSecret: value.WHATSAPP_CLOUD_APP_SECRET ?? '',
    verifyToken: value.WHATSAPP_CLOUD_VERIFY_TOKEN ?? '',
    version: value.WHATSAPP_CLOUD_API_VERSION,
    apiRoot: value.WHATSAPP_CLOUD_API_ROOT.replace(/\/+$/u, ''),
    templates: value.WHATSAPP_CLOUD_TEMPLATES,
    perDay: value.WHATSAPP_CLOUD_PER_DAY,
  }
}

/** Reads `team.fr=name,reminder.ar=name`. */
function readTemplates(text: string, context: z.RefinementCtx): Readonly<Record<string, string>> {
  const entries = text.split(',').map((entry) => entry.trim())
  const named = entries.filter((entry) => entry !== '').map((entry) => entry.split('='))
  const isFaulty = ([key = '', name = '', ...rest]: readonly string[]) =>
    !/^(team|reminder|announcement|partner)\.(fr|ar|en)$/u.test(key) ||
    !/^[a-z0-9_]+$/u.test(name) ||
    rest.length > 0
  if (named.some(isFaulty)) {
    const message = 'must be like team.fr=name,reminder.ar=name'
    context.addIssue({ code: 'custom', message })
  }
  return Object.fromEntries(named.map(([key = '', name = '']) => [key, name]))
}
