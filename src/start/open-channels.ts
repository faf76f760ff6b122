import { join } from 'node:path'
import type { PutBack } from '../channels/whatsapp-cloud/second-try.ts'
import type { Config } from '../config.ts'
import type { TurnServices } from '../conversation/index.ts'
import {
  type Channel,
  type Logger,
  type Store,
  systemTimers,
  type WhatsAppDeliveries,
  type WhatsAppLine,
} from '../ports/index.ts'
import type { KnownPeople } from './known-people.ts'

/** The channels of a run besides the web chat, and the webhooks that lead to them. */
export interface OpenedChannels {
  readonly channels: readonly Channel[]
  /** By the last part of their path below `/webhooks`. */
  readonly webhooks: Readonly<Record<string, (request: Request) => Promise<Response>>>
  /** WhatsApp by way of a phone, for the staff; left out where it is off. */
  readonly whatsapp?: WhatsAppLine
  /** What became of messages by the official API; left out where it is off. */
  readonly deliveries?: () => Promise<WhatsAppDeliveries>
}

/** Makes the channels once the services are there. */
export type OpenChannels = (
  services: () => TurnServices,
  store: Store,
  people: KnownPeople,
  putBack: PutBack,
) => Promise<OpenedChannels>

/** The channels that the settings switch on; the libraries of the others are never loaded. */
export function openChannels(
  config: Config,
  logger: Logger,
  print: (text: string) => void = (text) => process.stdout.write(text),
): OpenChannels {
  return async (services, store, people, putBack) => {
    const shared = { config, logger, print, services, store, people, putBack }
    const telegram = await openTelegram(shared)
    const whatsapp = await openWhatsAppWeb(shared)
    const cloud = await openWhatsAppCloud(shared)
    const mail = await openEmail(shared)
    return {
      ...whatsapp,
      ...cloud,
      channels: [...telegram.channels, ...whatsapp.channels, ...cloud.channels, ...mail.channels],
      webhooks: { ...telegram.webhooks, ...cloud.webhooks },
    }
  }
}

/** What each channel is made from. */
interface Shared {
  readonly config: Config
  readonly logger: Logger
  /** Writes to the terminal. */
  readonly print: (text: string) => void
  readonly services: () => TurnServices
  readonly store: Store
  readonly people: KnownPeople
  readonly putBack: PutBack
}

const OFF = { channels: [], webhooks: {} } as const

async function openTelegram({ config, logger, services }: Shared): Promise<OpenedChannels> {
  const token = config.telegramBotToken
  if (token === undefined) return OFF
  const { createTelegramChannel } = await import('../channels/telegram/index.ts')
  const secret = config.telegramWebhookSecret
  const telegram = createTelegramChannel({
    token,
    apiRoot: config.telegramApiRoot,
    texts: () => services().knowledge.texts,
    defaultLocale: config.defaultLocale,
    logger,
    ...(secret === undefined
      ? {}
      : { webhook: { url: `${config.publicUrl}/webhooks/telegram`, secret } }),
  })
  return { channels: [telegram], webhooks: { telegram: telegram.webhook } }
}

/** The folder of the data folder that holds the link to the phone. */
const WHATSAPP_FOLDER = 'whatsapp-web'

async function openWhatsAppWeb({
  config,
  logger,
  print,
  services,
  store,
}: Shared): Promise<OpenedChannels> {
  if (config.whatsapp !== 'web') return OFF
  const { createLibrary, createWhatsAppWebChannel } = await import(
    '../channels/whatsapp-web/index.ts'
  )
  const folder = join(config.dataDir, WHATSAPP_FOLDER)
  const whatsapp = createWhatsAppWebChannel({
    createClient:
      config.chromium === undefined
        ? undefined
        : createLibrary({
            folder,
            browser: config.chromium,
            flags: config.browserFlags,
            timers: systemTimers,
          }),
    sessionFolder: folder,
    settings: store.settings,
    pace: {
      perMinute: config.whatsappPerMinute,
      perDay: config.whatsappPerDay,
      typingMs: config.whatsappTyping * 1000,
    },
    texts: () => services().knowledge.texts,
    locale: config.defaultLocale,
    print,
    logger,
  })
  return { channels: [whatsapp], webhooks: {}, whatsapp: whatsapp.line }
}

/** The last part of the path to which WhatsApp's Cloud API brings messages. */
const WHATSAPP_CLOUD_PATH = 'whatsapp'

async function openWhatsAppCloud({
  config,
  logger,
  services,
  store,
  people,
  putBack,
}: Shared): Promise<OpenedChannels> {
  if (config.whatsappCloud === undefined) return OFF
  const { createWhatsAppCloudChannel, DELIVERIES_SETTING, parseTally } = await import(
    '../channels/whatsapp-cloud/index.ts'
  )
  const whatsapp = createWhatsAppCloudChannel({
    ...config.whatsappCloud,
    settings: store.settings,
    lastSeen: people.lastSeen,
    lastQuestion: people.lastQuestion,
    putBack,
    texts: () => services().knowledge.texts,
    defaultLocale: config.defaultLocale,
    logger,
  })
  return {
    channels: [whatsapp],
    webhooks: { [WHATSAPP_CLOUD_PATH]: whatsapp.webhook },
    deliveries: async () => parseTally(await store.settings.find(DELIVERIES_SETTING)),
  }
}

async function openEmail({ config }: Shared): Promise<OpenedChannels> {
  if (config.mail === undefined) return OFF
  const { createEmailChannel } = await import('../channels/email/index.ts')
  return { channels: [createEmailChannel(config.mail)], webhooks: {} }
}
