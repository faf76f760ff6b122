import { DalilError } from '../../errors.ts'
import type { Timers } from '../../ports/index.ts'
import type { WhatsAppClient } from './client.ts'

/** How long the page may take for one thing, in ms; a picture on a slow line is one thing. */
export const CALL_MS = 60_000

/**
 * Gives everything that is asked of a client a time limit: a page that hangs never answers.
 * Opening has none here, because a person may be looking for their phone meanwhile.
 */
export function withDeadlines(client: WhatsAppClient, timers: Timers): WhatsAppClient {
  const limited = <T>(work: Promise<T>) => within(timers, CALL_MS, work)
  return {
    open: () => client.open(),
    close: () => client.close(),
    account: () => client.account(),
    state: () => limited(client.state()),
    send: (chat, part) => limited(client.send(chat, part)),
    typing: (chat) => limited(client.typing(chat)),
    sound: (reference) => limited(client.sound(reference)),
    seen: (chat) => limited(client.seen(chat)),
    chatsSince: (time) => limited(client.chatsSince(time)),
    history: (chat, options) => limited(client.history(chat, options)),
  }
}

function within<T>(timers: Timers, ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = timers.after(ms, () => {
      const message = `The page of WhatsApp has not answered for ${ms / 1000} seconds; it is loaded anew.`
      reject(new DalilError('channel:page_hangs', message))
    })
    work.then(resolve, reject).finally(cancel)
  })
}
