import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { toPlainText } from '../channels/plain-text.ts'
import { readConfig } from '../config.ts'
import { readProject } from '../content/index.ts'
import {
  answerText,
  runTurn,
  type TurnResult,
  type TurnServices,
  WELCOME_FLOW,
} from '../conversation/index.ts'
import {
  createSession,
  dayOf,
  isLocale,
  LOCALES,
  type Locale,
  type Session,
} from '../core/index.ts'
import { openDocumentCache } from '../documents/index.ts'
import { createLogger } from '../log.ts'
import { createServices } from '../services.ts'
import { COMMANDS } from './commands.ts'
import { DOCUMENT_CACHE, MODEL_CACHE, PROJECT_ROOT } from './paths.ts'
import { EXIT, runCommand, UsageError } from './run.ts'

interface Question {
  readonly id: unknown
  readonly text: string
  readonly locale: Locale
}

await runCommand(COMMANDS.ask, async ({ values, positionals }) => {
  const config = readConfig(process.env)
  const locale = values.locale ?? config.defaultLocale
  if (!isLocale(locale)) {
    throw new UsageError(`"${locale}" is not a locale; it is one of ${LOCALES.join(', ')}.`)
  }
  if (values.jsonl === (positionals.length === 1)) {
    throw new UsageError('Give one text in quotes, or --jsonl and the lines on standard input.')
  }
  const services = createServices({
    project: readProject(PROJECT_ROOT, openDocumentCache(DOCUMENT_CACHE)),
    modelDirs: [MODEL_CACHE, join(config.dataDir, 'models')],
    retentionDays: config.retentionDays,
    logger: createLogger(config.logLevel === 'info' ? 'warn' : config.logLevel),
  })
  if (values.jsonl) return askLines(services, locale)
  const answered = ask(services, { id: undefined, text: positionals[0] ?? '', locale })
  const { id: _id, ...rest } = answered
  process.stdout.write(values.json ? `${JSON.stringify(rest)}\n` : `${answered.reply}\n`)
  return EXIT.ok
})

/** Answers one JSON object a line; a line that is none is named on standard error and in its place. */
async function askLines(services: TurnServices, fallback: Locale): Promise<number> {
  let status: number = EXIT.ok
  let number = 0
  for await (const line of createInterface({ input: process.stdin })) {
    number++
    if (line.trim() === '') continue
    const question = readQuestion(line, fallback)
    if (typeof question === 'string') {
      process.stderr.write(`Line ${number}: ${question}\n`)
      process.stdout.write(`${JSON.stringify({ line: number, error: question })}\n`)
      status = EXIT.finding
      continue
    }
    process.stdout.write(`${JSON.stringify(ask(services, question))}\n`)
  }
  return status
}

function readQuestion(line: string, fallback: Locale): Question | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'this is not a JSON object; expected {"id", "text", "locale"?}.'
  }
  if (typeof value !== 'object' || value === null || !('text' in value)) {
    return 'there is no "text"; expected {"id", "text", "locale"?}.'
  }
  if (typeof value.text !== 'string') return '"text" is not a text; put it in quotes.'
  const locale = 'locale' in value && value.locale != null ? value.locale : fallback
  if (!isLocale(locale)) return `"locale" is not one of ${LOCALES.join(', ')}.`
  return { id: 'id' in value ? value.id : null, text: value.text, locale }
}

/** One fresh conversation, one message: what the person would get. Nothing is kept. */
function ask(services: TurnServices, question: Question) {
  const now = Date.now()
  const started = performance.now()
  const turn = runTurn(services, {
    session: createSession(question.locale, now),
    content: { type: 'text', text: question.text },
    channel: 'console',
    now,
    today: dayOf(now),
    questions: [],
    ...{ reminders: [], subscriptions: [], referrals: [] },
    slip: { id: 'slip', code: '22222-B' },
    isNew: true,
  })
  const ms = Math.round((performance.now() - started) * 1000) / 1000
  const locale = turn.session.locale
  return {
    id: question.id,
    text: question.text,
    locale,
    kind: kindOf(turn),
    entry: turn.entry ?? null,
    confidence: rounded(turn.confidence),
    candidates: turn.candidates.map(({ entry, confidence }) => ({
      entry,
      confidence: rounded(confidence),
      answer: textOfEntry(services, entry, turn.session, now),
    })),
    reply: turn.messages.map(toPlainText).join('\n\n'),
    ms,
  }
}

/** The conversation's own replies (welcome, menu…) are small talk to the one who reads this. */
function kindOf({ kind, entry }: TurnResult): Exclude<TurnResult['kind'], 'command'> {
  return kind === 'command' || entry === WELCOME_FLOW ? 'smalltalk' : kind
}

function textOfEntry(services: TurnServices, id: string, session: Session, now: number): string {
  const entry = services.knowledge.entries.get(id)
  if (entry === undefined) return ''
  return answerText({ services, session, locale: session.locale, today: dayOf(now) }, entry)
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
