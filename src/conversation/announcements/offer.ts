import { audienceCode } from '../../announcements/index.ts'
import type { Choice } from '../../core/index.ts'
import type { Audience } from '../../ports/index.ts'
import { type KeptSubscription, say, type Turn } from '../turn.ts'
import { audienceName } from './message.ts'

/** The choice to hear of an audience; none for somebody who does. */
export function offerOf(turn: Turn, audience: Audience, label?: string): readonly Choice[] {
  if (findSubscription(turn, audience) !== undefined) return []
  const text = label ?? say(turn, 'announcements:get', { name: nameOf(turn, audience) })
  return [{ data: `s:${audienceCode(audience)}`, label: text }]
}

/** The subscription of this person to an audience. */
export function findSubscription(
  { subscriptions }: Turn,
  audience: Audience,
): KeptSubscription | undefined {
  const code = audienceCode(audience)
  return subscriptions.find((one) => audienceCode(one.audience) === code)
}

/** What an audience is called for this person. */
export function nameOf({ services, locale, session }: Turn, audience: Audience): string {
  return audienceName(services.knowledge, audience, { locale, discreet: session.discreet })
}
