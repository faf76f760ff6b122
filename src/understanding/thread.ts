import { Worker } from 'node:worker_threads'
import { flawOf } from '../errors.ts'
import type { Logger, Timers } from '../ports/index.ts'
import type { Asked, UnderstandingParts, Understood } from './understand.ts'

/** A second thread that says what messages are about, for when many people write at once. */
export interface SecondReader {
  /**
   * Says what a message is about, by these parts. `undefined`, at once or later, where the caller
   * had better find out by itself: the thread is not ready, has enough to do, or is gone.
   */
  read(parts: UnderstandingParts, asked: Asked): Promise<Understood | undefined> | undefined
  /** Lets go of the thread and of all that it knows; the next message that is read begins another. */
  rest(): void
}

/** What a second reader works with. */
export interface SecondReaderOptions {
  readonly logger: Logger
  readonly timers: Timers
  /** What runs in the thread, for tests that let it fail. */
  readonly begin?: () => Worker
}

/** After the parts: messages that go to the thread together, and what it says of them, in their order. */
export interface Batch {
  readonly number: number
  readonly messages: readonly Asked[]
}

/** What the thread says: that it can begin, then of each batch what its messages are about. */
export type ThreadAnswer =
  | { readonly type: 'ready' }
  | {
      readonly type: 'read'
      readonly number: number
      readonly understood: readonly (Understood | undefined)[]
    }

/** So many messages wait for the thread at most; this one reads the others itself. */
const MOST_WAITING = 256
/** A thread that says nothing for so long is given up. */
const LONGEST_MS = 2_000
/** Room for what is short-lived: more of it is memory that nobody needs. */
const YOUNG_MB = 6

/** Creates a reader whose thread begins when the first message is to be read. */
export function createSecondReader(options: SecondReaderOptions): SecondReader {
  const { logger, timers, begin = beginWorker } = options
  let helper: Helper | undefined
  return {
    read(parts, asked) {
      if (helper?.parts !== parts) {
        helper?.end()
        helper = startHelper(parts, begin, timers, (reason) =>
          logger.warn('the second reader is given up for now; messages are read without it', {
            ...reason,
          }),
        )
      }
      return helper.read(asked)
    },
    rest() {
      helper?.end()
      helper = undefined
    },
  }
}

/** A thread that knows certain parts. One that is given up stays so, until the next is begun. */
interface Helper {
  readonly parts: UnderstandingParts
  read(asked: Asked): Promise<Understood | undefined> | undefined
  end(): void
}

interface Waiting {
  readonly asked: Asked
  readonly resolve: (understood: Understood | undefined) => void
}

function startHelper(
  parts: UnderstandingParts,
  begin: () => Worker,
  timers: Timers,
  onGivenUp: (reason: ReturnType<typeof flawOf>) => void,
): Helper {
  let isReady = false
  let isGone = false
  let gathered: Waiting[] = []
  const sent = new Map<number, { readonly batch: readonly Waiting[]; readonly stop: () => void }>()
  let waiting = 0
  let batches = 0
  const worker = begin()
  // It keeps no process alive that has nothing else to do.
  worker.unref()
  worker.on('message', (answer: ThreadAnswer) => {
    if (answer.type === 'ready') {
      isReady = true
      return
    }
    const done = sent.get(answer.number)
    if (done === undefined) return
    sent.delete(answer.number)
    done.stop()
    waiting -= done.batch.length
    for (const [at, { resolve }] of done.batch.entries()) resolve(answer.understood[at])
  })
  worker.on('error', giveUp)
  worker.postMessage(parts)
  worker.on('exit', (code) => giveUp(new Error(`The thread ended with ${code}.`)))

  function send(): void {
    if (isGone) return
    batches += 1
    const batch = gathered
    gathered = []
    const late = () => giveUp(new Error(`The thread said nothing for ${LONGEST_MS} ms.`))
    sent.set(batches, { batch, stop: timers.after(LONGEST_MS, late) })
    const messages = batch.map(({ asked }) => asked)
    worker.postMessage({ number: batches, messages } satisfies Batch)
  }

  function giveUp(error: unknown): void {
    if (isGone) return
    onGivenUp(flawOf(error))
    end()
  }

  function end(): void {
    isGone = true
    for (const { resolve } of gathered) resolve(undefined)
    for (const { batch, stop } of sent.values()) {
      stop()
      for (const { resolve } of batch) resolve(undefined)
    }
    gathered = []
    sent.clear()
    void worker.terminate()
  }

  return {
    parts,
    end,
    read(asked) {
      if (!isReady || isGone || waiting >= MOST_WAITING) return undefined
      waiting += 1
      return new Promise((resolve) => {
        // What comes in one round of the event loop goes together.
        if (gathered.length === 0) setImmediate(send)
        gathered.push({ asked, resolve })
      })
    },
  }
}

/** A thread that runs `work.ts`, from the same translated files as the whole. */
function beginWorker(): Worker {
  return new Worker(new URL('../run.mjs', import.meta.url), {
    argv: ['understanding/work.ts'],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  })
}
