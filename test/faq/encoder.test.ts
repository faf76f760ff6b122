import { describe, expect, it } from 'vitest'
import { createMatcher, runTest, summarize, trainMatcher } from '../../src/faq/index.ts'
import { createRandom } from '../support/models/encoder-model.ts'

/** Words of one subject each, most of them used once: only who knows what they mean sees it. */
const SUBJECTS = 24
const PHRASINGS = 30
const DIMENSIONS = 16

const random = createRandom(7)
const letters = () => Array.from({ length: 7 }, () => 'abdefgilmnorstu'[Math.floor(random() * 15)])
const common = Array.from({ length: 40 }, () => letters().join(''))
const subjects = Array.from({ length: SUBJECTS }, (_, label) => ({
  label: `faq:${label}`,
  own: Array.from({ length: 6 }, () => letters().join('')),
}))

const phrasings = (count: number) =>
  subjects.flatMap(({ label, own }, subject) =>
    Array.from({ length: count }, () => {
      const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? ''
      const said = random() < 0.5 ? pick(own) : letters().join('')
      return { text: [pick(common), said, pick(common)].join(' '), label, lang: 'en', subject }
    }),
  )

const train = phrasings(PHRASINGS)
const test = phrasings(8)

/** A direction for each subject, with some noise; or nothing but noise. */
function encode(rows: readonly { readonly subject: number }[], knows: boolean): Float32Array[] {
  return rows.map(({ subject }) => {
    const direction = createRandom(100 + subject)
    const vector = Float32Array.from(
      { length: DIMENSIONS },
      () => (knows ? direction() - 0.5 : 0) + (random() - 0.5) * 0.6,
    )
    const length = Math.hypot(...vector)
    return vector.map((value) => value / length)
  })
}

function accuracy(knows?: boolean): number {
  const vectors = knows === undefined ? undefined : encode(train, knows)
  const model = trainMatcher(train, {
    ...(vectors === undefined
      ? {}
      : {
          encoder: {
            id: 'test',
            dimensions: DIMENSIONS,
            vectors: Float32Array.from(vectors.flatMap((one) => [...one])),
          },
        }),
  })
  const encoded = knows === undefined ? {} : { encoded: encode(test, knows) }
  const outcomes = runTest(createMatcher(model), test, { now: () => 0, ...encoded })
  return summarize(outcomes, [], 0).accuracy
}

describe('a matcher with an encoder from outside', () => {
  it('profits from one that knows what words mean, and loses nothing by one that does not', () => {
    const without = accuracy()

    expect(accuracy(true)).toBeGreaterThan(without + 0.1)
    expect(accuracy(false)).toBeGreaterThanOrEqual(without - 0.01)
  })
})
