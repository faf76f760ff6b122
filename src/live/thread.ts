import { Worker } from 'node:worker_threads'
import type { Overlay } from '../content/index.ts'
import type { Fault } from '../core/index.ts'
import type { Learnt, Lesson } from '../services.ts'

/** Finds what is wrong in the project as it stands in its folder, with what lies over it. */
export interface CheckTask {
  readonly type: 'check'
  readonly root: string
  readonly documentCache: string
  readonly today: string
  readonly overlay?: Overlay
}

/** Learns a lesson, and keeps the model in the first of the folders. */
export interface LearnTask {
  readonly type: 'learn'
  readonly lesson: Lesson
  readonly modelDirs: readonly string[]
}

/** What a thread is asked to do. */
export type Task = CheckTask | LearnTask

/** Finds what is wrong in the project, in a thread of its own. */
export function checkApart(
  task: Omit<CheckTask, 'type'>,
  signal: AbortSignal,
): Promise<readonly Fault[]> {
  return runApart({ ...task, type: 'check' }, signal) as Promise<readonly Fault[]>
}

/** Learns a lesson in a thread of its own. */
export function learnApart(task: Omit<LearnTask, 'type'>, signal: AbortSignal): Promise<Learnt> {
  return runApart({ ...task, type: 'learn' }, signal) as Promise<Learnt>
}

/** A thread takes seconds of work off the one that answers people; it ends when it is done. */
function runApart(task: Task, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.mjs', import.meta.url), { workerData: task })
    const abort = () => {
      void worker.terminate()
      reject(signal.reason)
    }
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort, { once: true })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => {
      signal.removeEventListener('abort', abort)
      reject(new Error(`The thread ended with ${code} before it was done.`))
    })
  })
}
