import { BUCKETS, featuresOf } from './features.ts'

/** A text and what it stands for. */
export interface Labelled {
  readonly text: string
  readonly label: string
}

/**
 * Finds, for a text, which of several labelled texts shares most with it. They are read when the
 * first one is looked for: few processes ever see a danger that no pattern knows.
 */
export function createNearest(examples: readonly Labelled[]): (text: string) => string | undefined {
  let index: Index | undefined
  return (text) => {
    index ??= indexOf(examples)
    const { starts, listed, sizes } = index
    const shared = new Uint16Array(examples.length)
    for (const feature of new Set(featuresOf(text))) {
      const end = starts[feature + 1] ?? 0
      for (let at = starts[feature] ?? 0; at < end; at++) {
        const example = listed[at] ?? 0
        shared[example] = (shared[example] ?? 0) + 1
      }
    }
    let best = { example: 0, likeness: -1 }
    for (const [example, count] of shared.entries()) {
      const likeness = count / Math.sqrt((sizes[example] ?? 0) + 1)
      if (likeness > best.likeness) best = { example, likeness }
    }
    return examples[best.example]?.label
  }
}

/** By feature: the examples that have it, one after the other. */
interface Index {
  readonly starts: Int32Array
  readonly listed: Int32Array
  /** By example: how many features it has. */
  readonly sizes: readonly number[]
}

function indexOf(examples: readonly Labelled[]): Index {
  const features = examples.map(({ text }) => Int32Array.from(new Set(featuresOf(text))))
  const starts = new Int32Array(BUCKETS + 1)
  for (const own of features) {
    for (const feature of own) starts[feature + 1] = (starts[feature + 1] ?? 0) + 1
  }
  for (let feature = 0; feature < BUCKETS; feature++) {
    starts[feature + 1] = (starts[feature + 1] ?? 0) + (starts[feature] ?? 0)
  }
  const next = starts.slice()
  const listed = new Int32Array(starts[BUCKETS] ?? 0)
  for (const [example, own] of features.entries()) {
    for (const feature of own) {
      const to = next[feature] ?? 0
      listed[to] = example
      next[feature] = to + 1
    }
  }
  return { starts, listed, sizes: features.map(({ length }) => length) }
}
