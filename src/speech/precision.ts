import { join } from 'node:path'
import { openModelFolder, type Precision, unusable } from '../models/index.ts'

/**
 * Looks at the files that a Whisper model has to have.
 *
 * @throws DalilError `models:missing` or `models:unusable` naming the file.
 */
export function precisionOf(dir: string): Precision {
  const folder = openModelFolder(dir)
  const { model_type: kind } = folder.json('config.json')
  if (kind !== 'whisper') throw unusable(join(dir, 'config.json'), 'is not that of a Whisper model')
  for (const file of ['tokenizer.json', 'preprocessor_config.json', 'generation_config.json']) {
    folder.json(file)
  }
  const encoder = folder.onnx('encoder_model')
  const decoder = folder.onnx('decoder_model_merged')
  if (encoder === decoder) return encoder
  throw unusable(folder.onnxPath('decoder_model_merged', encoder), 'is missing')
}
