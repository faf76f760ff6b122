/**
 * What could not be answered, for the staff: the questions that people passed on, grouped by meaning,
 * the replies, and the changes of the content that follow from them.
 */
export { MAX_NOTE_LENGTH } from './casework.ts'
export type { Disliked } from './dislikes.ts'
export type { Accuracy, Compared, Effect, PreviewStep, Switched } from './effect.ts'
export { createGrouping, type Grouping, SAME } from './grouping.ts'
export { createPresence, type Presence } from './presence.ts'
export {
  createPreviews,
  type PastQuestion,
  type PreviewOptions,
  type Previews,
} from './previews.ts'
export { createPublishing, type Published, type Publishing } from './publishing.ts'
export type { GroupDetail, GroupSummary, PutOff, Undelivered } from './queue.ts'
export { GRACE_MS, MAX_REPLY_LENGTH, type TextsByLocale } from './replies.ts'
export { createReview, type Review } from './review.ts'
export type { Done, Seen, TeamMessage } from './room.ts'
export type { ThreadEntry, WaitingQuestion } from './threads.ts'
