import type { Part, WhatsAppClient, WireMessage } from './client.ts'
import { failureOf } from './errors.ts'

/**
 * Remembers in which chats it is not certain whether our last message went out: in all of them at
 * first, because an earlier run or browser may have ended between sending and noting it.
 */
export interface Doubts {
  /** The connection is new: nothing is certain from `since` on (ms since 1970). */
  renew(since: number): void
  /** How many of these parts already stand at the end of the chat, and must not be sent again. */
  countThere(client: WhatsAppClient, chat: string, parts: readonly Part[]): Promise<number>
  /** This message went out. */
  settle(chat: string, messageId: string): void
  /** It was sent at `time` and nobody knows whether it arrived. */
  raise(chat: string, time: number): void
}

/** Our messages that are looked at; none has so many parts. */
const LOOKED_AT = 20
/** Own messages and settled chats that are remembered. */
const MAX_REMEMBERED = 1000

/** Creates the doubts of one number. */
export function createDoubts(): Doubts {
  const certain = new Set<string>()
  const raised = new Map<string, number>()
  const known = new Set<string>()
  let doubtSince = 0

  return {
    renew(since) {
      certain.clear()
      doubtSince = since
    },
    async countThere(client, chat, parts) {
      if (certain.has(chat)) return 0
      const since = Math.min(raised.get(chat) ?? Number.POSITIVE_INFINITY, doubtSince)
      const ours = await ourLast(client, chat)
      const doubtful = ours.filter(({ sentAt, id }) => sentAt >= since && !known.has(id))
      const count = lastThatAre(doubtful, parts)
      for (const { id } of ours) remember(known, id)
      settle(chat)
      return count
    },
    settle(chat, messageId) {
      remember(known, messageId)
      settle(chat)
    },
    raise(chat, time) {
      certain.delete(chat)
      raised.set(chat, Math.min(time, raised.get(chat) ?? time))
    },
  }

  function settle(chat: string): void {
    remember(certain, chat)
    raised.delete(chat)
  }
}

/**
 * One message at a time is on its way to a person: if it arrived, wholly or in part, it is the last
 * that stands there.
 */
function lastThatAre(ours: readonly WireMessage[], parts: readonly Part[]): number {
  for (let count = Math.min(ours.length, parts.length); count > 0; count--) {
    const last = ours.slice(-count)
    if (last.every((one, index) => isSame(one, parts[index]))) return count
  }
  return 0
}

/** A page that cannot show its past can still send. */
async function ourLast(client: WhatsAppClient, chat: string): Promise<readonly WireMessage[]> {
  try {
    return await client.history(chat, { limit: LOOKED_AT, fromMe: true })
  } catch (error) {
    const failure = failureOf(error)
    if (failure === 'changed' || failure === 'unknown') return []
    throw error
  }
}

function remember(set: Set<string>, value: string): void {
  set.add(value)
  const oldest = set.values().next().value
  if (set.size > MAX_REMEMBERED && oldest !== undefined) set.delete(oldest)
}

function isSame(message: WireMessage, part: Part | undefined): boolean {
  switch (part?.type) {
    case undefined:
      return false
    case 'text':
      return message.type === 'chat' && message.body === part.text
    case 'place':
      return message.type === 'location'
    case 'media':
      return message.type === TYPES[part.as] && message.body === part.caption
  }
}

const TYPES = { image: 'image', document: 'document', voice: 'ptt', audio: 'audio' } as const
