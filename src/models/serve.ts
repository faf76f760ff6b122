import { parentPort, workerData } from 'node:worker_threads'
import { isDalilError, messageOf } from '../errors.ts'
import type { Said, ThreadAnswer } from './thread.ts'

/** A model that is loaded. */
export interface ServedModel {
  readonly about: unknown
  answer(request: unknown): Promise<unknown>
}

/** The thread's side of a model: loads it, says what it is, and answers one request after the other. */
export async function serveModel(load: (dir: string) => Promise<ServedModel>): Promise<void> {
  const { dir } = workerData as { dir: string }
  const say = (answer: ThreadAnswer) => parentPort?.postMessage(answer)
  let model: ServedModel
  try {
    model = await load(dir)
  } catch (error) {
    say({
      type: 'unusable',
      ...said(error, 'models:unusable', `The model in ${dir} is not loaded`),
    })
    return
  }
  say({ type: 'ready', about: model.about })
  let last: Promise<void> = Promise.resolve()
  parentPort?.on('message', ({ number, request }: { number: number; request: unknown }) => {
    last = last.then(async () => {
      try {
        say({ type: 'done', number, value: await model.answer(request) })
      } catch (error) {
        say({
          type: 'failed',
          number,
          ...said(error, 'models:failed', `The model in ${dir} failed`),
        })
      }
    })
  })
}

/** What our own errors say; of others, their first line. */
function said(error: unknown, code: string, what: string): Said {
  if (isDalilError(error)) return { code: error.code, message: error.message }
  return { code, message: `${what}: ${messageOf(error).split('\n')[0]}` }
}
