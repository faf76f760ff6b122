/** What could not be answered, for the staff: the questions that people passed on, and the replies. */
export {
  createReview,
  type Review,
  type Reviewer,
  type ReviewOptions,
  type WaitingQuestion,
} from './review.ts'
