import { createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { DalilError, messageOf } from '../errors.ts'

/** Where models are fetched from. */
export interface ModelHub {
  /** Its address, without a slash at the end. */
  readonly url: string
  readonly fetch: typeof fetch
}

/** What to fetch, and where to. */
export interface FetchModelOptions {
  readonly id: string
  /** The folder that the model will lie in. */
  readonly dir: string
  readonly hub: ModelHub
  /** Called with what has come of a file. */
  readonly onProgress: (file: string, done: number, total: number) => void
}

/** One of these is taken, the first that the hub has; `[]` at the end: none need be there. */
type Wanted = readonly string[]

const MEANING: readonly Wanted[] = [
  ['tokenizer.json'],
  ['onnx/model_quantized.onnx', 'onnx/model.onnx'],
]

const SPEECH: readonly Wanted[] = [
  ['tokenizer.json'],
  ['preprocessor_config.json'],
  ['generation_config.json'],
  ['onnx/encoder_model_quantized.onnx', 'onnx/encoder_model.onnx'],
  ['onnx/decoder_model_merged_quantized.onnx', 'onnx/decoder_model_merged.onnx'],
]

const OPTIONAL = ['tokenizer_config.json', 'special_tokens_map.json', '1_Pooling/config.json']

/**
 * Fetches the files of a model once. The folder appears when all are there; what was fetched of
 * them before a fetch broke off is not fetched again.
 *
 * @throws DalilError `models:unreachable` where the hub does not answer, `models:not_found` where it
 * does not have a file, `models:cut_short` where the connection broke.
 */
export async function fetchModel(options: FetchModelOptions): Promise<void> {
  const { dir } = options
  if (existsSync(dir)) return
  const part = `${dir}.part`
  await fetchFirst(options, part, ['config.json'])
  const config = readFileSync(join(part, 'config.json'), 'utf8')
  for (const wanted of /"model_type"\s*:\s*"whisper"/u.test(config) ? SPEECH : MEANING) {
    await fetchFirst(options, part, wanted)
  }
  for (const file of OPTIONAL) await fetchFile(options, part, file)
  renameSync(part, dir)
}

async function fetchFirst(options: FetchModelOptions, part: string, wanted: Wanted): Promise<void> {
  for (const file of wanted) {
    if (await fetchFile(options, part, file)) return
  }
  const { id, hub } = options
  const message = `${hub.url} has no ${wanted.join(' and no ')} of ${id}; check the id.`
  throw new DalilError('models:not_found', message)
}

/** Fetches one file; `false` where the hub does not have it. */
async function fetchFile(
  { id, hub, onProgress }: FetchModelOptions,
  part: string,
  file: string,
): Promise<boolean> {
  const path = join(part, file)
  if (existsSync(path)) return true
  const response = await hub.fetch(`${hub.url}/${id}/resolve/main/${file}`).catch(unreachable)
  if (response.status === 404 || response.status === 401) return false
  if (!response.ok || response.body === null) throw unreachable(`it answered ${response.status}`)
  mkdirSync(dirname(path), { recursive: true })
  const total = Number(response.headers.get('content-length') ?? 0)
  let done = 0
  const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      done += chunk.length
      onProgress(file, done, total)
      yield chunk
    }
  }
  try {
    await pipeline(
      Readable.fromWeb(response.body as ReadableStream),
      counted,
      createWriteStream(`${path}.part`),
    )
    if (total > 0 && done !== total) throw new Error(`${done} of ${total} bytes came`)
  } catch (cause) {
    rmSync(`${path}.part`, { force: true })
    const message = `Fetching ${file} of ${id} broke off (${messageOf(cause)}). Run the command again: what has come is kept.`
    throw new DalilError('models:cut_short', message, { cause })
  }
  renameSync(`${path}.part`, path)
  return true

  function unreachable(cause: unknown): never {
    const reason = cause instanceof Error ? messageOf(cause.cause ?? cause) : String(cause)
    const message = `${hub.url} could not be reached for ${file} of ${id} (${reason}). Check the network, or copy the folder of the model to this machine.`
    throw new DalilError('models:unreachable', message, { cause })
  }
}
