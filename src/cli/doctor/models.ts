import { join } from 'node:path'
import type { Config } from '../../config.ts'
import { openTransformersEncoder } from '../../embeddings/transformers/index.ts'
import { isDalilError, messageOf } from '../../errors.ts'
import { modelFolderOf } from '../../models/index.ts'
import { openTranscriber } from '../../speech/index.ts'
import type { Diagnosis } from './diagnosis.ts'

/** Where models that others trained lie, in the data folder. */
const MODELS_FOLDER = 'models'

/** The encoder: that of the content, or a model whose files are looked at and loaded once. */
export async function examineEncoder(
  config: Pick<Config, 'embeddings' | 'dataDir'>,
): Promise<Diagnosis> {
  const { embeddings: name, dataDir } = config
  const channel = 'encoder'
  if (name === 'content') {
    return { channel, state: 'ok', facts: ['learnt from the content, no model is named'] }
  }
  return await examine(
    { channel, setting: 'EMBEDDINGS', without: 'content', name, dataDir },
    (dir) => tryEncoder(dir),
  )
}

/** The ears: off, or a model of speech whose files are looked at and loaded once. */
export async function examineSpeech(
  config: Pick<Config, 'speechModel' | 'dataDir'>,
): Promise<Diagnosis> {
  const { speechModel: name, dataDir } = config
  const channel = 'speech'
  if (name === undefined) {
    const todo =
      'To have voice messages written down here, npm run model -- pull onnx-community/whisper-base and name it in SPEECH_MODEL.'
    return { channel, state: 'off', facts: ['not configured, people are asked to write'], todo }
  }
  return await examine({ channel, setting: 'SPEECH_MODEL', without: '', name, dataDir }, trySpeech)
}

/** A setting that names a model. */
interface Named {
  readonly channel: 'encoder' | 'speech'
  readonly setting: string
  /** The value with which everything works without a model. */
  readonly without: string
  readonly name: string
  readonly dataDir: string
}

async function examine(
  named: Named,
  load: (dir: string) => Promise<readonly string[]>,
): Promise<Diagnosis> {
  const { channel, name, dataDir } = named
  try {
    const dir = modelFolderOf(name, join(dataDir, MODELS_FOLDER))
    return { channel, state: 'ok', facts: [`the model in ${dir} loads`, ...(await load(dir))] }
  } catch (error) {
    return { channel, state: 'failing', facts: [messageOf(error)], todo: todoFor(named, error) }
  }
}

function todoFor({ setting, without, name, dataDir }: Named, error: unknown): string {
  const isKnown = isDalilError(error, 'models:missing') || isDalilError(error, 'models:unusable')
  const isFetched = isKnown && modelFolderOf(name, dataDir) === join(dataDir, name)
  if (isFetched) return `npm run model -- pull ${name}, then start Dalil again.`
  const goOn = `${setting}=${without} goes on without one.`
  return isKnown
    ? `Copy the whole folder of the model there, then start Dalil again; ${goOn}`
    : `Name another model in ${setting}; ${goOn}`
}

async function tryEncoder(dir: string): Promise<readonly string[]> {
  const encoder = await openTransformersEncoder(dir)
  try {
    await encoder.embed(['bonjour'])
    return [`vectors of ${encoder.dimensions} numbers`]
  } finally {
    await encoder.close()
  }
}

async function trySpeech(dir: string): Promise<readonly string[]> {
  const transcriber = await openTranscriber(dir)
  await transcriber.close()
  return []
}
