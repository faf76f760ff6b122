import { nearEntries } from '../../../content/index.ts'
import type { TurnServices } from '../../../conversation/index.ts'
import type { ChannelName, Entry, Locale, Topic } from '../../../core/index.ts'
import { type PageContext, say } from '../page.ts'

/** The name of a language, in that language. */
export function languageName(page: PageContext, locale: Locale): string {
  return page.texts.text(locale, 'language.name')
}

/** The name of a channel. */
export function channelName(page: PageContext, channel: ChannelName): string {
  return say(page, `desk:channel.${channel}`)
}

/** Names in the order given, each once. */
export function listed(names: readonly string[]): string {
  return [...new Set(names)].join(', ')
}

/** The title of a subject. */
export function topicName(services: TurnServices, page: PageContext, topic: Topic): string {
  const found = services.knowledge.menu.find((one) => one.topic === topic)
  return found?.title[page.locale] ?? topic
}

/** The title of an entry; its id where it is gone. */
export function entryTitle(services: TurnServices, page: PageContext, id: string): string {
  return services.knowledge.entries.get(id)?.title[page.locale] ?? id
}

/** Below this an entry is not near, whatever comes next. */
const NEAR = 0.1

/** The entries that a question may have meant, likeliest first. */
export function guessesOf(services: TurnServices, text: string): readonly Entry[] {
  return nearEntries(services.knowledge, services.matcher, text)
    .filter(({ confidence }) => confidence >= NEAR)
    .map(({ entry }) => entry)
}
