import { type Choice, type OutboundMessage, textOf } from '../core/index.ts'

/** A message as plain lines: choices numbered, bold marks left as people write them in chats. */
export function toPlainText(message: OutboundMessage): string {
  if (message.type !== 'text') return textOf(message)
  const choices = message.choices ?? []
  if (choices.length === 0) return message.text
  return `${message.text}\n${numbered(choices)}`
}

/** Choices as a numbered menu, for channels without buttons. */
export function numbered(choices: readonly Choice[]): string {
  return choices.map((choice, index) => `${index + 1}. ${choice.label}`).join('\n')
}
