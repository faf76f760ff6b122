import type { Embedder } from '../../ports/index.ts'

/** What was learnt from the content about a text: what it says, and what it leans to. */
export interface TextProfile {
  /** What the text says, as hashes, and how much each of them tells. */
  readonly features: Int32Array
  readonly weights: Float32Array
  /** What is known, as hashes, and how much speaks for each of them. */
  readonly labels: Int32Array
  readonly leanings: Float32Array
}

/** What a content encoder is made of. */
export interface ContentEncoderOptions {
  /** Names the state of the content that it was learnt from. */
  readonly id: string
  readonly profile: (text: string) => TextProfile
}

/** Chosen by measurement: with half of them, one group in twenty is mixed up more. */
const DIMENSIONS = 256

/** Every feature is spread over so many dimensions: two that fall together rarely do so twice. */
const SPREAD = 2

/** Most of a vector that is about what a text leans to, and the leaning from which on it is that much. */
const MOST_LEANING = 0.6
const CLEAR_LEANING = 6

/**
 * An {@link Embedder} learnt from the content. One part of a vector says which of the known questions
 * a text leans to, in whatever language it is written; the other which telling words it has, known
 * or not. The less a text leans to anything, the more its words count. Both are projected by hashes
 * that depend on names, not on numbers: vectors of before the content changed stay comparable,
 * roughly, until they are made anew.
 */
export function createContentEncoder({ id, profile }: ContentEncoderOptions): Embedder {
  const encode = (text: string): Float32Array => {
    const { features, weights, labels, leanings } = profile(text)
    const said = project(features, weights, (weight) => weight)
    const leant = project(labels, leanings, (leaning) => leaning * leaning)
    const share = MOST_LEANING * Math.min(1, Math.max(0, ...leanings) / CLEAR_LEANING)
    const [words, leaning] = [Math.sqrt(1 - share), Math.sqrt(share)]
    return toUnit(said.map((value, at) => words * value + leaning * (leant[at] ?? 0)))
  }
  return {
    id: `content-${id}`,
    dimensions: DIMENSIONS,
    embed: async (texts) => texts.map(encode),
  }
}

/** A signed random projection whose matrix is made of hashes; unit length. */
function project(
  hashes: Int32Array,
  values: Float32Array,
  scale: (value: number) => number,
): Float32Array {
  const projected = new Float32Array(DIMENSIONS)
  hashes.forEach((hash, at) => {
    const value = scale(values[at] ?? 0)
    if (value === 0) return
    for (let turn = 0; turn < SPREAD; turn++) {
      const mixed = mix(hash + Math.imul(turn, 0x9e3779b9))
      const place = (mixed >>> 1) % DIMENSIONS
      projected[place] = (projected[place] ?? 0) + (mixed & 1 ? value : -value)
    }
  })
  return toUnit(projected)
}

function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b)
  return mixed ^ (mixed >>> 16)
}

/** A text that says nothing has no direction: zeros, near to nothing. */
function toUnit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
  return length === 0 ? vector : vector.map((value) => value / length)
}
