import { LOCALES, normalize } from '../core/index.ts'

import type { Texts } from '../ports/index.ts'

/** What works at any moment, whatever else is going on. */
export const COMMANDS = [
  'menu',
  'back',
  'stop',
  'language',
  'erase',
  'help',
  'person',
  'data',
  'again',
] as const

/** One of {@link COMMANDS}. */
export type Command = (typeof COMMANDS)[number]

/** The command that a whole message is, in the words of any locale (`words:menu` and so on). */
export function recogniseCommand(texts: Texts, text: string): Command | undefined {
  const written = plain(text)
  if (written === '' || written.length > 40) return undefined
  return COMMANDS.find((command) => isOneOf(texts, command, written))
}

/** Whether a whole message is "yes" or "no", in any locale. */
export function recogniseConsent(texts: Texts, text: string): boolean | undefined {
  const written = plain(text)
  if (written === '' || written.length > 40) return undefined
  if (isOneOf(texts, 'yes', written)) return true
  if (isOneOf(texts, 'no', written)) return false
  return undefined
}

function isOneOf(texts: Texts, key: string, written: string): boolean {
  return LOCALES.some((locale) =>
    texts.list(locale, `words:${key}`).some((word) => plain(word) === written),
  )
}

/** Case, accents, marks of direction and punctuation do not count; nor does a leading slash. */
function plain(text: string): string {
  return normalize(text)
    .replace(/^\//u, '')
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .trim()
}

/** What a flow needs to be started by words. */
export interface Triggered {
  readonly flow: string
  /** Key of the list of phrases, in the flow's own namespace. */
  readonly triggers?: string | undefined
}

/** The flow whose trigger a whole message is, in the words of any locale. */
export function recogniseTrigger(
  texts: Texts,
  flows: readonly Triggered[],
  text: string,
): string | undefined {
  const written = plain(text)
  if (written === '') return undefined
  const started = flows.find(
    ({ flow, triggers }) =>
      triggers !== undefined &&
      LOCALES.some((locale) =>
        texts.list(locale, `flow-${flow}:${triggers}`).some((phrase) => plain(phrase) === written),
      ),
  )
  return started?.flow
}
