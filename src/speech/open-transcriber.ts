import { startModelThread } from '../models/index.ts'
import type { Transcriber } from '../ports/index.ts'
import { precisionOf } from './precision.ts'

/** A model of speech that runs in a thread of its own until it is closed. */
export interface OpenTranscriber extends Transcriber {
  close(): Promise<void>
}

/**
 * Opens a Whisper model of transformers.js in its folder. Takes seconds, none of them of the thread
 * that answers people.
 *
 * @throws DalilError `models:missing` or `models:unusable`, in one line that names the file.
 */
export async function openTranscriber(dir: string): Promise<OpenTranscriber> {
  // What can be seen at once needs no thread.
  precisionOf(dir)
  const thread = await startModelThread({ script: new URL('./worker.mjs', import.meta.url), dir })
  return {
    transcribe: async (sound) => String(await thread.ask(sound)),
    close: thread.close,
  }
}
