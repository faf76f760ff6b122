import { Worker } from 'node:worker_threads'
import type { SecondThread } from '../conversation/index.ts'
import { type Flaw, flawOf } from '../errors.ts'
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
/** A thread that says nothing for so long is given up. */
const LONGEST_MS = 2_000
/** Room for what is short-lived: more of it is memory that nobody needs. */
const YOUNG_MB = 6

/** Creates a second thread, which begins with the first work. */
export function createSecondThread(options: SecondThreadOptions): SecondThread {
  const { logger, keyring } = options
  let helper: Helper | undefined
  const helperWith = (parts: UnderstandingParts) => {
    if (helper?.parts === parts) return helper
    helper?.end()
    helper = startHelper({ parts, keyring }, options, (flaw) =>
      logger.warn('the second thread is given up for now; all goes on without it', { ...flaw }),
    )
    return helper
  }
  return {
    read: (parts, asked) => helperWith(parts).read(asked),
    seal: (texts) => helperWith(helper?.parts ?? options.parts()).seal(texts),
    rest() {
      helper?.end()
      helper = undefined
    },
  }
}

/** A thread with its equipment. One that is given up stays so, until the next is begun. */
interface Helper extends Pick<SecondThread, 'seal'> {
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

function startHelper(
  equipment: Equipment,
  { timers, begin = beginWorker }: SecondThreadOptions,
  onGivenUp: (flaw: Flaw) => void,
): Helper {
  let isReady = false
  let isGone = false
  let waiting = 0
  let batches = 0
  let gathered: Waiting = { asked: [], texts: [] }
  const sent = new Map<number, { readonly batch: Waiting; readonly stop: () => void }>()
  const worker = begin()
  // It keeps no process alive that has nothing else to do.
  worker.unref()
  worker.on('message', (answer: ThreadAnswer) => {
    if (answer.type === 'ready') isReady = true
    else finish(answer)
  })
  worker.on('error', giveUp)
  worker.on('exit', (code) => giveUp(new Error(`The thread ended with ${code}.`)))
  worker.postMessage(equipment)

  /** Takes work in; what comes in one round of the event loop goes together. */
  function gather<T>(add: (resolve: (value: T) => void) => void): Promise<T> | undefined {
    if (!isReady || isGone || waiting >= MOST_WAITING) return undefined
    if (isEmpty(gathered)) setImmediate(send)
    waiting += 1
    return new Promise(add)
  }

  function send(): void {
    if (isGone) return
    batches += 1
    const batch = gathered
    gathered = { asked: [], texts: [] }
    const late = () => giveUp(new Error(`The thread said nothing for ${LONGEST_MS} ms.`))
    sent.set(batches, { batch, stop: timers.after(LONGEST_MS, late) })
    worker.postMessage({
      number: batches,
      asked: batch.asked.map(({ of }) => of),
      texts: batch.texts.flatMap(({ of }) => of),
    } satisfies Batch)
  }

  function finish({ number, understood, sealed }: ThreadAnswer & { readonly type: 'done' }): void {
    const done = sent.get(number)
    if (done === undefined) return
    sent.delete(number)
    done.stop()
    const { asked, texts } = done.batch
    waiting -= asked.length + texts.length
    for (const [at, { resolve }] of asked.entries()) resolve(understood[at])
    let from = 0
    for (const { of, resolve } of texts) {
      resolve(sealed.slice(from, from + of.length))
      from += of.length
    }
  }

  function giveUp(error: unknown): void {
    if (isGone) return
    onGivenUp(flawOf(error))
    letGo()
  }

  function letGo(): void {
    isGone = true
    dismiss(gathered)
    for (const { batch, stop } of sent.values()) {
      stop()
      dismiss(batch)
    }
    sent.clear()
    void worker.terminate()
  }

  return {
    parts: equipment.parts,
    end: letGo,
    read: (of) => gather((resolve) => void gathered.asked.push({ of, resolve })),
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
