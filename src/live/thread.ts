import { Worker } from 'node:worker_threads'
import type { Fault } from '../core/index.ts'
import type { PreviewStep } from '../review/index.ts'
import type { Learnt, Lesson } from '../services.ts'
import type { EffectTask } from './effect.ts'
import type { ProjectPlace } from './find-faults.ts'

/** Finds what is wrong in the project as it stands in its folder, with what lies over it. */
export interface CheckTask extends ProjectPlace {
  readonly type: 'check'
}

/** Learns a lesson, and keeps the model in the first of the folders. */
export interface LearnTask {
  readonly type: 'learn'
  readonly lesson: Lesson
  readonly modelDirs: readonly string[]
}

/** What a thread is asked to do. */
export type Task = CheckTask | EffectTask | LearnTask

/** What a thread says: something on the way, or the outcome. */
export interface Said {
  readonly type: 'step' | 'outcome'
  readonly value: unknown
}

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

/** Works out in a thread of its own what a change would do, telling what becomes known. */
export async function workOutApart(
  task: Omit<EffectTask, 'type'>,
  tell: (step: PreviewStep) => void,
  signal: AbortSignal,
): Promise<void> {
  await runApart({ ...task, type: 'effect' }, signal, (step) => tell(step as PreviewStep))
}

/** A thread takes seconds of work off the one that answers people; it ends when it is done. */
function runApart(
  task: Task,
  signal: AbortSignal,
  onStep: (step: unknown) => void = () => {},
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.mjs', import.meta.url), { workerData: task })
    const abort = () => {
      void worker.terminate()
      reject(signal.reason)
    }
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort, { once: true })
    worker.on('message', ({ type, value }: Said) => {
      if (type === 'outcome') resolve(value)
      else if (!signal.aborted) onStep(value)
    })
    worker.once('error', reject)
    worker.once('exit', (code) => {
      signal.removeEventListener('abort', abort)
      reject(new Error(`The thread ended with ${code} before it was done.`))
    })
  })
}
