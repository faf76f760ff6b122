import { assertNever, type OutboundMessage } from '../core/index.ts'
import { numbered } from './rendering/index.ts'

/** A message as plain lines: choices numbered, bold marks left as people write them in chats. */
export function toPlainText(message: OutboundMessage): string {
  switch (message.type) {
    case 'text': {
      const choices = message.choices ?? []
      if (choices.length === 0) return message.text
      return `${message.text}\n${numbered(choices, message.direction)}`
    }
    case 'location':
      return `${message.title}\n${message.latitude}, ${message.longitude}`
    case 'image':
      return message.caption
    case 'document':
      return message.fileName
    case 'audio':
      return ''
    default:
      return assertNever(message)
  }
}
