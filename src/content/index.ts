/**
 * Everything a person can read and every conversation, read from `content/` and `flows/` and
 * checked as a whole. The single rooms know their own files; what spans them is here.
 */

export { checkProject, countProject, type ProjectCounts } from './check.ts'
export { type ChangedPart, compareChange, readEntry, readPartner } from './compare.ts'
export { writeCurrent } from './current.ts'
export { createEditing, type Editing, type EditingOptions } from './editing.ts'
export {
  type ByLocale,
  type EntryValue,
  readEntryValue,
  type SourceValue,
  writeEntryValue,
} from './entry-value.ts'
export {
  createFigureNames,
  type FigureKnowledge,
  type FigureNames,
  flowOrder,
  questionOf,
} from './figure-names.ts'
export { figuresOf, readMonths } from './figures.ts'
export type { Inspection, Note } from './inspect.ts'
export type { Knowledge, MenuGroup, MenuTopic } from './knowledge.ts'
export { MAX_GROUP } from './load-menu.ts'
export { type Overlay, type SingleChange, singleChanges } from './overlay.ts'
export {
  type ContactValue,
  type OpeningValue,
  type PartnerValue,
  readPartnerValue,
  writePartnerValue,
} from './partner-value.ts'
export { type Project, readProject, trainingExamples } from './project.ts'
export { MAX_ANSWER_LENGTH, MAX_TITLE_LENGTH } from './rules/answers.ts'
export { ENTRY_RULES } from './rules/index.ts'
export { nearEntries, searchEntries } from './search.ts'
export { settledChanges } from './settle.ts'
export { kindOf, type SheetImport } from './sheet/import.ts'
export { readSheet } from './sheet/read.ts'
export { MAX_SHEET_BYTES, SHEET_RULES, type SheetFault } from './sheet/table.ts'
export { toXlsx } from './sheet/write.ts'
export { SOON_DAYS, STANDINGS, type Standing, standingsOf } from './standing.ts'
export { type NewEntry, writeNewEntry } from './write-entry.ts'
