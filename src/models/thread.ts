import { Worker } from 'node:worker_threads'
import { DalilError } from '../errors.ts'

/** What a thread is started with. */
export interface ModelThreadOptions {
  /** A `.mjs` file that ends in {@link serveModel}. */
  readonly script: URL
  /** The folder of the model. */
  readonly dir: string
}

/** A model in a thread of its own, so that nobody who writes meanwhile waits for it. */
export interface ModelThread {
  /** What the model says of itself. */
  readonly about: unknown
  /** Asks it one thing; things are done one after the other. @throws DalilError `models:failed` */
  ask(request: unknown): Promise<unknown>
  close(): Promise<void>
}

/** What a thread says: of itself first, then one answer a request. */
export type ThreadAnswer =
  | { readonly type: 'ready'; readonly about: unknown }
  | { readonly type: 'done'; readonly number: number; readonly value: unknown }
  | ({ readonly type: 'failed'; readonly number: number } & Said)
  | ({ readonly type: 'unusable' } & Said)

/** What a {@link DalilError} says; the error itself does not cross between threads. */
export interface Said {
  readonly code: string
  readonly message: string
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/**
 * Starts a thread and loads a model in it. Takes seconds; nothing else waits for that.
 *
 * @throws DalilError of the model's folder, or `models:failed` where it could not be loaded.
 */
export function startModelThread({ script, dir }: ModelThreadOptions): Promise<ModelThread> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: { dir } })
    const waiting = new Map<number, Waiting>()
    let asked = 0
    let gone: DalilError | undefined
    const end = (error: DalilError) => {
      gone ??= error
      reject(gone)
      for (const one of waiting.values()) one.reject(gone)
      waiting.clear()
    }
    const ask = (request: unknown) =>
      new Promise<unknown>((done, failed) => {
        if (gone !== undefined) return failed(gone)
        asked++
        waiting.set(asked, { resolve: done, reject: failed })
        worker.postMessage({ number: asked, request })
      })
    worker.on('message', (answer: ThreadAnswer) => {
      if (answer.type === 'ready') {
        resolve({ about: answer.about, ask, close: async () => void (await worker.terminate()) })
      } else if (answer.type === 'unusable') {
        end(new DalilError(answer.code, answer.message))
        void worker.terminate()
      } else {
        const one = waiting.get(answer.number)
        waiting.delete(answer.number)
        if (answer.type === 'done') one?.resolve(answer.value)
        else one?.reject(new DalilError(answer.code, answer.message))
      }
    })
    worker.on('error', (error) => end(failure(dir, error.message)))
    worker.on('exit', () => end(failure(dir, 'its thread has ended')))
  })
}

function failure(dir: string, reason: string): DalilError {
  return new DalilError('models:failed', `The model in ${dir} failed: ${reason.split('\n')[0]}`)
}
