import { serveModel } from '../models/index.ts'
import { decodeSpeech } from './decode-speech.ts'
import { loadWhisper } from './load-whisper.ts'

/** Softer than this all through, nothing is said; models make up words for silence. */
const SILENCE = 0.002

// What runs in the thread of a model of speech.
await serveModel(async (dir) => {
  const transcribe = await loadWhisper(dir)
  return {
    about: {},
    async answer(sound) {
      const samples = await decodeSpeech(sound as Uint8Array)
      return loudness(samples) < SILENCE ? '' : transcribe(samples)
    },
  }
})

function loudness(samples: Float32Array): number {
  const energy = samples.reduce((sum, value) => sum + value * value, 0)
  return Math.sqrt(energy / Math.max(1, samples.length))
}
