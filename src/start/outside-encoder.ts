import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { EncodedText } from '../conversation/index.ts'
import { encodeTexts, type OpenEncoder } from '../embeddings/transformers/index.ts'
import { messageOf } from '../errors.ts'
import { modelFolderOf } from '../models/index.ts'
import type { Logger, Timers } from '../ports/index.ts'
import type { Lesson } from '../services.ts'

/** How an encoder from outside is doing. */
export type EncoderState =
  /** The one that is learnt from the content does all. */
  | { readonly type: 'none' }
  | { readonly type: 'loading' }
  | { readonly type: 'on'; readonly id: string }
  | { readonly type: 'failed'; readonly reason: string }

/** What an encoder from outside is made of. */
export interface OutsideEncoderOptions {
  readonly config: Pick<Config, 'embeddings' | 'dataDir'>
  /** Opens the model in a folder. */
  readonly open: (dir: string) => Promise<OpenEncoder>
  readonly timers: Timers
  readonly logger: Logger
  /** Called when phrasings are to be learnt again, with it or, once it has failed, without. */
  readonly onChange: () => void
}

/**
 * An encoder from outside, as the settings name it. It is loaded while people are answered, joins in
 * once it is there, and nobody waits for it or misses it: where it cannot be had, one line says why.
 */
export interface OutsideEncoder {
  state(): EncoderState
  /** Loads it, once; resolves when it is there or has failed. Never rejects. */
  load(): Promise<void>
  /** The lesson with the vectors of its phrasings, where there is an encoder. */
  join(lesson: Lesson, signal: AbortSignal): Promise<Lesson>
  /** A message as it sees it; `undefined` where there is none, or it takes too long. */
  encode(text: string): Promise<EncodedText | undefined>
  close(): Promise<void>
}

/** The longest that a message waits for its vector, in ms; it is understood without one too. */
const PATIENCE_MS = 500

/** Creates the encoder that the settings name; nothing is loaded yet. */
export function createOutsideEncoder(options: OutsideEncoderOptions): OutsideEncoder {
  const { config, timers, logger, onChange } = options
  const dir = join(config.dataDir, 'models')
  let encoder: OpenEncoder | undefined
  let state: EncoderState = { type: config.embeddings === 'content' ? 'none' : 'loading' }
  let loading: Promise<void> | undefined
  let closed = false

  const fail = (error: unknown) => {
    if (closed || state.type === 'failed') return
    const wasOn = state.type === 'on'
    const reason = messageOf(error)
    state = { type: 'failed', reason }
    logger.error('the encoder from outside fails; the one of the content goes on', { reason })
    void encoder?.close()
    encoder = undefined
    if (wasOn) onChange()
  }

  const open = async () => {
    const opened = await options.open(modelFolderOf(config.embeddings, dir))
    if (closed) return opened.close()
    encoder = opened
    state = { type: 'on', id: opened.id }
    logger.info('the encoder is loaded; phrasings are learnt with it', { encoder: opened.id })
    onChange()
  }

  return {
    state: () => state,
    load() {
      loading ??= state.type === 'none' ? Promise.resolve() : open().catch(fail)
      return loading
    },
    async join(lesson, signal) {
      if (encoder === undefined) return lesson
      const texts = [...lesson.examples.map(({ text }) => text), ...lesson.foreign]
      try {
        return { ...lesson, encoder: await encodeTexts(encoder, texts, { dir, signal }) }
      } catch (error) {
        if (!signal.aborted) fail(error)
        return lesson
      }
    },
    encode(text) {
      const asked = encoder
      if (asked === undefined) return Promise.resolve(undefined)
      return new Promise((resolve) => {
        const forget = timers.after(PATIENCE_MS, () => resolve(undefined))
        const answered = (vector?: Float32Array) => {
          forget()
          resolve(vector && { encoderId: asked.id, text, vector })
        }
        asked.embed([text]).then(
          ([vector]) => answered(vector),
          (error: unknown) => {
            fail(error)
            answered()
          },
        )
      })
    },
    async close() {
      closed = true
      await encoder?.close()
    },
  }
}
