import { TOPICS, type Topic } from '../core/index.ts'
import type { Audience } from '../ports/index.ts'

/** The subjects of which there is news. */
export const NEWS_TOPICS: readonly Topic[] = TOPICS.filter((topic) => topic !== 'general')

/** How many lists one person may be on at a time. */
export const MAX_SUBSCRIPTIONS = 10

/** An audience in one word, `topic:work` or `town:taza`; round-trips with {@link parseAudience}. */
export function audienceCode({ kind, value }: Audience): string {
  return `${kind}:${value}`
}

/** Reads an audience back, or `undefined` where it is none. */
export function parseAudience(code: string, isTown: (id: string) => boolean): Audience | undefined {
  const [kind = '', value = '', ...more] = code.split(':')
  if (more.length > 0) return undefined
  const topic = NEWS_TOPICS.find((one) => one === value)
  if (kind === 'topic') return topic === undefined ? undefined : { kind, value: topic }
  return kind === 'town' && isTown(value) ? { kind, value } : undefined
}

/** The text whose HMAC is the list of an audience, in the store. */
export function listKey(audience: Audience): string {
  return `list:${audienceCode(audience)}`
}
