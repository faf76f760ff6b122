import type { Direction, Opening, OutboundMessage } from '../../core/index.ts'
import type { Payload } from './outbound.ts'

/** Names of approved templates by `purpose.language`; a language is `fr`, `ar` or `en`. */
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
  const purpose = purposeOf(message)
  const direction = message.type === 'text' ? message.direction : 'ltr'
  const code = languagesFor(direction, fallback).find((one) => templates[`${purpose}.${one}`])
  const name = templates[`${purpose}.${code}`]
  return name === undefined
    ? undefined
    : { type: 'template', template: { name, language: { code } } }
}

/**
 * The template that is all of a message, with its values: for whoever never wrote to us. `undefined`
 * where that language has none.
 */
export function filledTemplate(
  { locale, values }: Extract<Opening, { readonly for: 'partner' }>,
  templates: Templates,
): Payload | undefined {
  const code = locale === 'ary' ? 'ar' : locale
  const name = templates[`partner.${code}`]
  if (name === undefined) return undefined
  const parameters = values.map((value) => ({ type: 'text', text: onOneLine(value) }))
  const components = [{ type: 'body', parameters }]
  return { type: 'template', template: { name, language: { code }, components } }
}

/** The platform refuses a value with line breaks, tabs or many spaces. */
function onOneLine(value: string): string {
  return value.toWellFormed().replace(/\s+/gu, ' ').trim()
}

function purposeOf(message: OutboundMessage): string {
  if (message.type !== 'text') return 'reminder'
  if (message.from === 'team') return 'team'
  return message.opening?.for === 'announcement' ? 'announcement' : 'reminder'
}

function languagesFor(direction: Direction, fallback: string): readonly string[] {
  if (direction === 'rtl') return ['ar']
  return fallback === 'en' ? ['en', 'fr'] : ['fr', 'en']
}
