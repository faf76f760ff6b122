import type { Config } from './config.ts'
import type { TurnServices } from './conversation/index.ts'
import type { Channel, Logger } from './ports/index.ts'

/** The channels of a run besides the web chat, and the webhooks that lead to them. */
export interface OpenedChannels {
  readonly channels: readonly Channel[]
  /** By the last part of their path below `/webhooks`. */
  readonly webhooks: Readonly<Record<string, (request: Request) => Promise<Response>>>
}

/** Makes the channels once the services are there. */
export type OpenChannels = (services: () => TurnServices) => Promise<OpenedChannels>

/** The channels that the settings switch on; the libraries of the others are never loaded. */
export function openChannels(config: Config, logger: Logger): OpenChannels {
  return async (services) => {
    const token = config.telegramBotToken
    if (token === undefined) return { channels: [], webhooks: {} }
    const { createTelegramChannel } = await import('./channels/telegram/index.ts')
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
}
