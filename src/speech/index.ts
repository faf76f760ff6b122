/**
 * Voice messages written down on this machine: a Whisper model for transformers.js, in a thread of
 * its own.
 */
export { decodeSpeech, MAX_SECONDS } from './decode-speech.ts'
export { type OpenTranscriber, openTranscriber } from './open-transcriber.ts'
