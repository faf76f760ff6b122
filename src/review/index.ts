/**
 * What could not be answered, for the staff: the questions that people passed on, grouped by meaning,
 * the replies, and the changes of the content that follow from them.
 */
export { type Casework, MAX_NOTE_LENGTH, type Undone } from './casework.ts'
export type { Disliked } from './dislikes.ts'
export type { Accuracy, Compared, Effect, PreviewStep, Switched } from './effect.ts'
export { createGrouping, type Grouping, type GroupingOptions, SAME } from './grouping.ts'
export { createPresence, type Presence } from './presence.ts'
export {
  createPreviews,
  type PastQuestion,
  type PreviewOptions,
  type PreviewRequest,
  type Previews,
} from './previews.ts'
export {
  createPublishing,
  type Published,
  type Publishing,
  type PublishingOptions,
} from './publishing.ts'
export type { Delivery, GroupDetail, GroupSummary, PutOff, Queue, Undelivered } from './queue.ts'
export { GRACE_MS, MAX_REPLY_LENGTH, type Replies, type TextsByLocale } from './replies.ts'
export { createReview, type Review } from './review.ts'
export type { Done, Reviewer, ReviewOptions, Seen, TeamMessage } from './room.ts'
export type { ThreadEntry, WaitingQuestion } from './threads.ts'
