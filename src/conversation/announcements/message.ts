import { audienceCode } from '../../announcements/index.ts'
import { directionOf, isolateFor, type OutboundMessage, type Session } from '../../core/index.ts'
import type { AnnouncementRecord, Audience } from '../../ports/index.ts'
import type { TurnServices } from '../services.ts'
import { coverLine } from '../stages/discreet.ts'
import type { Turn } from '../turn.ts'

/** Who reads an announcement: their language, and whether a locked screen may tell of it. */
export type Reader = Pick<Session, 'locale' | 'discreet'> & Pick<Turn, 'channel'>

/** An announcement as somebody gets it: its text, what they asked for, and the way out. */
export function announcementMessage(
  { knowledge }: Pick<TurnServices, 'knowledge'>,
  { texts, audience }: Pick<AnnouncementRecord, 'texts' | 'audience'>,
  reader: Reader,
): OutboundMessage {
  const { locale } = reader
  const say = (key: string, values = {}) =>
    knowledge.texts.text(locale, `announcements:${key}`, values)
  const footer = say('footer', { name: audienceName(knowledge, audience, reader) })
  const cover = coverLine({ ...reader, services: { knowledge } })
  const text = [...cover, texts[locale].trim(), footer].join('\n\n')
  return {
    type: 'text',
    text: isolateFor(text, locale),
    direction: directionOf(locale),
    choices: [{ data: `u:${audienceCode(audience)}`, label: say('no-more') }],
    opening: { for: 'announcement' },
  }
}

/** What an audience asked to hear of, in words; neutral ones in discreet mode. */
export function audienceName(
  { menu, directory }: Pick<TurnServices['knowledge'], 'menu' | 'directory'>,
  audience: Audience,
  { locale, discreet }: Pick<Reader, 'locale' | 'discreet'>,
): string {
  if (audience.kind === 'town') return directory.towns.nameOf(audience.value, locale)
  const topic = menu.find((one) => one.topic === audience.value)
  const title = discreet ? (topic?.discreet ?? topic?.title) : topic?.title
  return title?.[locale] ?? audience.value
}
