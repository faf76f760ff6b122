import type { Corpus } from './corpus.ts'
import type { Grouped } from './groups.ts'

/** Pseudo-count of the spread of a feature over labels: rare features are not trusted at once. */
const SPREAD_PRIOR = 0.5
const FLOOR = 0.1

/** By group: how much it tells about the label. */
export function tellingOf(
  { starts, features }: Corpus,
  rows: Int32Array,
  labels: Int32Array,
  { firstOf, sizes, classes }: Grouped & { readonly classes: number },
): Float32Array {
  const places = new Int32Array(sizes.length + 1)
  sizes.forEach((count, at) => {
    places[at + 1] = (places[at] ?? 0) + count
  })
  const next = places.slice()
  const listed = new Int32Array(places[sizes.length] ?? 0)
  for (const row of rows) {
    const end = starts[row + 1] ?? 0
    const label = labels[row] ?? 0
    for (let place = starts[row] ?? 0; place < end; place++) {
      const number = firstOf[features[place] ?? 0] ?? -1
      if (number < 0) continue
      const to = next[number] ?? 0
      listed[to] = label
      next[number] = to + 1
    }
  }
  const most = sizes.reduce((largest, size) => Math.max(largest, size), 0)
  const spread = createSpread(listed, classes, most)
  return new Float32Array(sizes.length).map(
    (_, at) => FLOOR + 1 - spread(places[at] ?? 0, places[at + 1] ?? 0),
  )
}

/** The entropy of the labels from one place to another, 0 to 1; every label counts a little. */
function createSpread(
  labels: Int32Array,
  classes: number,
  most: number,
): (from: number, to: number) => number {
  if (classes < 2) return () => 0
  const share = SPREAD_PRIOR / classes
  const terms = Float64Array.from(
    { length: most + 1 },
    (_, count) => (count + share) * Math.log(count + share),
  )
  const counts = new Int32Array(classes)
  return (from, to) => {
    const total = to - from + SPREAD_PRIOR
    let distinct = 0
    for (let at = from; at < to; at++) {
      const label = labels[at] ?? 0
      const count = counts[label] ?? 0
      if (count === 0) distinct++
      counts[label] = count + 1
    }
    let sum = (classes - distinct) * (terms[0] ?? 0)
    for (let at = from; at < to; at++) {
      const label = labels[at] ?? 0
      const count = counts[label] ?? 0
      if (count > 0) sum += terms[count] ?? 0
      counts[label] = 0
    }
    return (Math.log(total) - sum / total) / Math.log(classes)
  }
}
