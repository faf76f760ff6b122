import type { Api } from 'grammy'
import type { Locale } from '../../core/index.ts'
import type { Texts } from '../../ports/index.ts'

/** The commands that the menu button of the app shows, by their key in `telegram:commands`. */
export const MENU_COMMANDS = ['start', 'menu', 'language', 'erase', 'help'] as const

/** Languages of the app that have texts of their own; Telegram knows no tag for Darija. */
const LANGUAGES = ['fr', 'ar', 'en'] as const

/**
 * Sets the menu of commands: in each language of the app, and in the default locale for all others.
 * Only private chats show it.
 */
export async function publishCommands(api: Api, texts: Texts, fallback: Locale): Promise<void> {
  const scope = { type: 'all_private_chats' } as const
  await api.setMyCommands(commandsIn(texts, fallback), { scope })
  for (const language_code of LANGUAGES) {
    await api.setMyCommands(commandsIn(texts, language_code), { scope, language_code })
  }
}

/** The commands of one locale: `/name` in Latin letters, as Telegram wants it, and what it does. */
export function commandsIn(
  texts: Texts,
  locale: Locale,
): readonly { readonly command: string; readonly description: string }[] {
  return MENU_COMMANDS.map((key) => ({
    command: texts.text(locale, `telegram:commands.${key}.name`),
    description: texts.text(locale, `telegram:commands.${key}.text`),
  }))
}
