import { describe, expect, it } from 'vitest'
import { trainMatcher } from '../../src/faq/index.ts'
import { calibrateApart } from '../../src/learning/index.ts'

const WORDS = ['tax', 'card', 'birth', 'school', 'bread', 'doctor', 'house', 'road', 'ship', 'rain']
const ENDINGS = [
  'today',
  'tomorrow',
  'for me',
  'for her',
  'in town',
  'by post',
  'again',
  'at night',
]

/** So many phrasings that a thread is worth it. */
const examples = WORDS.flatMap((label) =>
  Array.from({ length: 320 }, (_, at) => {
    const other = WORDS[(at >> 3) % WORDS.length] ?? ''
    return { label, text: `${label} ${ENDINGS[at % ENDINGS.length]} not ${other} ${at % 7}` }
  }),
)

describe('a calibration in a thread of its own', () => {
  it('comes to the model that this thread would have made', () => {
    const alone = trainMatcher(examples)
    const together = trainMatcher(examples, { calibrator: calibrateApart })

    expect(together.fusion).toEqual(alone.fusion)
    expect(together.classifier).toEqual(alone.classifier)
  })

  it('is done here where the thread failed, so that what is wrong is heard', () => {
    const wait = calibrateApart({
      set: {
        texts: examples.map(({ text }) => text),
        corpus: {} as never,
        targets: new Int32Array(),
      },
      options: { labels: 2, classes: 2, limits: {} as never, epochs: 1, seed: 1 },
    })

    expect(wait).toThrow(TypeError)
  })
})
