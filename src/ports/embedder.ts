/**
 * Turns texts into vectors of which near ones mean alike.
 *
 * @example
 * const [a, b] = await embedder.embed(['tax', 'impôt'])
 */
export interface Embedder {
  /** Names the model and its version; part of the hash of everything trained with it. */
  readonly id: string
  readonly dimensions: number
  /** One unit-length vector a text, in the same order. */
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>
}
