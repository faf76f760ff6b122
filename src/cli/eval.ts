import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readConfig } from '../config.ts'
import { readProject, trainingExamples } from '../content/index.ts'
import { DalilError } from '../errors.ts'
import {
  createMatcher,
  crossValidate,
  type Evaluation,
  FEATURE_KINDS,
  firstPerLabel,
  type Lexicon,
  loadLexicon,
  type MatcherOptions,
  OPINIONS,
  type RunOptions,
  readTestRows,
  readTrainingRows,
  runTest,
  summarize,
  type TestRow,
  type TrainingExample,
  thresholdFor,
  trainMatcher,
} from '../faq/index.ts'
import { calibrateApart } from '../learning/index.ts'
import { COMMANDS } from './commands.ts'
import { encodeAll, type Vectors } from './eval/vectors.ts'
import { PROJECT_ROOT } from './paths.ts'
import { createProgress } from './progress.ts'
import { EXIT, runCommand, UsageError } from './run.ts'

/** What the threshold is to stop of D; the target that the figures are compared at. */
const RECALL = 0.87
/** Asked before the time of answers is taken: the engine compiles meanwhile what it runs often. */
const WARM_UP = 300

interface Task {
  readonly examples: readonly TrainingExample[]
  readonly test: readonly TestRow[]
  readonly oos: readonly TestRow[]
  readonly oosVal: readonly TestRow[]
}

type Report = Evaluation & { readonly trainSeconds: number }

/** What is evaluated: all texts that it is made of, and how. */
interface Plan {
  readonly texts: readonly string[]
  readonly run: (options: MatcherOptions, vectors: Vectors) => Report
}

await runCommand(COMMANDS.eval, async ({ values }) => {
  const lexicon = readLexicon()
  const plan = values.content ? onContent(wholeNumber('folds', values.folds)) : onFiles()
  const modelsDir = join(readConfig(process.env).dataDir, 'models')
  const vectors = await encodeAll(values.encoder, modelsDir, plan.texts)
  const report = (options: MatcherOptions) => plan.run(options, vectors)
  const full = report({ lexicon })
  const ablation = values.ablate ? ablate(report, lexicon, full) : undefined
  const printed = { ...full, ...vectors.about, ...(ablation === undefined ? {} : { ablation }) }
  process.stdout.write(values.json ? `${JSON.stringify(printed)}\n` : toText(printed))
  return EXIT.ok

  function onFiles(): Plan {
    if (values.train === undefined || values.test === undefined) {
      throw new UsageError('Give --content, or --train and --test.')
    }
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
    const rows = [...task.examples, ...task.test, ...task.oos, ...task.oosVal]
    const texts = rows.map(({ text }) => text)
    return { texts, run: (options, given) => evaluateFiles(task, options, given) }
  }

  function onContent(folds: number): Plan {
    const project = readProject(PROJECT_ROOT)
    const examples = trainingExamples(project.entries.values(), project.smalltalk)
    const foreign = project.elsewhere
    const texts = [...examples.map(({ text }) => text), ...foreign]
    const run = (options: MatcherOptions, given: Vectors) =>
      evaluateContent(examples, folds, { ...options, foreign, ...given.phrasings(texts) })
    return { texts, run }
  }
})

function evaluateFiles(task: Task, options: MatcherOptions, vectors: Vectors): Report {
  const training = createProgress('training', process.stderr)
  const start = performance.now()
  const texts = task.examples.map(({ text }) => text)
  const learning = {
    ...{ ...options, ...vectors.phrasings(texts) },
    ...{ calibrator: calibrateApart, onProgress: training },
  }
  const model = trainMatcher(task.examples, learning)
  const trainSeconds = Math.round(performance.now() - start) / 1000
  const matcher = createMatcher(model)
  for (const text of texts.slice(0, WARM_UP)) matcher.match(text)
  const onProgress = createProgress('asking', process.stderr)
  const now = () => performance.now()
  const ask = (rows: readonly TestRow[], more: Partial<RunOptions> = {}) =>
    runTest(matcher, rows, { now, ...more, ...vectors.messages(rows) })
  const inside = ask(task.test, { onProgress })
  const outside = ask(task.oos)
  const chosen = ask(task.oosVal)
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
  const times: number[] = []
  const outcomes = crossValidate(byWriting, {
    ...options,
    ...{ folds, calibrator: calibrateApart },
    onTrained: (ms) => times.push(ms),
    now: () => performance.now(),
    onProgress: createProgress('folds', process.stderr),
  })
  const mean = times.reduce((sum, ms) => sum + ms, 0) / times.length
  const trainSeconds = Math.round(mean) / 1000
  return { ...summarize(outcomes, [], 0), trainSeconds }
}

function writingOf({ text, lang = '' }: TrainingExample): string {
  return lang === 'ary' && !/\p{Script=Arabic}/u.test(text) ? 'ary-latin' : lang
}

/** What accuracy loses without each kind of feature, each opinion and the lexicon. */
function ablate(
  report: (options: MatcherOptions) => Report,
  lexicon: Lexicon,
  full: Report,
): Readonly<Record<string, number>> {
  const lost = (changed: MatcherOptions) =>
    Math.round((full.accuracy - report({ lexicon, ...changed }).accuracy) * 10_000) / 10_000
  return Object.fromEntries([
    ...FEATURE_KINDS.map((kind) => [kind, lost({ without: [kind] })] as const),
    ...OPINIONS.map((opinion) => [`opinion: ${opinion}`, lost({ ignoring: [opinion] })] as const),
    ['lexicon', lost({ lexicon: {} })],
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
  throw new UsageError(`--${name} takes a whole number above 0, not "${value}".`)
}

function toText(report: Report & { readonly ablation?: Readonly<Record<string, number>> }): string {
  return `${JSON.stringify(report, null, 2)}\n`
}
