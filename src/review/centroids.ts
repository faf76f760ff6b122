/** The middles of groups of vectors, and which of them is nearest. */
export interface Centroids {
  has(group: string): boolean
  /** Adds a vector to a group, which it may found. */
  add(group: string, vector: Float32Array): void
  /** Nothing is placed into this group any more. */
  forget(group: string): void
  /** The nearest group, except one where given, and how near it is (cosine). */
  nearest(
    vector: Float32Array,
    except?: string,
  ): { readonly group: string; readonly likeness: number } | undefined
}

/** Creates {@link Centroids}. Finding the nearest of thousands takes a few milliseconds. */
export function createCentroids(): Centroids {
  const groups = new Map<string, { readonly sum: Float32Array; length: number }>()
  return {
    has: (group) => groups.has(group),
    add(group, vector) {
      const known = groups.get(group) ?? { sum: new Float32Array(vector.length), length: 0 }
      const { sum } = known
      let square = 0
      for (let at = 0; at < sum.length; at++) {
        const value = (sum[at] ?? 0) + (vector[at] ?? 0)
        sum[at] = value
        square += value * value
      }
      known.length = Math.sqrt(square)
      groups.set(group, known)
    },
    forget: (group) => void groups.delete(group),
    nearest(vector, except) {
      let best: { group: string; likeness: number } | undefined
      for (const [group, { sum, length }] of groups) {
        if (group === except || length === 0) continue
        let likeness = 0
        for (let at = 0; at < sum.length; at++) likeness += (sum[at] ?? 0) * (vector[at] ?? 0)
        likeness /= length
        if (best === undefined || likeness > best.likeness) best = { group, likeness }
      }
      return best
    },
  }
}
