import type { Part, WhatsAppClient, WireMessage } from './client.ts'
import { failureOf } from './errors.ts'

/**
 * Remembers in which chats it is not certain whether our last message went out: in all of them at
 * first, because an earlier run or browser may have ended between sending and noting it.
 */
export interface Doubts {
  /** The connection is new: nothing is certain from `since` on (ms since 1970). */
  renew(since: number): void
  /** Whether this very thing already stands in the chat, so that it must not be sent again. */
  isThere(client: WhatsAppClient, chat: string, part: Part): Promise<boolean>
  /** This message went out. */
  settle(chat: string, messageId: string): void
  /** It was sent at `time` and nobody knows whether it arrived. */
  raise(chat: string, time: number): void
}

/** Our messages that are looked at: at most one per chat is in doubt, of few parts. */
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
    async isThere(client, chat, part) {
      if (certain.has(chat)) return false
      const since = Math.min(raised.get(chat) ?? Number.POSITIVE_INFINITY, doubtSince)
      const ours = await ourLast(client, chat)
      const found = ours.find(
        (one) => one.sentAt >= since && !known.has(one.id) && isSame(one, part),
      )
      if (found === undefined) return false
      remember(known, found.id)
      return true
    },
    settle(chat, messageId) {
      remember(known, messageId)
      remember(certain, chat)
      raised.delete(chat)
    },
    raise(chat, time) {
      certain.delete(chat)
      raised.set(chat, Math.min(time, raised.get(chat) ?? time))
    },
  }
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

function isSame(message: WireMessage, part: Part): boolean {
  switch (part.type) {
    case 'text':
      return message.type === 'chat' && message.body === part.text
    case 'place':
      return message.type === 'location'
    case 'media':
      return message.type === TYPES[part.as] && message.body === part.caption
  }
}

const TYPES = { image: 'image', document: 'document', voice: 'ptt', audio: 'audio' } as const
