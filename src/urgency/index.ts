/**
 * The gate that runs before everything else: from a message to the card that says what to do now,
 * or to nothing. What counts as danger, and what is answered, stands in `content/urgency.yaml`.
 */
export { checkUrgency } from './check.ts'
export {
  evaluateUrgency,
  type LabelledMessage,
  type UrgencyReport,
  type UrgencyScore,
} from './evaluate.ts'
export { createUrgencyGate, type UrgencyCard, type UrgencyGate } from './gate.ts'
export { learnUrgency, URGENCY_VERSION, type UrgencyLesson, type UrgencyModel } from './learn.ts'
export { loadUrgency, type UrgencyRules } from './rules.ts'
