import type { InboundContent, Locale } from '../../../src/core/index.ts'

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
