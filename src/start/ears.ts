import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Hear } from '../conversation/index.ts'
import type { ChannelName } from '../core/index.ts'
import { flawOf, messageOf } from '../errors.ts'
import { modelFolderOf } from '../models/index.ts'
import type { Channel, Logger, Timers } from '../ports/index.ts'
import { MAX_SECONDS, type OpenTranscriber } from '../speech/index.ts'

/** What listening to voice messages works with. */
export interface EarsOptions {
  readonly config: Pick<Config, 'speechModel' | 'dataDir'>
  /** Opens the model in a folder. */
  readonly open: (dir: string) => Promise<OpenTranscriber>
  readonly channel: (name: ChannelName) => Channel | undefined
  readonly timers: Timers
  readonly logger: Logger
}

/** Listens to voice messages where a model of speech is named, and keeps nothing of them. */
export interface Ears {
  /** Left out where the settings name no model. */
  readonly hear?: Hear
  /** Loads the model, once; resolves when it is there or has failed. Never rejects. */
  load(): Promise<void>
  /** Why nobody listens although a model is named. */
  fault(): string | undefined
  close(): Promise<void>
}

/** More is no voice message of {@link MAX_SECONDS}. */
const MAX_BYTES = 2_000_000
/** The longest that a voice message waits for its words, in ms. */
const PATIENCE_MS = 60_000
/** Voice messages that wait; those beyond are asked for in writing. */
const MAX_WAITING = 8

/** Creates the ears of a Dalil; nothing is loaded yet. */
export function createEars(options: EarsOptions): Ears {
  const { config, channel, timers, logger } = options
  const name = config.speechModel
  let transcriber: OpenTranscriber | undefined
  let loading: Promise<void> | undefined
  let fault: string | undefined
  let closed = false
  let waiting = 0
  if (name === undefined) {
    return { load: async () => {}, fault: () => undefined, close: async () => {} }
  }

  const open = async () => {
    const dir = modelFolderOf(name, join(config.dataDir, 'models'))
    const opened = await options.open(dir)
    if (closed) return opened.close()
    transcriber = opened
    logger.info('voice messages are listened to')
  }

  const load = () => {
    loading ??= open().catch((error: unknown) => {
      fault = messageOf(error)
      logger.error('voice messages are not listened to', { reason: fault })
    })
    return loading
  }

  const listen = async (from: Channel, reference: string): Promise<string | undefined> => {
    await load()
    const sound = await from.fetchMedia?.(reference, MAX_BYTES)
    return sound === undefined ? undefined : await transcriber?.transcribe(sound)
  }

  return {
    load,
    fault: () => fault,
    async hear({ content, channel: through }) {
      const from = channel(through)
      if (content.type !== 'voice' || content.reference === undefined) return undefined
      if (from?.fetchMedia === undefined || fault !== undefined) return undefined
      if ((content.seconds ?? 0) > MAX_SECONDS || waiting >= MAX_WAITING) return ''
      waiting++
      try {
        return await inTime(timers, listen(from, content.reference))
      } catch (error) {
        // Not understood because it is stopping: whoever brought it brings it again.
        if (closed) throw error
        logger.warn('a voice message was not understood', { ...flawOf(error) })
        return ''
      } finally {
        waiting--
      }
    },
    async close() {
      closed = true
      await transcriber?.close()
    },
  }
}

function inTime<T>(timers: Timers, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const forget = timers.after(PATIENCE_MS, () => reject(new Error('It took too long.')))
    work.finally(forget).then(resolve, reject)
  })
}
