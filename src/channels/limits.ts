import type { ChannelName } from '../core/index.ts'
import type { ChannelLimits } from '../ports/index.ts'

/** The page plays what is read out, and stays light otherwise. */
const SOUND_ONLY = { image: false, document: false, audio: true }

/**
 * What each channel can show. Telegram: 4096 characters a message, 64 bytes of callback data
 * (core.telegram.org/bots/api); WhatsApp Cloud API: 1024 characters with buttons, lists of 10 rows
 * of 24 characters (developers.facebook.com, interactive messages); WhatsApp Web: no buttons. The
 * chat page scrolls, so a long text stays whole, and shows a picture by its caption.
 */
export const CHANNEL_LIMITS: Readonly<Record<ChannelName, ChannelLimits>> = {
  telegram: limits(4096, 30, 60, true),
  'whatsapp-web': limits(4096, 0, 72, true),
  'whatsapp-cloud': limits(1024, 10, 24, true),
  'web-chat': { ...limits(100_000, 30, 80, false), media: SOUND_ONLY },
  console: limits(100_000, 0, 200, false),
  email: limits(100_000, 0, 200, false),
}

function limits(
  textLength: number,
  choices: number,
  choiceLength: number,
  media: boolean,
): ChannelLimits {
  return {
    textLength,
    choices,
    choiceLength,
    media: { image: media, document: media, audio: media },
  }
}
