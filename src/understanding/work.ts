import { parentPort, workerData } from 'node:worker_threads'
import type { Batch, ThreadAnswer } from './thread.ts'
import {
  type Asked,
  createUnderstanding,
  type UnderstandingParts,
  type Understood,
  understand,
} from './understand.ts'

// What runs in the thread: it makes the understanding, then reads batch after batch.
const understanding = createUnderstanding(workerData as UnderstandingParts)

parentPort?.on('message', ({ number, messages }: Batch) => {
  say({ type: 'read', number, understood: messages.map(read) })
})
say({ type: 'ready' })

/** What breaks here breaks in the turn too, which knows what to say then. */
function read(asked: Asked): Understood | undefined {
  try {
    return understand(understanding, asked)
  } catch {
    return undefined
  }
}

function say(answer: ThreadAnswer): void {
  parentPort?.postMessage(answer)
}
