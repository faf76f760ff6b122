/**
 * Voice messages written down on this machine: a Whisper model for transformers.js, in a thread of
 * its own.
 */
export { MAX_SECONDS } from './limits.ts'
export { type OpenTranscriber, openTranscriber } from './open-transcriber.ts'
