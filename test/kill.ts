// Kills a running Dalil with `kill -9` at random moments while messages stream in, and looks whether
// everything that was acknowledged is there afterwards. Usage: npm run -s test:kill [-- --rounds 10]
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { PROJECT_ROOT } from '../src/cli/paths.ts'
import { toAddress, toPersonId } from '../src/core/index.ts'
import { silentLogger, systemClock } from '../src/ports/index.ts'
import { createKeyring, createPseudonymizer, createSealer } from '../src/privacy/index.ts'
import { openLowdbStore } from '../src/store/lowdb/index.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10' },
    messages: { type: 'string', default: '2000' },
  },
})
const ROUNDS = Number(values.rounds)
const MESSAGES = Number(values.messages)
const WRITERS = 20
const PORT = 20_000 + randomInt(20_000)

/** What the server said it keeps. */
interface Acknowledged {
  readonly peer: string
  readonly id: string
  /** The words of a question that was passed on with this message. */
  readonly question?: string
}

const dir = mkdtempSync(join(tmpdir(), 'dalil-kill-'))
const all: Acknowledged[] = []
let lost = 0
try {
  for (let round = 1; round <= ROUNDS; round++) {
    const acknowledged = await killedStream(round)
    all.push(...acknowledged)
    const missing = await missingFrom(all)
    lost += missing.length
    const passedOn = all.filter(({ question }) => question !== undefined).length
    process.stdout.write(
      `round ${round}: ${acknowledged.length} acknowledged before the kill, ` +
        `${all.length} messages and ${passedOn} questions so far, ${missing.length} lost\n`,
    )
    for (const line of missing.slice(0, 5)) process.stdout.write(`  lost: ${line}\n`)
  }
} finally {
  rmSync(dir, { recursive: true, force: true })
}
process.stdout.write(`${all.length} acknowledged, ${lost} lost\n`)
process.exitCode = lost === 0 && all.length > 0 ? 0 : 1

async function killedStream(round: number): Promise<Acknowledged[]> {
  const server = await startServer()
  const acknowledged: Acknowledged[] = []
  let next = 0
  let alive = true
  const writer = async (number: number) => {
    const peer = randomBytes(18).toString('base64url')
    while (alive && next < MESSAGES) {
      const turn = next++
      const asks = turn % 5 === 0
      const question = `qwzrt${letters()} vkpxj${letters()} ${number}`
      const text = asks ? question : `message ${turn}`
      const first = { peer, id: `${round}-${turn}` }
      if (await post(first, { type: 'text', text })) acknowledged.push(first)
      if (!asks || !alive) continue
      const second = { peer, id: `${round}-${turn}-yes` }
      const kept = await post(second, { type: 'choice', data: 'p:yes' })
      if (kept) acknowledged.push({ ...second, question })
    }
  }
  // Anywhere in the stream, from its first message to its last.
  const target = randomInt(1, MESSAGES)
  const reached = async () => {
    while (acknowledged.length < target) await pause(5)
  }
  const writers = Array.from({ length: WRITERS }, (_, number) => writer(number))
  await Promise.race([Promise.all(writers), reached()])
  alive = false
  server.kill('SIGKILL')
  await Promise.all(writers)
  return acknowledged
}

async function post(to: { peer: string; id: string }, content: object): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${PORT}/chat/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: to.peer, id: to.id, content }),
    })
    return response.status === 202
  } catch {
    return false
  }
}

/** What was acknowledged and is not there: the delivery, its replies, the question in its words. */
async function missingFrom(acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const keyring = createKeyring({ dir })
  const pseudonym = createPseudonymizer(keyring)
  const sealer = createSealer(keyring)
  const store = await openLowdbStore({ dir, clock: systemClock, logger: silentLogger })
  const missing: string[] = []
  const turns = new Map<string, number>()
  for (const { peer, id, question } of acknowledged) {
    turns.set(peer, (turns.get(peer) ?? 0) + 1)
    if (!(await store.deliveries.has(pseudonym(`web-chat:${peer}:${id}`))))
      missing.push(`message ${id}`)
    if (question === undefined) continue
    const person = toPersonId(pseudonym(toAddress({ channel: 'web-chat', account: 'web', peer })))
    const kept = await store.questions.listOf(person)
    const texts = kept.flatMap(({ thread }) =>
      thread.map(({ text }) => sealer.open(text, 'question')),
    )
    if (!texts.some((text) => text.startsWith(question.slice(0, 12))))
      missing.push(`question ${id}`)
  }
  for (const [peer, count] of turns) {
    const person = toPersonId(pseudonym(toAddress({ channel: 'web-chat', account: 'web', peer })))
    const replies = await store.outbox.listOf(person)
    if (replies.length < count) missing.push(`replies: ${replies.length} for ${count} messages`)
  }
  await store.close()
  return missing
}

async function startServer(): Promise<ChildProcess> {
  const server = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, PORT: String(PORT), DATA_DIR: dir, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    const response = await fetch(`http://127.0.0.1:${PORT}/healthz`).catch(() => undefined)
    if (response?.status === 200) return server
    if (server.exitCode !== null) break
    await pause(50)
  }
  server.kill('SIGKILL')
  throw new Error('The server did not become ready within a minute.')
}

function letters(): string {
  return Array.from({ length: 6 }, () => 'bcdfghjklmnpqrstvwxz'[randomInt(20)]).join('')
}
