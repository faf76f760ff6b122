import type { Entry, Fault } from '../../core/index.ts'
import { answerTooLong, figuresDiffer, notIsolated } from './answers.ts'
import { incomplete, phrasingTwice, tooFewPhrasings } from './phrasings.ts'
import {
  closedPartner,
  expired,
  missingReference,
  uncertainWithoutConfirm,
  withoutSource,
  wrongDates,
} from './references.ts'
import { type EntryRule, type EntryWorld, toFault } from './rule.ts'

export type { EntryWorld } from './rule.ts'

/** Every check of the entries, in the order in which they are reported. */
export const ENTRY_RULES: readonly EntryRule[] = [
  incomplete,
  tooFewPhrasings,
  phrasingTwice,
  figuresDiffer,
  answerTooLong,
  notIsolated,
  withoutSource,
  wrongDates,
  uncertainWithoutConfirm,
  expired,
  missingReference,
  closedPartner,
]

/** Everything that the rules find in one entry. */
export function checkEntry(entry: Entry, world: EntryWorld): readonly Fault[] {
  return ENTRY_RULES.flatMap((rule) =>
    [...rule.find(entry, world)].map((finding) => toFault(rule, entry, world, finding)),
  )
}

/** Everything that the rules find in the entries. */
export function checkEntries(world: EntryWorld): readonly Fault[] {
  return [...world.entries.values()].flatMap((entry) => checkEntry(entry, world))
}
