/**
 * From a message to what it asks for. A message becomes features (words, runs of characters,
 * sounds, meanings of the lexicon); a classifier (with least squares, where phrasings are few), the
 * nearest phrasing and, where there is one, an encoder give their opinions; weights fitted on
 * phrasings that were left out of training make one probability of them and decide between answered,
 * ambiguous and unknown. Nothing is generated.
 */
export { measureAccuracy } from './accuracy.ts'
export { type CalibrationTask, type Calibrator, calibrate } from './calibrate.ts'
export {
  type Courtesies,
  type CourtesyPhrases,
  createCourtesies,
  type Spoken,
} from './courtesies.ts'
export { crossValidate, firstPerLabel } from './cross-validate.ts'
export { detectLocale, type LocaleGuess } from './detect-locale.ts'
export type { EncodedPhrasings } from './encoded.ts'
export {
  type Evaluation,
  type Outcome,
  type RunOptions,
  runTest,
  summarize,
  thresholdFor,
} from './evaluate.ts'
export { FEATURE_KINDS, type FeatureKind, type Features } from './features.ts'
export type { Fusion } from './fusion.ts'
export type { Lexicon } from './lexicon.ts'
export { entrySchema, incompleteEntrySchema, loadEntries } from './load-entries.ts'
export { loadLexicon } from './load-lexicon.ts'
export {
  type Candidate,
  createMatcher,
  type MatchContext,
  type Matcher,
  type MatchResult,
  type Weighed,
} from './matcher.ts'
export { OPINIONS, type Opinion } from './mixing.ts'
export type { MatcherModel, TrainingExample } from './model.ts'
export { createProfiler, type Profile } from './profile.ts'
export { readTestRows, readTrainingRows, type TestRow } from './read-examples.ts'
export { type MatcherOptions, modelHash, trainMatcher } from './train.ts'
