import { createMatcher } from './matcher.ts'
import type { TrainingExample } from './model.ts'
import { type MatcherOptions, trainMatcher } from './train.ts'

/**
 * The share of examples whose label comes first when a matcher is asked that was trained on the
 * others, in `folds` parts. An example is always in the same part, whatever stands beside it: two
 * states of the content that differ little are compared on the same ground.
 */
export function measureAccuracy(
  examples: readonly TrainingExample[],
  options: MatcherOptions & { readonly folds: number },
): number {
  const { folds, onProgress, ...training } = options
  const parts = examples.map((example) => partOf(example, folds))
  let right = 0
  for (let fold = 0; fold < folds; fold += 1) {
    const known = examples.filter((_, at) => parts[at] !== fold)
    const asked = examples.filter((_, at) => parts[at] === fold)
    const matcher = createMatcher(trainMatcher(known, training))
    for (const { text, label } of asked) {
      if (matcher.weigh(text).candidates[0]?.label === label) right += 1
    }
    onProgress?.(fold + 1, folds)
  }
  return examples.length === 0 ? 0 : right / examples.length
}

/** FNV-1a over what the example says: stable, and nothing in it depends on the other examples. */
function partOf({ text, label }: TrainingExample, folds: number): number {
  let hash = 0x811c9dc5
  for (const letter of `${label}\n${text}`) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  }
  return (hash >>> 0) % folds
}
