import { Worker } from 'node:worker_threads'
import type { SecondThread } from '../conversation/index.ts'
import { DalilError, type Flaw, flawOf } from '../errors.ts'
import type { Logger, PlainText, Timers } from '../ports/index.ts'
import type { Keyring } from '../privacy/index.ts'
import type { Asked, UnderstandingParts, Understood } from '../understanding/index.ts'

/** What a second thread is begun with. */
export interface Equipment {
  readonly parts: UnderstandingParts
  readonly keyring: Keyring
}

/** Work that goes to the thread together. */
export interface Batch {
  readonly number: number
  readonly asked: readonly Asked[]
  readonly texts: readonly PlainText[]
}

/** What the thread says: that it can begin, then of each batch what came of it, in its order. */
export type ThreadAnswer =
  | { readonly type: 'ready' }
  | {
      readonly type: 'done'
      readonly number: number
      readonly understood: readonly (Understood | undefined)[]
      readonly sealed: readonly string[]
    }

/** What a second thread stands on. */
export interface SecondThreadOptions {
  readonly keyring: Keyring
  /** What messages are read by at this moment. */
  readonly parts: () => UnderstandingParts
  readonly logger: Logger
  readonly timers: Timers
  /** Begins the thread; handed in by tests, to let it fail. */
  readonly begin?: () => Worker
}

/** So many works wait for the thread at most; the other thread does the rest itself. */
const MOST_WAITING = 512
/** Characters of messages that wait at most: one of 4,000 takes as long to read as a hundred short ones. */
const MOST_CHARACTERS = 40_000
/** A thread that is waited for and says nothing for so long is given up. */
const LONGEST_MS = 2_000
/** Room for what is short-lived: more of it is memory that nobody needs. */
const YOUNG_MB = 6

/** Creates a second thread, which begins with the first work. */
export function createSecondThread(options: SecondThreadOptions): SecondThread {
  const { logger, keyring } = options
  let running: RunningThread | undefined
  const runningWith = (parts: UnderstandingParts) => {
    if (running?.parts === parts) return running
    running?.end()
    running = startThread({ parts, keyring }, options, (flaw) =>
      logger.warn('the second thread is given up for now; all goes on without it', { ...flaw }),
    )
    return running
  }
  return {
    read: (parts, asked) => runningWith(parts).read(asked),
    seal: (texts) => runningWith(running?.parts ?? options.parts()).seal(texts),
    rest() {
      running?.end()
      running = undefined
    },
  }
}

/** A thread with its equipment. One that is given up stays so, until the next is begun. */
interface RunningThread extends Pick<SecondThread, 'seal'> {
  readonly parts: UnderstandingParts
  read(asked: Asked): Promise<Understood | undefined> | undefined
  end(): void
}

/** Those who wait for a batch, in its order. */
interface Waiting {
  readonly asked: { readonly of: Asked; readonly resolve: (one: Understood | undefined) => void }[]
  readonly texts: {
    readonly of: readonly PlainText[]
    readonly resolve: (sealed: readonly string[] | undefined) => void
  }[]
}

function startThread(
  equipment: Equipment,
  { timers, begin = beginWorker }: SecondThreadOptions,
  onGivenUp: (flaw: Flaw) => void,
): RunningThread {
  let isReady = false
  let isGone = false
  let works = 0
  let characters = 0
  let batches = 0
  let gathered: Waiting = { asked: [], texts: [] }
  const sent = new Map<number, Waiting>()
  let stopWatching: (() => void) | undefined
  let worker: Worker | undefined
  tryToBegin()

  function tryToBegin(): void {
    try {
      const begun = begin()
      worker = begun
      // It keeps no process alive that has nothing else to do.
      begun.unref()
      begun.on('message', (answer: ThreadAnswer) => {
        if (answer.type === 'ready') isReady = true
        else finish(answer)
      })
      begun.on('error', giveUp)
      begun.on('exit', () => giveUp(new DalilError('apart:ended', 'The second thread has ended.')))
      begun.postMessage(equipment)
    } catch (error) {
      // The system may have no thread left.
      giveUp(error)
    }
  }

  /** Takes work in; what comes in one round of the event loop goes together. */
  function gather<T>(add: (resolve: (value: T) => void) => void): Promise<T> | undefined {
    if (!isReady || isGone || works >= MOST_WAITING) return undefined
    if (isEmpty(gathered)) setImmediate(send)
    works += 1
    return new Promise(add)
  }

  function send(): void {
    if (isGone) return
    batches += 1
    const batch = gathered
    gathered = { asked: [], texts: [] }
    if (sent.size === 0) watch()
    sent.set(batches, batch)
    worker?.postMessage({
      number: batches,
      asked: batch.asked.map(({ of }) => of),
      texts: batch.texts.flatMap(({ of }) => of),
    } satisfies Batch)
  }

  function finish({ number, understood, sealed }: ThreadAnswer & { readonly type: 'done' }): void {
    const batch = sent.get(number)
    if (batch === undefined) return
    sent.delete(number)
    watch()
    const { asked, texts } = batch
    works -= asked.length + texts.length
    for (const [at, { of, resolve }] of asked.entries()) {
      characters -= of.text.length
      resolve(understood[at])
    }
    let from = 0
    for (const { of, resolve } of texts) {
      resolve(sealed.slice(from, from + of.length))
      from += of.length
    }
  }

  /** Waits for a sign of life, where one is due. */
  function watch(): void {
    stopWatching?.()
    stopWatching = timers.after(LONGEST_MS, () => {
      if (sent.size === 0) return
      giveUp(new DalilError('apart:silent', `The second thread was silent for ${LONGEST_MS} ms.`))
    })
  }

  function giveUp(error: unknown): void {
    if (isGone) return
    onGivenUp(flawOf(error))
    end()
  }

  function end(): void {
    isGone = true
    stopWatching?.()
    dismiss(gathered)
    for (const batch of sent.values()) dismiss(batch)
    sent.clear()
    void worker?.terminate()
  }

  return {
    parts: equipment.parts,
    end,
    read(of) {
      if (characters + of.text.length > MOST_CHARACTERS) return undefined
      return gather((resolve) => {
        characters += of.text.length
        gathered.asked.push({ of, resolve })
      })
    },
    seal: (of) => gather((resolve) => void gathered.texts.push({ of, resolve })),
  }
}

function isEmpty({ asked, texts }: Waiting): boolean {
  return asked.length === 0 && texts.length === 0
}

/** Leaves the work to those who wait for it. */
function dismiss({ asked, texts }: Waiting): void {
  for (const { resolve } of asked) resolve(undefined)
  for (const { resolve } of texts) resolve(undefined)
}

/** A thread that runs `work.ts`, from the same translated files as the whole. */
function beginWorker(): Worker {
  return new Worker(new URL('../run.mjs', import.meta.url), {
    argv: ['apart/work.ts'],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  })
}
