import type { WebChatChannel } from '../channels/web-chat/index.ts'
import { assertNever, type PersonId, toPersonId } from '../core/index.ts'
import type { Store } from '../ports/index.ts'

/** What following works with. */
export interface FollowOptions {
  readonly store: Store
  readonly webChat: WebChatChannel
  /** Sends what waits for a person; never rejects. */
  readonly deliver: (person: PersonId) => void
}

/**
 * Follows what other processes tell about chat pages: a reply that one of them wrote is shown by the
 * one at which the page is open. Returns the end of it.
 */
export function followOthers({ store, webChat, deliver }: FollowOptions): () => void {
  return store.listen((signal) => {
    switch (signal.type) {
      case 'away':
        if (webChat.isOpen(signal.person)) deliver(signal.person)
        return
      case 'shown':
        webChat.shownElsewhere(signal.person, signal.ids)
        return
      case 'gap':
        for (const name of webChat.openPages()) deliver(toPersonId(name))
        return
      case 'writing':
      case 'question':
        return
      default:
        assertNever(signal)
    }
  })
}
