import { assertNever, type OutboundMessage } from '../../core/index.ts'
import type { ChannelLimits } from '../../ports/index.ts'
import { directionIn } from './choices.ts'
import { renderText } from './render-text.ts'

/**
 * A message for a channel that keeps long texts whole but has no media: a picture becomes its
 * caption, a document its name, a sound nothing where it cannot be played; choices that do not fit become numbered lines.
 */
export function withoutMedia(
  message: OutboundMessage,
  limits: ChannelLimits,
): OutboundMessage | undefined {
  switch (message.type) {
    case 'text': {
      const { choices: _choices, ...text } = message
      const { parts, buttons } = renderText(message, limits)
      const whole = parts.join('\n\n')
      return buttons.length === 0 ? { ...text, text: whole } : { ...message, text: whole }
    }
    case 'location':
      return message
    case 'image':
      return asText(message.caption)
    case 'document':
      return asText(message.fileName)
    case 'audio':
      return limits.media.audio ? message : undefined
    default:
      return assertNever(message)
  }
}

function asText(text: string): OutboundMessage {
  return { type: 'text', text, direction: directionIn(text) }
}
