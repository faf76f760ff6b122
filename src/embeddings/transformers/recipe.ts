import { basename, dirname, join } from 'node:path'
import { type ModelFolder, type Precision, unusable } from '../../models/index.ts'

/** E5 was taught that what is looked for begins so; between questions both sides do. */
const E5 = /(?:^|[^a-z\d])e5(?:[^a-z\d]|$)/iu
const E5_PREFIX = 'query: '

/** How a model wants to be used. */
export interface Recipe {
  readonly precision: Precision
  readonly pooling: 'mean' | 'cls'
  readonly prefix: string
}

/**
 * Reads how the model of a folder wants to be used, and that its files are there and whole.
 *
 * @throws DalilError `models:unusable` naming the file.
 */
export function recipeOf(folder: ModelFolder): Recipe {
  const config = folder.json('config.json')
  const { model } = folder.json('tokenizer.json')
  if (typeof model !== 'object') throw unusable(join(folder.dir, 'tokenizer.json'), NO_WORDS)
  folder.optional('tokenizer_config.json')
  const pooling = folder.optional('1_Pooling/config.json')
  const name = `${basename(dirname(folder.dir))}/${basename(folder.dir)} ${config._name_or_path ?? ''}`
  return {
    precision: folder.onnx('model'),
    pooling: pooling?.pooling_mode_cls_token === true ? 'cls' : 'mean',
    prefix: E5.test(name) ? E5_PREFIX : '',
  }
}

const NO_WORDS = 'says nothing of the words of a model'
