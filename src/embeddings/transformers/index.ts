/**
 * Encoders that others trained, of the kind that transformers.js runs: any feature-extraction model
 * whose folder lies on this machine.
 */
export { encodeTexts } from './encode-texts.ts'
export { type OpenEncoder, openTransformersEncoder } from './open-encoder.ts'
