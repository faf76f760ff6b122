// The urgency gate reads words by their sound too: the code stands in core/skeleton.ts.
export { skeletonOf } from '../core/index.ts'
