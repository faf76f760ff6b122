import { type InboundContent, LOCALES, type Locale } from '../../../src/core/index.ts'
import type { Texts } from '../../../src/ports/index.ts'

/** One step through the flow `register-birth`: what the person sends while a node waits. */
export interface BirthStep {
  readonly node: string
  readonly send: Readonly<Record<'fr' | 'ary', string>>
  /** What the answer leads to besides the next question. */
  readonly answers?: string
}

/** An unmarried mother in time, as in the transcript of that name; without a reminder. */
export const BIRTH_STEPS: readonly BirthStep[] = [
  { node: 'born', send: { fr: 'il y a 10 jours', ary: 'هادي 10 أيام' } },
  { node: 'where', send: { fr: 'à l’hôpital', ary: 'f sbitar' } },
  {
    ...{ node: 'mother', answers: 'birth-single-mother' },
    send: { fr: 'je suis célibataire', ary: 'ana 3azba' },
  },
  { node: 'notice', send: { fr: 'oui', ary: 'إيه' } },
  { node: 'offer', send: { fr: 'non', ary: 'لا' } },
  { node: 'town', send: { fr: 'Tanger', ary: 'طنجة' } },
]

export const BEGIN_BIRTH: InboundContent = { type: 'choice', data: 'w:register-birth' }

/** The languages in which the simulation goes through the flow. */
export function isBirthLocale(locale: Locale): locale is 'fr' | 'ary' {
  return locale === 'fr' || locale === 'ary'
}

/** The language in which a reply asks the question of a node; `before` where it asks none. */
export function languageOf(texts: Texts, reply: string, node: string, before: Locale): Locale {
  const asked = (locale: Locale) => {
    const words = texts.text(locale, `flow-register-birth:${node}`).split('{{')[0]?.trim() ?? ''
    return words !== '' && reply.includes(words)
  }
  return asked(before) ? before : (LOCALES.find(asked) ?? before)
}
