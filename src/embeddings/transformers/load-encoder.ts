import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { env, LogLevel, pipeline } from '@huggingface/transformers'
import { DalilError } from '../../errors.ts'
import { type ModelFolder, openModelFolder } from '../../models/index.ts'
import type { Embedder } from '../../ports/index.ts'
import { type Recipe, recipeOf } from './recipe.ts'

/** The start of a message says what it asks; models themselves read little more. */
const MAX_LENGTH = 600

/**
 * Loads a feature-extraction model of transformers.js from a folder. Blocks its thread for seconds.
 *
 * @throws DalilError `models:unusable` naming the file that is missing, cut short or of the wrong
 * type.
 */
export async function loadEncoder(dir: string): Promise<Embedder> {
  const folder = openModelFolder(dir)
  const recipe = recipeOf(folder)
  env.allowRemoteModels = false
  env.logLevel = LogLevel.NONE
  const extract = await pipeline('feature-extraction', dir, {
    dtype: recipe.precision,
    device: 'cpu',
    // One core is left to those who write meanwhile.
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
  })
  const embed = async (texts: readonly string[]): Promise<Float32Array[]> => {
    if (texts.length === 0) return []
    const read = texts.map((text) => recipe.prefix + text.slice(0, MAX_LENGTH))
    const { data, dims } = await extract(read, { pooling: recipe.pooling, normalize: true })
    const [, width = 0] = dims
    const numbers = Float32Array.from(data as Float32Array)
    return texts.map((_, at) => numbers.slice(at * width, (at + 1) * width))
  }
  const dimensions = await tryOut(folder, recipe, embed)
  return { id: idOf(folder, recipe), dimensions, embed }
}

/** Asks for one vector: what does not give it is another kind of model. */
async function tryOut(
  folder: ModelFolder,
  { precision }: Recipe,
  embed: Embedder['embed'],
): Promise<number> {
  const vector = await embed(['dalil']).then(
    ([first]) => first,
    () => undefined,
  )
  if (vector !== undefined && vector.length > 1 && vector.every(Number.isFinite)) {
    return vector.length
  }
  const path = folder.onnxPath('model', precision)
  const message = `The model cannot be used: ${path} gives no vectors of words; a model for feature-extraction is needed.`
  throw new DalilError('models:unusable', message)
}

/** Equal for equal models that are used alike: everything trained with it hangs on that. */
function idOf(folder: ModelFolder, recipe: Recipe): string {
  const hash = createHash('sha256').update(JSON.stringify(recipe))
  for (const path of [
    join(folder.dir, 'tokenizer.json'),
    folder.onnxPath('model', recipe.precision),
  ]) {
    hash.update(readFileSync(path))
  }
  return `transformers-${hash.digest('hex').slice(0, 16)}`
}
