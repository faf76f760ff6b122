/**
 * What could not be answered, for the staff: the questions that people passed on, the replies, and
 * the changes of the content that follow from them.
 */
export {
  createPublishing,
  type Published,
  type Publishing,
  type PublishingOptions,
} from './publishing.ts'
export {
  createReview,
  type Review,
  type Reviewer,
  type ReviewOptions,
  type WaitingQuestion,
} from './review.ts'
