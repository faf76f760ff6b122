import { LOCALES, type Locale, normalize } from '../core/index.ts'

import type { Texts } from '../ports/index.ts'

/** What works at any moment, whatever else is going on. */
const COMMANDS = [
  'menu',
  'back',
  'stop',
  'language',
  'erase',
  'help',
  'person',
  'data',
  'reminders',
  'subscriptions',
  'again',
  'discreet',
] as const

/** One of {@link COMMANDS}. */
export type Command = (typeof COMMANDS)[number]

/** What a flow needs to be started by words. */
export interface Triggered {
  readonly flow: string
  /** Key of the list of phrases, in the flow's own namespace. */
  readonly triggers?: string | undefined
}

/** Whole messages that mean something by themselves, in the words of every locale. */
export interface PhraseBook {
  /** The command that a message is (`words:menu` and so on). */
  command(text: string): Command | undefined
  /** The only language in which a message is a command; `undefined` where it is one in several. */
  commandLocale(text: string): Locale | undefined
  /** Whether a message is "yes" or "no". */
  consent(text: string): boolean | undefined
  /** The flow whose trigger a message is. */
  trigger(text: string): string | undefined
  /** The words of a message that say more than "I live in". */
  besidesLiving(text: string): readonly string[]
}

/** Reads the phrases once; case, accents, marks and a leading slash do not count. */
export function createPhraseBook(texts: Texts, flows: Iterable<Triggered>): PhraseBook {
  const commands = new Map<string, Command>()
  const commandLocales = new Map<string, Locale | undefined>()
  const consents = new Map<string, boolean>()
  const triggers = new Map<string, string>()
  const living = new Set<string>()
  for (const locale of LOCALES) {
    const words = (key: string) => texts.list(locale, `words:${key}`).map(plain)
    for (const command of [...COMMANDS].reverse()) {
      for (const word of words(command)) {
        const isShared = commandLocales.has(word) && commandLocales.get(word) !== locale
        commandLocales.set(word, isShared ? undefined : locale)
        commands.set(word, command)
      }
    }
    for (const word of words('living')) living.add(word)
    for (const word of words('no')) consents.set(word, false)
    for (const word of words('yes')) consents.set(word, true)
    for (const { flow, triggers: key } of flows) {
      if (key === undefined) continue
      const full = key.includes(':') ? key : `flow-${flow}:${key}`
      for (const phrase of texts.list(locale, full)) triggers.set(plain(phrase), flow)
    }
  }
  const find = <T>(phrases: ReadonlyMap<string, T>, text: string) =>
    text.length > MAX_PHRASE_LENGTH ? undefined : phrases.get(plain(text))
  return {
    command: (text) => find(commands, text),
    commandLocale: (text) => find(commandLocales, text),
    consent: (text) => find(consents, text),
    trigger: (text) => find(triggers, text),
    besidesLiving: (text) =>
      plain(text)
        .split(' ')
        .filter((word) => word !== '' && !living.has(word)),
  }
}

/** No phrase is longer; a long message is never looked up. */
const MAX_PHRASE_LENGTH = 200

/** A message as phrases are compared: without case, accents, marks or a leading slash. */
export function plain(text: string): string {
  return normalize(text.replace(/^\s*\//u, ''))
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .trim()
}
