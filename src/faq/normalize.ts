// Partners and the urgency gate read words the same way: the code stands in core/normalize.ts.
export { MAX_MATCHED_LENGTH, normalize, wordsOf } from '../core/index.ts'
