import { type Casework, createCasework } from './casework.ts'
import { createQueue, type Queue } from './queue.ts'
import { createReplies, type Replies } from './replies.ts'
import type { ReviewOptions } from './room.ts'

/** The questions passed on to the team, and what the team does about them. */
export interface Review {
  readonly queue: Queue
  readonly replies: Replies
  readonly casework: Casework
}

/** Creates the review of a store. */
export function createReview(options: ReviewOptions): Review {
  return {
    queue: createQueue(options),
    replies: createReplies(options),
    casework: createCasework(options),
  }
}
