import { env, LogLevel, pipeline, Tensor } from '@huggingface/transformers'
import { openModelFolder } from '../models/index.ts'
import { precisionOf } from './precision.ts'
import { SPEECH_RATE } from './resample.ts'

/** The languages that people speak here, as the model names them; Darija is Arabic to it. */
const LANGUAGES = ['fr', 'ar', 'en'] as const

/** Seconds that the model hears at a time, and that two such parts share. */
const PART_SECONDS = 30
const SHARED_SECONDS = 5

/**
 * Loads a Whisper model of transformers.js from a folder: from samples to what is said, in the
 * language that it hears among ours.
 *
 * @throws DalilError `models:unusable` naming the file that is missing, cut short or of the wrong
 * type.
 */
export async function loadWhisper(
  dir: string,
): Promise<(samples: Float32Array) => Promise<string>> {
  const precision = precisionOf(dir)
  const { decoder_start_token_id: startToken } = openModelFolder(dir).json('generation_config.json')
  env.allowRemoteModels = false
  env.logLevel = LogLevel.NONE
  const transcriber = await pipeline('automatic-speech-recognition', dir, {
    dtype: precision,
    device: 'cpu',
    // One core is left to those who write meanwhile.
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
  })
  const { model, processor, tokenizer } = transcriber

  /** The likeliest first word after the start is the language (openai/whisper, `detect_language`). */
  async function languageOf(samples: Float32Array): Promise<string> {
    const start = BigInt(Number(startToken))
    const { input_features } = await processor(samples.subarray(0, PART_SECONDS * SPEECH_RATE))
    const { logits } = await model({
      input_features,
      decoder_input_ids: new Tensor('int64', BigInt64Array.of(start), [1, 1]),
    })
    const ids = LANGUAGES.map((one) => tokenizer.convert_tokens_to_ids(`<|${one}|>`))
    const scores = ids.map((id) => Number(logits.data[Number(id)]))
    return LANGUAGES[scores.indexOf(Math.max(...scores))] ?? LANGUAGES[0]
  }

  return async (samples) => {
    const isLong = samples.length > PART_SECONDS * SPEECH_RATE
    const { text } = await transcriber(samples, {
      language: await languageOf(samples),
      task: 'transcribe',
      ...(isLong ? { chunk_length_s: PART_SECONDS, stride_length_s: SHARED_SECONDS } : {}),
    })
    return text.trim()
  }
}
