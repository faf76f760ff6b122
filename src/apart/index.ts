/** What a second thread does while many people write at once: it reads and seals. */
export { createSecondThread } from './second-thread.ts'
