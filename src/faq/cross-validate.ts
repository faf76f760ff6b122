import { pickVectors, vectorAt } from './encoded.ts'
import { type Outcome, type RunOptions, runTest } from './evaluate.ts'
import { createMatcher } from './matcher.ts'
import type { TrainingExample } from './model.ts'
import { createRandom } from './random.ts'
import { type MatcherOptions, trainMatcher } from './train.ts'

export interface CrossValidation {
  readonly folds: number
  /** Called after every training with the milliseconds that it took. */
  readonly onTrained?: (ms: number) => void
}

/** Takes the examples in `folds` parts and puts each part to a matcher trained on the others. */
export function crossValidate(
  examples: readonly TrainingExample[],
  options: MatcherOptions & RunOptions & CrossValidation,
): Outcome[] {
  const { folds, onProgress, onTrained, encoder, ...rest } = options
  const foreign = (options.foreign ?? []).map((_, at) => examples.length + at)
  const random = createRandom(options.seed ?? 1)
  const parts = examples.map(() => Math.floor(random() * folds))
  return Array.from({ length: folds }, (_, fold) => {
    const known = examples.filter((__, at) => parts[at] !== fold)
    const asked = examples.filter((__, at) => parts[at] === fold)
    const rows = [...parts.keys()]
    const vectors = encoder && {
      encoder: pickVectors(encoder, [...rows.filter((at) => parts[at] !== fold), ...foreign]),
    }
    const encoded = encoder && {
      encoded: rows.filter((at) => parts[at] === fold).map((at) => vectorAt(encoder, at)),
    }
    const start = options.now()
    const matcher = createMatcher(trainMatcher(known, { ...rest, ...vectors }))
    onTrained?.(options.now() - start)
    onProgress?.(fold + 1, folds)
    const questions = asked.map(({ text, label, lang = '' }) => ({ text, label, lang }))
    return runTest(matcher, questions, { now: options.now, ...encoded })
  }).flat()
}

/** The first `count` examples of each label and language, in their order. */
export function firstPerLabel(
  examples: readonly TrainingExample[],
  count: number,
): TrainingExample[] {
  const taken = new Map<string, number>()
  return examples.filter(({ label, lang = '' }) => {
    const key = JSON.stringify([label, lang])
    const number = (taken.get(key) ?? 0) + 1
    taken.set(key, number)
    return number <= count
  })
}
