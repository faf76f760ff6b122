import type { Direction, OutboundMessage } from '../../core/index.ts'
import type { Payload } from './outbound.ts'

/** Names of approved templates by `purpose.language`: `team` or `reminder`, `fr`, `ar` or `en`. */
export type Templates = Readonly<Record<string, string>>

/**
 * The template that asks somebody to write again, because something waits for them. It shows nothing
 * of what waits: whoever looks at the phone learns no more than that there is a message. The language
 * is the default one where it is written from the same side, else the first that has a template.
 */
export function templateFor(
  message: OutboundMessage,
  templates: Templates,
  fallback: string,
): Payload | undefined {
  const isTeam = message.type === 'text' && message.from === 'team'
  const purpose = isTeam ? 'team' : 'reminder'
  const direction = message.type === 'text' ? message.direction : 'ltr'
  const code = languagesFor(direction, fallback).find((one) => templates[`${purpose}.${one}`])
  const name = templates[`${purpose}.${code}`]
  return name === undefined
    ? undefined
    : { type: 'template', template: { name, language: { code } } }
}

function languagesFor(direction: Direction, fallback: string): readonly string[] {
  if (direction === 'rtl') return ['ar']
  return fallback === 'en' ? ['en', 'fr'] : ['fr', 'en']
}
