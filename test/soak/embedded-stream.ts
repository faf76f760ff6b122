import { randomBytes, randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { toAddress, toPersonId } from '../../src/core/index.ts'
import { silentLogger, systemClock } from '../../src/ports/index.ts'
import { createKeyring, createPseudonymizer, createSealer } from '../../src/privacy/index.ts'
import { openLowdbStore } from '../../src/store/lowdb/index.ts'
import type { Scenario } from './scenario.ts'
import { startDalil } from './support/dalil.ts'

/** What the server said it keeps. */
interface Acknowledged {
  readonly peer: string
  readonly id: string
  /** The words of a question that was passed on with this message. */
  readonly question?: string
}

/** What a stream was found to have lost. */
export interface StreamResult {
  readonly acknowledged: number
  readonly lost: number
}

/** How much is streamed. */
export interface StreamOptions {
  readonly rounds: number
  /** Messages of one round, at a random one of which the process is killed. */
  readonly messages: number
  readonly say: (line: string) => void
}

const WRITERS = 20
const MESSAGES = 2000

/** A stream of messages is cut by `kill -9`; then the files are looked through for each of them. */
export const embeddedStream: Scenario = {
  name: 'embedded-stream',
  about: `kill -9 anywhere in a stream of ${MESSAGES} messages; the files hold all acknowledged`,
  brief: 2,
  long: 20,
  async run({ rounds, say }) {
    const { acknowledged, lost } = await killStreams({ rounds, messages: MESSAGES, say })
    const says = `${acknowledged} acknowledged, ${lost} lost, ${rounds} kills`
    return { type: lost === 0 && acknowledged > 0 ? 'held' : 'broken', says }
  },
}

/** Kills one stream after the other on the same data folder. */
export async function killStreams(options: StreamOptions): Promise<StreamResult> {
  const dir = mkdtempSync(join(tmpdir(), 'dalil-kill-'))
  const all: Acknowledged[] = []
  let lost = 0
  try {
    for (let round = 1; round <= options.rounds; round++) {
      const acknowledged = await killedStream(dir, round, options.messages)
      all.push(...acknowledged)
      const missing = await missingFrom(dir, all)
      lost += missing.length
      const passedOn = all.filter(({ question }) => question !== undefined).length
      options.say(
        `round ${round}: ${acknowledged.length} acknowledged before the kill, ` +
          `${all.length} messages and ${passedOn} questions so far, ${missing.length} lost`,
      )
      for (const line of missing.slice(0, 5)) options.say(`lost: ${line}`)
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
  return { acknowledged: all.length, lost }
}

async function killedStream(
  dir: string,
  round: number,
  messages: number,
): Promise<readonly Acknowledged[]> {
  const server = await startDalil({ DATA_DIR: dir })
  const acknowledged: Acknowledged[] = []
  let next = 0
  let alive = true
  const post = async (to: Acknowledged, content: object) => {
    const body = JSON.stringify({ token: to.peer, id: to.id, content })
    const headers = { 'content-type': 'application/json' }
    const sent = fetch(`${server.url}/chat/messages`, { method: 'POST', headers, body })
    const kept = (await sent.catch(() => undefined))?.status === 202
    if (kept) acknowledged.push(to)
  }
  const writer = async () => {
    const peer = randomBytes(18).toString('base64url')
    while (alive && next < messages) {
      const turn = next++
      const asks = turn % 5 === 0
      const question = `qwzrt${letters()} vkpxj${letters()}`
      const text = asks ? question : `message ${turn}`
      await post({ peer, id: `${round}-${turn}` }, { type: 'text', text })
      if (!asks || !alive) continue
      await post({ peer, id: `${round}-${turn}-yes`, question }, { type: 'choice', data: 'p:yes' })
    }
  }
  // Anywhere in the stream, from its first message to its last.
  const target = randomInt(1, messages)
  const reached = async () => {
    while (acknowledged.length < target) await pause(5)
  }
  const writers = Array.from({ length: WRITERS }, writer)
  await Promise.race([Promise.all(writers), reached()])
  alive = false
  await server.kill()
  await Promise.all(writers)
  return acknowledged
}

/** What was acknowledged and is not there: the delivery, its replies, the question in its words. */
async function missingFrom(
  dir: string,
  acknowledged: readonly Acknowledged[],
): Promise<readonly string[]> {
  const keyring = createKeyring({ dir })
  const pseudonym = createPseudonymizer(keyring)
  const sealer = createSealer(keyring)
  const store = await openLowdbStore({ dir, clock: systemClock, logger: silentLogger })
  const personOf = (peer: string) =>
    toPersonId(pseudonym(toAddress({ channel: 'web-chat', account: 'web', peer })))
  const missing: string[] = []
  const turns = new Map<string, number>()
  for (const { peer, id, question } of acknowledged) {
    turns.set(peer, (turns.get(peer) ?? 0) + 1)
    const delivery = pseudonym(`web-chat:${peer}:${id}`)
    if (!(await store.deliveries.has(delivery))) missing.push(`message ${id}`)
    if (question === undefined) continue
    const kept = await store.questions.listOf(personOf(peer))
    const texts = kept.flatMap(({ thread }) =>
      thread.map(({ text }) => sealer.open(text, 'question')),
    )
    const isThere = texts.some((text) => text.startsWith(question.slice(0, 12)))
    if (!isThere) missing.push(`question ${id}`)
  }
  for (const [peer, count] of turns) {
    const replies = await store.outbox.listOf(personOf(peer))
    if (replies.length < count) missing.push(`replies: ${replies.length} for ${count} messages`)
  }
  await store.close()
  return missing
}

function letters(): string {
  return Array.from({ length: 6 }, () => 'bcdfghjklmnpqrstvwxz'[randomInt(20)]).join('')
}
