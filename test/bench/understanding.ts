/**
 * How many of clinc150's questions are understood after a few examples of each label, beside NLP.js
 * on the same rows in the same run. `npm run -s bench -- understanding [--per-label 8] [--json]`; the
 * data stands outside the project (`--data <folder with train.jsonl and test.jsonl>`).
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import {
  createMatcher,
  firstPerLabel,
  readTestRows,
  readTrainingRows,
  type TrainingExample,
  trainMatcher,
} from '../../src/faq/index.ts'
import { amount } from '../support/arguments.ts'
import { installPeer } from './support/peers.ts'
import { benchArguments } from './support/report.ts'

/** Points of accuracy that Dalil is to be ahead. */
const WANTED = 5

type Tell = (text: string) => Promise<string | undefined>

const { values, number } = benchArguments({
  name: 'understanding',
  about:
    'How many questions of clinc150 are understood after a few examples of each label, beside NLP.js.',
  options: {
    data: {
      type: 'string',
      value: 'folder',
      default: join(PROJECT_ROOT, '..', 'shared', 'bench', 'clinc150'),
      help: 'holds train.jsonl and test.jsonl',
    },
    'per-label': amount('8', 'examples of each label'),
  },
})

const read = (name: string) => readFileSync(join(values.data, name), 'utf8')
const all = readTrainingRows('train.jsonl', read('train.jsonl'))
const examples = firstPerLabel(all, number('per-label'))
const test = readTestRows('test.jsonl', read('test.jsonl'))

const trainers = { dalil: trainDalil, 'node-nlp': trainPeer }
const report: Record<string, { accuracy: number; trainSeconds: number; msPerQuery: number }> = {}
for (const [name, train] of Object.entries(trainers)) report[name] = await measure(train)

const ahead = 100 * ((report.dalil?.accuracy ?? 0) - (report['node-nlp']?.accuracy ?? 0))
const points = Math.round(ahead * 10) / 10
const ok = points >= WANTED
if (values.json) {
  process.stdout.write(`${JSON.stringify({ rows: examples.length, ...report, points, ok })}\n`)
} else {
  for (const [name, { accuracy, trainSeconds, msPerQuery }] of Object.entries(report)) {
    process.stdout.write(
      `${name.padEnd(10)} ${(100 * accuracy).toFixed(1)} % of ${test.length} understood, ` +
        `trained on ${examples.length} in ${trainSeconds} s, ${msPerQuery} ms a question\n`,
    )
  }
  process.stdout.write(`${points} points ahead; at least ${WANTED} are wanted\n`)
}
process.exitCode = ok ? 0 : 1

async function trainDalil(rows: readonly TrainingExample[]): Promise<Tell> {
  const matcher = createMatcher(trainMatcher(rows))
  return async (text) => matcher.weigh(text).candidates[0]?.label
}

async function trainPeer(rows: readonly TrainingExample[]): Promise<Tell> {
  installPeer('node-nlp')
  const path = new URL('./node-nlp/peer.js', import.meta.url).href
  const { trainNodeNlp } = await import(path)
  return trainNodeNlp(rows, 'en')
}

async function measure(train: (rows: readonly TrainingExample[]) => Promise<Tell>) {
  const began = performance.now()
  const tell = await train(examples)
  const trained = performance.now()
  let right = 0
  for (const { text, label } of test) if ((await tell(text)) === label) right += 1
  return {
    accuracy: Math.round((10_000 * right) / test.length) / 10_000,
    trainSeconds: Math.round((trained - began) / 100) / 10,
    msPerQuery: Math.round(((performance.now() - trained) / test.length) * 1000) / 1000,
  }
}
