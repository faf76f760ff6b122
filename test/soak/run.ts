// Tries faults on running Dalils and looks whether anything is lost or doubled. Usage:
// npm run -s soak [-- --brief] [--only postgres-kill,clock] [--rounds 5] [--json]
import { command, PRINTS_JSON } from '../../src/cli/arguments.ts'
import { messageOf } from '../../src/errors.ts'
import { argumentsOf, endWith } from '../support/arguments.ts'
import { clock } from './clock.ts'
import { diskFull } from './disk-full.ts'
import { embeddedKill } from './embedded-kill.ts'
import { embeddedStream } from './embedded-stream.ts'
import { journal } from './journal.ts'
import { platform } from './platform.ts'
import { postgresKill } from './postgres-kill.ts'
import { postgresRestart } from './postgres-restart.ts'
import { readOnly } from './read-only.ts'
import type { Outcome, Scenario } from './scenario.ts'
import { telegramKill } from './telegram-kill.ts'

const SCENARIOS: readonly Scenario[] = [
  embeddedStream,
  embeddedKill,
  postgresKill,
  postgresRestart,
  diskFull,
  readOnly,
  journal,
  platform,
  telegramKill,
  clock,
]

/** Scenarios that run side by side: each waits more than it computes. */
const SIDE_BY_SIDE = 3

const SOAK = command({
  ...{ name: 'soak', usage: ['[--brief] [--only <names>] [--rounds <n>] [--json]'] },
  about: 'Tries faults on running Dalils, and looks whether anything is lost or doubled.',
  commands: Object.fromEntries(SCENARIOS.map(({ name, about }) => [name, about])),
  options: {
    brief: {
      type: 'boolean',
      default: false,
      help: 'a few rounds of each, as before a change lands',
    },
    only: { type: 'string', value: 'names', help: 'these alone: postgres-kill,clock' },
    rounds: { type: 'string', value: 'n', help: 'rounds of each' },
    json: PRINTS_JSON,
  },
})
const { values, number } = argumentsOf(SOAK)
const asked = values.rounds === undefined ? undefined : number('rounds')

const wanted = values.only?.split(',')
const chosen = SCENARIOS.filter(({ name }) => wanted?.includes(name) ?? true)
const unknown = wanted?.filter((name) => !SCENARIOS.some((one) => one.name === name)) ?? []
if (unknown.length > 0) endWith(SOAK, `There is no ${unknown.join(', ')}.`)

type Report = Outcome & { readonly name: string; readonly seconds: number }

const reports: Report[] = []
const waiting = [...chosen]
await Promise.all(
  Array.from({ length: SIDE_BY_SIDE }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      reports.push(await runOne(next))
    }
  }),
)
if (values.json) process.stdout.write(`${JSON.stringify({ reports }, null, 2)}\n`)
process.exit(reports.some(({ type }) => type === 'broken') ? 1 : 0)

async function runOne({ name, about, brief, long, run }: Scenario): Promise<Report> {
  const say = (line: string) => {
    if (!values.json) process.stdout.write(`${name.padEnd(18)}${line}\n`)
  }
  say(about)
  const rounds = asked ?? (values.brief ? brief : long)
  const started = performance.now()
  const outcome = await run({ rounds, say }).catch(
    (error: unknown): Outcome => ({ type: 'broken', says: messageOf(error) }),
  )
  const seconds = Math.round((performance.now() - started) / 1000)
  say(`${outcome.type.toUpperCase()}: ${outcome.says} (${seconds} s)`)
  return { name, seconds, ...outcome }
}
