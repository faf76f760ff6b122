/** What a message is about, in one step: danger, small talk, a question. */
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
