import type { WhatsAppClient, WireMessage } from './client.ts'

/** Times of the platform and of this machine may differ so much, in ms. */
const SLACK_MS = 10 * 60_000

/** Deliveries are remembered for two weeks; what is older is looked for without slack, in ms. */
const SLACK_UNTIL_MS = 7 * 86_400_000

const FIRST_PAGE = 50
const MOST = 3200

/** From when on to look, where all before `takenUntil` is taken in: what comes twice is dropped. */
export function sinceWhen(takenUntil: number, now: number): number {
  return now - takenUntil < SLACK_UNTIL_MS ? takenUntil - SLACK_MS : takenUntil
}

/** All that people wrote since a moment (ms since 1970), in all chats, oldest first. */
export async function gather(
  client: WhatsAppClient,
  since: number,
): Promise<readonly WireMessage[]> {
  const found: WireMessage[] = []
  for (const chat of await client.chatsSince(since)) {
    found.push(...(await writtenIn(client, chat, since)))
  }
  return found.sort((a, b) => a.sentAt - b.sentAt)
}

/** Asks for more and more of a chat until it reaches back far enough. */
async function writtenIn(
  client: WhatsAppClient,
  chat: string,
  since: number,
): Promise<readonly WireMessage[]> {
  for (let limit = FIRST_PAGE; ; limit *= 4) {
    const messages = await client.history(chat, { limit, fromMe: false })
    const oldest = messages[0]?.sentAt ?? 0
    if (messages.length < limit || oldest < since || limit >= MOST) {
      return messages.filter(({ sentAt }) => sentAt >= since)
    }
  }
}
