import type { PlainText } from '../ports/index.ts'
import type { Asked, UnderstandingParts, Understood } from '../understanding/index.ts'

/**
 * What another thread does of a turn while many write at once. `undefined`, at once or later, means
 * that the turn had better do it itself: the thread is not ready, has enough to do, or is gone.
 */
export interface SecondThread {
  /** Says what a message is about, by these parts. */
  read(parts: UnderstandingParts, asked: Asked): Promise<Understood | undefined> | undefined
  /** Seals texts; they come back in the same order. */
  seal(texts: readonly PlainText[]): Promise<readonly string[] | undefined> | undefined
  /** Lets go of the thread and of all that it knows, until there is work for it again. */
  rest(): void
}
