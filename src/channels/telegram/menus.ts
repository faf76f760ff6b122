/** Which message stands at the end of a chat, so that a menu can give way to the next in its place. */
export interface Menus {
  /** This message of ours stands at the end of the chat now. */
  shown(chat: string, message: number | undefined, isMenu: boolean): void
  /** Something came from the person: what stands above it stays as it is. */
  wrote(chat: string): void
  /** A button was tapped. Whether it was that of a menu at the end, which waits for what follows. */
  tapped(chat: string, message: number): boolean
  /** The menu that waits, once. */
  take(chat: string): number | undefined
}

interface Place {
  readonly message: number
  readonly waits: boolean
}

/** Chats that are remembered; in one that is forgotten, menus are sent anew. */
const MAX_CHATS = 1000

/** Creates the memory of one bot. After a restart it begins empty. */
export function createMenus(): Menus {
  const ends = new Map<string, Place>()
  return {
    shown(chat, message, isMenu) {
      ends.delete(chat)
      if (message === undefined || !isMenu) return
      ends.set(chat, { message, waits: false })
      const oldest = ends.keys().next().value
      if (ends.size > MAX_CHATS && oldest !== undefined) ends.delete(oldest)
    },
    wrote: (chat) => void ends.delete(chat),
    tapped(chat, message) {
      if (ends.get(chat)?.message !== message) return false
      ends.set(chat, { message, waits: true })
      return true
    },
    take(chat) {
      const end = ends.get(chat)
      if (end?.waits !== true) return undefined
      ends.delete(chat)
      return end.message
    },
  }
}
