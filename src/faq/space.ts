import { createKernel } from './kernel.ts'
import type { Vectors } from './vector.ts'

/** The kernel scores four features at once; what fills a vector up weighs nothing. */
export function padded(count: number): number {
  return 4 * Math.ceil(count / 4)
}

/** Everything training works on, in the memory of the kernel. */
export function createSpace(
  vectors: Vectors,
  { features, classes }: { readonly features: number; readonly classes: number },
) {
  const width = padded(classes)
  const starts = new Int32Array(vectors.starts.length)
  for (let example = 0; example + 1 < starts.length; example++) {
    const count = (vectors.starts[example + 1] ?? 0) - (vectors.starts[example] ?? 0)
    starts[example + 1] = (starts[example] ?? 0) + padded(count)
  }
  const entries = starts[starts.length - 1] ?? 0
  const sizes = {
    scores: width,
    gradient: width,
    blocks: width,
    indices: entries,
    values: entries,
    weights: features * width,
    squares: features * width,
  }
  let bytes = 0
  const place = (length: number): number => {
    const start = bytes
    bytes += 16 * Math.ceil(length / 4)
    return start
  }
  const at = {
    scores: place(sizes.scores),
    gradient: place(sizes.gradient),
    blocks: place(sizes.blocks),
    indices: place(sizes.indices),
    values: place(sizes.values),
    weights: place(sizes.weights),
    squares: place(sizes.squares),
  }
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65536) + 1 })
  const indices = new Int32Array(memory.buffer, at.indices, entries)
  const values = new Float32Array(memory.buffer, at.values, entries)
  for (let example = 0; example + 1 < starts.length; example++) {
    const [from, to] = [vectors.starts[example] ?? 0, vectors.starts[example + 1] ?? 0]
    indices.set(vectors.indices.subarray(from, to), starts[example] ?? 0)
    values.set(vectors.values.subarray(from, to), starts[example] ?? 0)
  }
  return {
    kernel: createKernel(memory),
    at,
    stride: 4 * width,
    width,
    starts,
    scores: new Float32Array(memory.buffer, at.scores, classes),
    gradient: new Float32Array(memory.buffer, at.gradient, classes),
    blocks: new Int32Array(memory.buffer, at.blocks, width),
    weights: new Float32Array(memory.buffer, at.weights, sizes.weights),
  }
}

/** See {@link createSpace}. */
export type Space = ReturnType<typeof createSpace>
