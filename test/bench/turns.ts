/**
 * What a whole Dalil answers a second, everything on disk before it counts: a thousand people at
 * once in a flow, and with questions that the content answers; then how long an answer takes at half
 * that rate. `npm run -s bench -- turns [--json] [--people 1000] [--seconds 5]`
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CHANNEL_LIMITS } from '../../src/channels/limits.ts'
import { DOCUMENT_CACHE, MODEL_CACHE, PROJECT_ROOT } from '../../src/cli/paths.ts'
import { readConfig } from '../../src/config.ts'
import { type InboundContent, toAddress } from '../../src/core/index.ts'
import { type Channel, silentLogger, systemClock } from '../../src/ports/index.ts'
import { type Running, start } from '../../src/start.ts'

/** Answers a second, and how long one takes at half that rate, that are wanted. */
const WANTED = { questionsPerSecond: 1500, p99Ms: 60 }
const FLOW = 'find-partner'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    people: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '5' },
  },
})
const people = Number(values.people)
const ms = Number(values.seconds) * 1000

const dir = mkdtempSync(join(tmpdir(), 'dalil-bench-'))
const running = await startDalil()
const questions = [...running.live.services().knowledge.entries.values()].flatMap(({ phrasings }) =>
  Object.values(phrasings).flatMap((texts) => texts.slice(0, 3)),
)
let delivery = 0
const turnsSoFar = new Map<number, number>()
try {
  const steps = await crowd((person) => {
    const at = turnsOf(person) % 3
    return at === 0
      ? { type: 'choice', data: `f:${FLOW}` }
      : { type: 'text', text: at === 1 ? '1' : 'menu' }
  })
  const answers = await crowd(() => ({ type: 'text', text: questionAt(delivery) }))
  const latency = await atRate(answers.perSecond / 2)
  const report = {
    people,
    flowTurnsPerSecond: Math.round(steps.perSecond),
    questionsPerSecond: Math.round(answers.perSecond),
    atHalfRate: latency,
    rssMb: Math.round(process.memoryUsage.rss() / 2 ** 20),
    wanted: WANTED,
    ok: answers.perSecond >= WANTED.questionsPerSecond && latency.p99Ms <= WANTED.p99Ms,
  }
  process.stdout.write(`${JSON.stringify(report, null, values.json ? 0 : 2)}\n`)
  process.exitCode = report.ok ? 0 : 1
} finally {
  await running.stop()
  rmSync(dir, { recursive: true, force: true })
}

function questionAt(at: number): string {
  return questions[(at * 7919) % questions.length] ?? ''
}

/** A channel on which everything arrives at once. */
function everythingArrives(): Channel {
  return {
    name: 'telegram',
    limits: CHANNEL_LIMITS.telegram,
    start: async () => {},
    stop: async () => {},
    state: () => ({ type: 'on' }),
    send: async () => ({ type: 'sent' }),
  }
}

function startDalil(): Promise<Running> {
  const config = readConfig({
    ...{ DATA_DIR: dir, PORT: '0', LOG_LEVEL: 'silent' },
    ...{ MESSAGES_PER_MINUTE: '100000', MESSAGES_PER_DAY: '10000000', TURNS_IN_HAND: '1000000' },
  })
  return start({
    ...{ config, root: PROJECT_ROOT, modelDirs: [MODEL_CACHE], documentCache: DOCUMENT_CACHE },
    ...{ clock: systemClock, logger: silentLogger, watch: false },
    channels: async () => ({ channels: [everythingArrives()], webhooks: {} }),
  })
}

async function say(person: number, content: InboundContent): Promise<void> {
  await running.dalil.receive({
    deliveryId: String(delivery++),
    address: toAddress({ channel: 'telegram', account: 'bench', peer: String(person) }),
    channel: 'telegram',
    sentAt: Date.now(),
    content,
  })
}

/** Everybody at once, each the next message when the one before is kept. */
async function crowd(next: (person: number) => InboundContent) {
  const until = performance.now() + ms
  const began = performance.now()
  let turns = 0
  await Promise.all(
    Array.from({ length: people }, async (_, person) => {
      while (performance.now() < until) {
        await say(person, next(person))
        turns += 1
      }
    }),
  )
  return { perSecond: (1000 * turns) / (performance.now() - began) }
}

/** Messages come at this rate, whether or not those before are answered. */
async function atRate(perSecond: number) {
  const took: number[] = []
  const open: Promise<void>[] = []
  const began = performance.now()
  let sent = 0
  while (performance.now() - began < ms) {
    const due = ((performance.now() - began) / 1000) * perSecond
    for (; sent < due; sent++) {
      const at = performance.now()
      const said = say(sent % people, { type: 'text', text: questionAt(sent) })
      open.push(said.then(() => void took.push(performance.now() - at)))
    }
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await Promise.all(open)
  const sorted = took.sort((a, b) => a - b)
  const percentile = (part: number) =>
    Math.round(10 * (sorted[Math.floor(part * sorted.length)] ?? 0)) / 10
  return { perSecond: Math.round(perSecond), p50Ms: percentile(0.5), p99Ms: percentile(0.99) }
}

function turnsOf(person: number): number {
  const turn = (turnsSoFar.get(person) ?? -1) + 1
  turnsSoFar.set(person, turn)
  return turn
}
