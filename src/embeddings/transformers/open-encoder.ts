import { openModelFolder, startModelThread } from '../../models/index.ts'
import type { Embedder } from '../../ports/index.ts'
import { recipeOf } from './recipe.ts'

/** A model for meaning that runs in a thread of its own until it is closed. */
export interface OpenEncoder extends Embedder {
  close(): Promise<void>
}

/** Texts that are encoded at once; whoever writes meanwhile comes in after these. */
const BATCH = 16

/**
 * Opens a feature-extraction model of transformers.js in its folder. Takes seconds, none of them of
 * the thread that answers people.
 *
 * @throws DalilError `models:missing` or `models:unusable`, in one line that names the file.
 */
export async function openTransformersEncoder(dir: string): Promise<OpenEncoder> {
  // What can be seen at once needs no thread.
  recipeOf(openModelFolder(dir))
  const thread = await startModelThread({ script: new URL('./worker.mjs', import.meta.url), dir })
  const { id, dimensions } = thread.about as Pick<Embedder, 'id' | 'dimensions'>
  return {
    id,
    dimensions,
    async embed(texts) {
      const vectors: Float32Array[] = []
      for (let from = 0; from < texts.length; from += BATCH) {
        const answer = await thread.ask(texts.slice(from, from + BATCH))
        vectors.push(...(answer as readonly Float32Array[]))
      }
      return vectors
    },
    close: thread.close,
  }
}
