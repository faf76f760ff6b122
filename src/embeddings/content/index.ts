/**
 * The encoder that is always there: learnt from the content itself, without a model from outside.
 * It tells which questions of people mean the same.
 */
export { createContentEncoder } from './encoder.ts'
