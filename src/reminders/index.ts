/**
 * Messages that people asked for on a later day: when one is sent, what becomes of it when that was
 * missed, and that nobody is woken by it. Pure: no clock, no store, no texts.
 */
export { judge, MAX_REMINDERS, usefulUntil } from './judge.ts'
export { addDays, isDaytime, LAST_HOUR, momentOf, nextDaytime } from './moment.ts'
