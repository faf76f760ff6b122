import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { readProject, trainingExamples } from '../content/index.ts'
import { DalilError } from '../errors.ts'
import {
  createMatcher,
  crossValidate,
  type Evaluation,
  FEATURE_KINDS,
  type FeatureKind,
  firstPerLabel,
  type Lexicon,
  loadLexicon,
  type MatcherOptions,
  readTestRows,
  readTrainingRows,
  runTest,
  summarize,
  type TestRow,
  type TrainingExample,
  thresholdFor,
  trainMatcher,
} from '../faq/index.ts'
import { PROJECT_ROOT } from './paths.ts'
import { createProgress } from './progress.ts'
import { EXIT, runCommand, UsageError } from './run.ts'

const USAGE = `Usage: npm run -s eval -- --train A.jsonl --test B.jsonl [--oos C.jsonl]
         [--oos-val D.jsonl] [--per-label N] [--ablate] [--json]
       npm run -s eval -- --content [--folds 5] [--ablate] [--json]
A, B, C, D: {"text", "label", "lang"} a line; D chooses the threshold (else training does).`

/** What the threshold is to stop of D; the target that the figures are compared at. */
const RECALL = 0.87

interface Task {
  readonly examples: readonly TrainingExample[]
  readonly test: readonly TestRow[]
  readonly oos: readonly TestRow[]
  readonly oosVal: readonly TestRow[]
}

type Report = Evaluation & { readonly trainSeconds: number }

await runCommand(() => {
  const { values } = parseArgs({
    options: {
      train: { type: 'string' },
      test: { type: 'string' },
      oos: { type: 'string' },
      'oos-val': { type: 'string' },
      'per-label': { type: 'string' },
      content: { type: 'boolean', default: false },
      folds: { type: 'string', default: '5' },
      ablate: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const lexicon = readLexicon()
  const report = values.content ? onContent(wholeNumber('folds', values.folds)) : onFiles()
  const full = report({ lexicon })
  const ablation = values.ablate ? ablate(report, lexicon, full) : undefined
  const printed = { ...full, ...(ablation === undefined ? {} : { ablation }) }
  process.stdout.write(values.json ? `${JSON.stringify(printed)}\n` : toText(printed))
  return EXIT.ok

  function onFiles(): (options: MatcherOptions) => Report {
    if (values.train === undefined || values.test === undefined) throw new UsageError(USAGE)
    const all = readTrainingRows(values.train, read(values.train))
    const perLabel = values['per-label']
    const task: Task = {
      examples:
        perLabel === undefined ? all : firstPerLabel(all, wholeNumber('per-label', perLabel)),
      test: readTestRows(values.test, read(values.test)),
      oos: values.oos === undefined ? [] : readTestRows(values.oos, read(values.oos)),
      oosVal:
        values['oos-val'] === undefined ? [] : readTestRows('oos-val', read(values['oos-val'])),
    }
    return (options) => evaluateFiles(task, options)
  }

  function onContent(folds: number): (options: MatcherOptions) => Report {
    const project = readProject(PROJECT_ROOT)
    const examples = trainingExamples(project.entries.values(), project.smalltalk)
    const foreign = project.elsewhere
    return (options) => evaluateContent(examples, folds, { ...options, foreign })
  }
})

function evaluateFiles(task: Task, options: MatcherOptions): Report {
  const training = createProgress('training', process.stderr)
  const start = performance.now()
  const model = trainMatcher(task.examples, { ...options, onProgress: training })
  const trainSeconds = Math.round(performance.now() - start) / 1000
  const matcher = createMatcher(model)
  const run = { now: () => performance.now(), onProgress: createProgress('asking', process.stderr) }
  const inside = runTest(matcher, task.test, run)
  const outside = runTest(matcher, task.oos, { now: run.now })
  const chosen = runTest(matcher, task.oosVal, { now: run.now })
  const threshold = chosen.length === 0 ? model.fusion.foreignBelow : thresholdFor(chosen, RECALL)
  return { ...summarize(inside, outside, threshold), trainSeconds }
}

/** Cross-validation on the content; Darija is told apart by its letters. */
function evaluateContent(
  examples: readonly TrainingExample[],
  folds: number,
  options: MatcherOptions,
): Report {
  const byWriting = examples.map((example) => ({ ...example, lang: writingOf(example) }))
  const start = performance.now()
  const outcomes = crossValidate(byWriting, {
    ...options,
    folds,
    now: () => performance.now(),
    onProgress: createProgress('folds', process.stderr),
  })
  const trainSeconds = Math.round((performance.now() - start) / folds) / 1000
  return { ...summarize(outcomes, [], 0), trainSeconds }
}

function writingOf({ text, lang = '' }: TrainingExample): string {
  return lang === 'ary' && !/\p{Script=Arabic}/u.test(text) ? 'ary-latin' : lang
}

/** What accuracy loses without each part. */
function ablate(
  report: (options: MatcherOptions) => Report,
  lexicon: Lexicon,
  full: Report,
): Readonly<Record<string, number>> {
  const lost = (without: readonly FeatureKind[], used: Lexicon = lexicon) =>
    Math.round((full.accuracy - report({ lexicon: used, without }).accuracy) * 10_000) / 10_000
  return Object.fromEntries([
    ...FEATURE_KINDS.map((kind) => [kind, lost([kind])] as const),
    ['lexicon', lost([], {})],
  ])
}

function readLexicon(): Lexicon {
  const path = 'content/lexicon.yaml'
  return loadLexicon({ path, source: read(join(PROJECT_ROOT, path)) }).lexicon
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    const message = `${basename(path)} could not be read; check that it is there and readable.`
    throw new DalilError('faq:unreadable', message, { cause })
  }
}

function wholeNumber(name: string, value: string): number {
  const number = Number(value)
  if (Number.isInteger(number) && number > 0) return number
  throw new UsageError(`--${name} takes a whole number above 0, not "${value}".\n${USAGE}`)
}

function toText(report: Report & { readonly ablation?: Readonly<Record<string, number>> }): string {
  return `${JSON.stringify(report, null, 2)}\n`
}
