import { EventEmitter } from 'node:events'
import { setImmediate as nextRound } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { createSecondThread } from '../../src/apart/index.ts'
import type { Batch, Equipment } from '../../src/apart/second-thread.ts'
import { type Logger, type PlainText, silentLogger } from '../../src/ports/index.ts'
import { createKeyring } from '../../src/privacy/index.ts'
import type { Asked, UnderstandingParts, Understood } from '../../src/understanding/index.ts'
import { createTime } from '../support/time.ts'

const SECRET = 'zineb has no papers'
const LONGEST_MS = 2000
const keyring = createKeyring({ dir: '/nowhere', setting: Buffer.alloc(32, 1).toString('base64') })

/** A thread that does nothing by itself. */
class Puppet extends EventEmitter {
  isEnded = false
  keepsAlive = true
  readonly #heard: unknown[] = []

  get equipment(): Equipment {
    return this.#heard[0] as Equipment
  }

  get batches(): readonly Batch[] {
    return this.#heard.slice(1) as Batch[]
  }

  postMessage(message: unknown): void {
    this.#heard.push(message)
  }

  unref(): void {
    this.keepsAlive = false
  }

  async terminate(): Promise<number> {
    this.isEnded = true
    this.emit('exit', 1)
    return 1
  }

  isReady(): void {
    this.emit('message', { type: 'ready' })
  }

  /** Answers a batch: each message asks for its own text, each text is sealed as itself. */
  answers({ number, asked, texts }: Batch): void {
    const understood = asked.map(({ text }) => about(text))
    const sealed = texts.map(({ text }) => `sealed ${text}`)
    this.emit('message', { type: 'done', number, understood, sealed })
  }
}

function about(text: string): Understood {
  return {
    card: undefined,
    match: { type: 'unknown', candidates: [{ label: text, confidence: 1 }] },
  }
}

function asked(text: string): Asked {
  return { text, previousLabel: undefined }
}

function plain(text: string): PlainText {
  return { text, purpose: 'session' }
}

/** Parts of nothing, for whoever only looks at whether they are the same. */
function someParts(): UnderstandingParts {
  return {} as UnderstandingParts
}

/** A second thread over puppets, with what it logs. */
function createSecond() {
  const puppets: Puppet[] = []
  const logged: { readonly level: string; readonly all: string }[] = []
  const log = (level: string) => (message: string, fields?: object) =>
    void logged.push({ level, all: JSON.stringify([message, fields]) })
  const logger: Logger = { ...silentLogger, warn: log('warn'), error: log('error') }
  const time = createTime()
  const parts = someParts()
  const second = createSecondThread({
    ...{ keyring, logger, timers: time, parts: () => parts },
    begin() {
      puppets.push(new Puppet())
      return puppets.at(-1) as unknown as Worker
    },
  })
  return {
    second,
    parts,
    puppets,
    time,
    logged,
    read: (text: string) => second.read(parts, asked(text)),
  }
}

/** The same once its thread is ready. */
function createReady() {
  const made = createSecond()
  made.read('')
  const puppet = made.puppets[0] as Puppet
  puppet.isReady()
  return { ...made, puppet }
}

describe('a second thread', () => {
  it('begins with the first work, with all that it needs, and keeps no process alive', () => {
    const { second, parts, puppets, read } = createSecond()
    expect(puppets).toEqual([])

    read('one')
    second.seal([plain('two')])

    expect(puppets).toHaveLength(1)
    expect(puppets[0]?.equipment.parts).toBe(parts)
    expect(puppets[0]?.equipment.keyring).toBe(keyring)
    expect(puppets[0]?.keepsAlive).toBe(false)
  })

  it('begins with something to seal, by the parts of this moment', () => {
    const { second, parts, puppets } = createSecond()

    expect(second.seal([plain('one')])).toBeUndefined()

    expect(puppets[0]?.equipment.parts).toBe(parts)
  })

  it('takes no work before it is ready', () => {
    const { second, puppets, read } = createSecond()

    expect(read('one')).toBeUndefined()
    expect(second.seal([plain('one')])).toBeUndefined()
    puppets[0]?.isReady()
    expect(read('one')).toBeInstanceOf(Promise)
  })

  it('is sent what comes in one round of the event loop together', async () => {
    const { second, puppet, read } = createReady()

    const first = [read('a'), read('b')]
    const sealed = second.seal([plain('c'), plain('d')])
    const other = second.seal([plain('e')])
    await nextRound()
    const later = read('f')
    await nextRound()

    expect(puppet.batches.map((one) => one.asked.map(({ text }) => text))).toEqual([
      ['a', 'b'],
      ['f'],
    ])
    expect(puppet.batches.map((one) => one.texts.map(({ text }) => text))).toEqual([
      ['c', 'd', 'e'],
      [],
    ])
    for (const batch of [...puppet.batches].reverse()) puppet.answers(batch)
    expect(await Promise.all(first)).toEqual([about('a'), about('b')])
    expect(await sealed).toEqual(['sealed c', 'sealed d'])
    expect(await other).toEqual(['sealed e'])
    expect(await later).toEqual(about('f'))
  })

  it('leaves to the turn what it could not make out itself', async () => {
    const { puppet, read } = createReady()

    const both = [read('a'), read('b')]
    await nextRound()
    puppet.emit('message', {
      type: 'done',
      number: 1,
      understood: [undefined, about('b')],
      sealed: [],
    })

    expect(await Promise.all(both)).toEqual([undefined, about('b')])
  })

  it('takes no more than 512 works at a time, sent or not', async () => {
    const { second, puppet, read } = createReady()
    for (let at = 0; at < 256; at++) read(`${at}`)
    await nextRound()
    for (let at = 0; at < 256; at++) second.seal([plain('a'), plain('b')])

    expect(read('too many')).toBeUndefined()
    expect(second.seal([plain('too many')])).toBeUndefined()

    await nextRound()
    puppet.answers(puppet.batches[1] as Batch)
    puppet.answers(puppet.batches[1] as Batch)
    const taken = Array.from({ length: 257 }, (_, at) => read(`${at}`))
    expect(taken.filter((one) => one === undefined)).toHaveLength(1)
  })

  it('makes room for another one when the parts are others, and does not take up theirs', async () => {
    const { second, puppets, puppet, read, logged } = createReady()
    const before = read('of before')
    await nextRound()

    const parts = someParts()
    expect(second.read(parts, asked('now'))).toBeUndefined()

    expect(await before).toBeUndefined()
    expect(puppet.isEnded).toBe(true)
    expect(puppets).toHaveLength(2)
    expect(puppets[1]?.equipment.parts).toBe(parts)
    second.seal([plain('by whatever is there')])
    expect(puppets).toHaveLength(2)
    expect(logged).toEqual([])
  })
})

describe('a second thread that rests', () => {
  it('leaves what waited to the turns, sent or not, and says nothing of it in the log', async () => {
    const { second, puppet, read, time, logged } = createReady()
    const sent = [read('a'), second.seal([plain('a')])]
    await nextRound()
    const gathered = [read('b'), second.seal([plain('b')])]

    second.rest()
    await nextRound()
    time.advance(10 * LONGEST_MS)

    expect(await Promise.all([...sent, ...gathered])).toEqual(Array(4).fill(undefined))
    expect(puppet.isEnded).toBe(true)
    expect(puppet.batches).toHaveLength(1)
    expect(logged).toEqual([])
  })

  it('begins anew with the next work', async () => {
    const { second, puppets, read } = createReady()

    second.rest()
    second.rest()
    expect(puppets).toHaveLength(1)

    expect(read('a')).toBeUndefined()
    puppets[1]?.isReady()
    const again = read('a')
    await nextRound()
    puppets[1]?.answers(puppets[1].batches[0] as Batch)
    expect(await again).toEqual(about('a'))
  })
})

describe('a second thread that fails', () => {
  it.each([
    ['says nothing for two seconds', ({ time }: Ready) => time.advance(LONGEST_MS)],
    [
      'breaks',
      ({ puppet }: Ready) => puppet.emit('error', new TypeError(`"${SECRET}" is no message`)),
    ],
    ['ends', ({ puppet }: Ready) => puppet.emit('exit', 1)],
  ])('is given up when it %s: all goes on without it, and it is said once', async (_, fail) => {
    const made = createReady()
    const { second, puppets, puppet, read, time, logged } = made
    const sent = [read(SECRET), second.seal([plain(SECRET)])]
    await nextRound()
    const gathered = [read(SECRET), second.seal([plain(SECRET)])]

    fail(made)

    expect(await Promise.all([...sent, ...gathered])).toEqual(Array(4).fill(undefined))
    expect(puppet.isEnded).toBe(true)
    expect(read(SECRET)).toBeUndefined()
    expect(second.seal([plain(SECRET)])).toBeUndefined()
    await nextRound()
    time.advance(10 * LONGEST_MS)
    expect(puppets).toHaveLength(1)
    expect(puppet.batches).toHaveLength(1)
    expect(logged.map(({ level }) => level)).toEqual(['warn'])
    expect(logged[0]?.all).not.toContain('zineb')
  })

  it('is given up before it was ready, too', () => {
    const { puppets, read, logged } = createSecond()
    read('a')

    puppets[0]?.emit('error', new Error('no memory'))
    puppets[0]?.isReady()

    expect(read('a')).toBeUndefined()
    expect(puppets).toHaveLength(1)
    expect(logged).toHaveLength(1)
  })

  it('is not given up while it answers, however much waits for it', async () => {
    const { puppet, read, time, logged } = createReady()
    const first = read('a')
    await nextRound()
    const later = read('b')
    await nextRound()
    time.advance(LONGEST_MS - 1)
    puppet.answers(puppet.batches[0] as Batch)
    expect(await first).toEqual(about('a'))

    time.advance(LONGEST_MS - 1)
    expect(logged).toEqual([])
    time.advance(1)

    expect(await later).toBeUndefined()
    expect(logged).toHaveLength(1)
    expect(logged[0]?.all).toContain('apart:silent')
  })

  it('reads so many characters at once: long messages are left to the other thread', async () => {
    const { puppet, read } = createReady()
    const long = 'x'.repeat(4000)
    const waiting = Array.from({ length: 10 }, () => read(long))

    expect(waiting).not.toContain(undefined)
    expect(read('y')).toBeUndefined()

    await nextRound()
    puppet.answers(puppet.batches[0] as Batch)
    await Promise.all(waiting)
    expect(read('y')).toBeDefined()
  })

  it('is given up where it cannot begin', () => {
    let times = 0
    const parts = someParts()
    const second = createSecondThread({
      ...{ keyring, logger: silentLogger, timers: createTime(), parts: () => parts },
      begin() {
        times += 1
        throw new Error('no thread left')
      },
    })

    expect(second.read(parts, asked('a'))).toBeUndefined()
    expect(second.seal([plain('a')])).toBeUndefined()
    expect(times).toBe(1)
  })

  it('is not given up for what it answered in time', async () => {
    const { puppet, read, time, logged } = createReady()
    const answered = read('a')
    await nextRound()

    time.advance(LONGEST_MS - 1)
    puppet.answers(puppet.batches[0] as Batch)
    time.advance(10 * LONGEST_MS)

    expect(await answered).toEqual(about('a'))
    expect(puppet.isEnded).toBe(false)
    expect(logged).toEqual([])
  })

  it('is not listened to when it answers too late, or twice', async () => {
    const { second, puppets, puppet, read, time } = createReady()
    const late = read('a')
    await nextRound()
    time.advance(LONGEST_MS)
    second.rest()
    read('a')
    puppets[1]?.isReady()
    const now = read('b')
    await nextRound()

    puppet.answers(puppet.batches[0] as Batch)
    expect(await late).toBeUndefined()
    const batch = puppets[1]?.batches[0] as Batch
    puppets[1]?.answers(batch)
    puppets[1]?.answers({ ...batch, asked: [asked('c')] })
    expect(await now).toEqual(about('b'))
  })

  it('is tried again after a rest', () => {
    const { second, puppets, puppet, read } = createReady()
    puppet.emit('exit', 1)
    expect(read('a')).toBeUndefined()

    second.rest()
    read('a')

    expect(puppets).toHaveLength(2)
  })

  it('is tried again when the parts are others', () => {
    const { second, puppets, puppet } = createReady()
    puppet.emit('exit', 1)

    second.read(someParts(), asked('a'))

    expect(puppets).toHaveLength(2)
  })
})

type Ready = ReturnType<typeof createReady>
