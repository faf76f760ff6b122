/** One message, one turn: from what a person sent to what they receive and what is kept of it. */
export { createDalil, type Dalil, type DalilOptions, toOutbox } from './dalil.ts'
export { answerText } from './replies/answer.ts'
export type { TurnEvent, TurnKind, TurnResult } from './result.ts'
export { MAX_TEXT_LENGTH, runTurn } from './run-turn.ts'
export { createSender, MAX_ATTEMPTS, type Sender, type SenderOptions } from './sender.ts'
export type { TurnServices } from './services.ts'
export type { TurnInput } from './turn.ts'
export { createPhraseBook, type PhraseBook } from './words.ts'
