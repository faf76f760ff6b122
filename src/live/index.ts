/**
 * Content and flows that are changed while people write: watched, checked, read again and exchanged
 * as a whole. What takes seconds, checking and learning, is done in threads of their own.
 */
export { type ContentState, compareAnswers } from './effect.ts'
export { createLive, type Live, type LiveOptions } from './live.ts'
export { createPublishedContent } from './published.ts'
export { checkApart, learnApart, workOutApart } from './thread.ts'
export { watchProject } from './watch.ts'
