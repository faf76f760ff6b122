import { openTransformersEncoder } from '../../embeddings/transformers/index.ts'
import type { MatcherOptions, RunOptions } from '../../faq/index.ts'
import { modelFolderOf } from '../../models/index.ts'
import { createProgress } from '../progress.ts'

/** What an encoder from outside adds to training and to asking; nothing where there is none. */
export interface Vectors {
  readonly about: { readonly encoder?: { readonly id: string; readonly msPerText: number } }
  /** For training on these texts, in their order. */
  phrasings(texts: readonly string[]): Pick<MatcherOptions, 'encoder'>
  /** For putting these messages to the matcher, in their order. */
  messages(rows: readonly { readonly text: string }[]): Pick<RunOptions, 'encoded'>
}

/** The encoder learnt from the content is the matcher's own knowledge: it adds nothing to it. */
const WITHOUT = ['none', 'content']
const STEP = 256

/** Encodes all texts of an evaluation beforehand with the model that is named; `modelsDir` has those that were fetched. */
export async function encodeAll(
  name: string,
  modelsDir: string,
  texts: readonly string[],
): Promise<Vectors> {
  if (WITHOUT.includes(name)) {
    return { about: {}, phrasings: () => ({}), messages: () => ({}) }
  }
  const encoder = await openTransformersEncoder(modelFolderOf(name, modelsDir))
  const onProgress = createProgress('encoding', process.stderr)
  const wanted = [...new Set(texts)]
  const vectors = new Map<string, Float32Array>()
  const start = performance.now()
  try {
    for (let from = 0; from < wanted.length; from += STEP) {
      const part = wanted.slice(from, from + STEP)
      const encoded = await encoder.embed(part)
      part.forEach((text, at) => {
        vectors.set(text, encoded[at] ?? new Float32Array(encoder.dimensions))
      })
      onProgress(Math.min(wanted.length, from + STEP), wanted.length)
    }
  } finally {
    await encoder.close()
  }
  const { id, dimensions } = encoder
  const ms = (performance.now() - start) / Math.max(1, wanted.length)
  const vectorOf = (text: string) => vectors.get(text) ?? new Float32Array(dimensions)
  return {
    about: { encoder: { id, msPerText: Math.round(ms * 1000) / 1000 } },
    phrasings(all) {
      const joined = new Float32Array(all.length * dimensions)
      all.forEach((text, at) => {
        joined.set(vectorOf(text), at * dimensions)
      })
      return { encoder: { id, dimensions, vectors: joined } }
    },
    messages: (rows) => ({ encoded: rows.map(({ text }) => vectorOf(text)) }),
  }
}
