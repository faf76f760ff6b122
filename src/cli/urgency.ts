import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readProject, trainingExamples } from '../content/index.ts'
import { DalilError } from '../errors.ts'
import {
  createUrgencyGate,
  evaluateUrgency,
  type LabelledMessage,
  learnUrgency,
  type UrgencyScore,
} from '../urgency/index.ts'
import { COMMANDS } from './commands.ts'
import { PROJECT_ROOT } from './paths.ts'
import { EXIT, runCommand, UsageError } from './run.ts'

const FIXTURES = join(PROJECT_ROOT, 'test', 'fixtures', 'urgency')
/** Issue 3: what the gate has to reach. */
const MIN_RECALL = 0.98
const MAX_FALSE_ALARMS = 0.01

await runCommand(COMMANDS.urgency, ({ values }) => {
  const project = readProject(PROJECT_ROOT)
  const examples = trainingExamples(project.entries.values(), project.smalltalk)
  const gate = createUrgencyGate(project.urgencyRules, learnUrgency(project.urgencyRules, examples))
  if (values.faq) {
    for (const { text, label } of examples) {
      const card = gate.recognise(text)?.card
      if (card !== undefined) process.stdout.write(`${label}  ${card}  ${text}\n`)
    }
    return EXIT.ok
  }
  const messages = [
    ...readMessages(values.urgent ?? join(FIXTURES, 'urgent.jsonl'), true),
    ...readMessages(values.harmless ?? join(FIXTURES, 'harmless.jsonl'), false),
  ]
  const before = performance.now()
  const report = evaluateUrgency(gate, messages)
  const msPerMessage = (performance.now() - before) / messages.length
  const shown = (one: LabelledMessage) => values.show === 'all' || one.split === values.show
  const missed = report.missed.filter(shown)
  const alarmed = report.alarmed.filter(shown)
  if (values.json) {
    process.stdout.write(
      `${JSON.stringify({ ...report, msPerMessage, missed, alarmed }, null, 2)}\n`,
    )
  } else {
    const rows = { all: report.all, ...report.bySplit, ...report.byLang }
    for (const [name, score] of Object.entries(rows)) process.stdout.write(line(name, score))
    process.stdout.write(`time     ${msPerMessage.toFixed(3)} ms a message\n`)
    for (const one of missed) process.stdout.write(`missed   ${one.card}  ${one.text}\n`)
    for (const one of alarmed) process.stdout.write(`alarmed  ${one.said}  ${one.text}\n`)
  }
  const { recall, falseAlarms } = report.all
  return recall >= MIN_RECALL && falseAlarms <= MAX_FALSE_ALARMS ? EXIT.ok : EXIT.finding
})

function line(name: string, score: UrgencyScore): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(7)
  return (
    `${name.padEnd(8)} recall ${percent(score.recall)} of ${score.urgent}   ` +
    `false alarms ${percent(score.falseAlarms)} of ${score.harmless}   ` +
    `right card ${percent(score.rightCard)}\n`
  )
}

/** One `{"text", "lang", "card"?, "split"?}` a line. */
function readMessages(file: string, isUrgent: boolean): readonly LabelledMessage[] {
  return readLines(file).map(({ number, value }) => {
    const { text, lang, card, split } = value
    if (typeof text !== 'string' || (isUrgent && typeof card !== 'string')) {
      const keys = isUrgent ? '"text" and "card"' : '"text"'
      throw new UsageError(`${file}:${number}: ${keys} must be texts.`)
    }
    return {
      text,
      lang: typeof lang === 'string' ? lang : '?',
      split: typeof split === 'string' ? split : '?',
      card: isUrgent && typeof card === 'string' ? card : undefined,
    }
  })
}

function readLines(file: string) {
  let content: string
  try {
    content = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new DalilError('documents:unreadable', `The file ${file} could not be read.`, { cause })
  }
  return content.split('\n').flatMap((row, at) => {
    if (row.trim() === '') return []
    const number = at + 1
    try {
      const value: Readonly<Record<string, unknown>> = JSON.parse(row)
      if (typeof value === 'object' && value !== null) return [{ number, value }]
    } catch {
      // Said below, with the line.
    }
    throw new UsageError(`${file}:${number}: this is not a JSON object.`)
  })
}
