/** The phrasings as an encoder sees them. */
export interface EncodedPhrasings {
  readonly id: string
  readonly dimensions: number
  /** `[phrasing][dimension]`, unit length. */
  readonly vectors: Float32Array
}

/** The vectors of some of the phrasings, in the order of `rows`. */
export function pickVectors(encoder: EncodedPhrasings, rows: readonly number[]): EncodedPhrasings {
  const vectors = new Float32Array(rows.length * encoder.dimensions)
  rows.forEach((row, at) => {
    vectors.set(vectorAt(encoder, row), at * encoder.dimensions)
  })
  return { ...encoder, vectors }
}

/** The vector of one phrasing. */
export function vectorAt({ vectors, dimensions }: EncodedPhrasings, row: number): Float32Array {
  return vectors.subarray(row * dimensions, (row + 1) * dimensions)
}

/** By class, the cosine of the message with its nearest phrasing, as the encoder sees them. */
export function nearestEncoded(
  encoder: EncodedPhrasings,
  labels: Int32Array,
  encoded: Float32Array,
  classes: number,
): Float32Array {
  const best = new Float32Array(classes).fill(-1)
  for (let row = 0; row < labels.length; row++) {
    const start = row * encoder.dimensions
    let cosine = 0
    for (let d = 0; d < encoder.dimensions; d++) {
      cosine += (encoder.vectors[start + d] ?? 0) * (encoded[d] ?? 0)
    }
    const label = labels[row] ?? 0
    if (cosine > (best[label] ?? -1)) best[label] = cosine
  }
  return best
}
