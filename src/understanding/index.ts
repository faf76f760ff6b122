/**
 * What a message is about, in one step: danger, small talk, a question. A second thread does it
 * when many people write at once.
 */
export { createSecondReader, type SecondReader } from './thread.ts'
export {
  type Asked,
  createUnderstanding,
  matchMessage,
  SMALLTALK,
  type Understanding,
  type UnderstandingParts,
  type Understood,
  understand,
} from './understand.ts'
