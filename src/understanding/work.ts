import { parentPort } from 'node:worker_threads'
import type { Batch, ThreadAnswer } from './thread.ts'
import {
  type Asked,
  createUnderstanding,
  type Understanding,
  type UnderstandingParts,
  type Understood,
  understand,
} from './understand.ts'

// What runs in the thread: it makes the understanding of the parts that come first, which it does
// not keep, then reads batch after batch.
parentPort?.once('message', (parts: UnderstandingParts) => {
  const understanding = createUnderstanding(parts)
  parentPort?.on('message', ({ number, messages }: Batch) => {
    const understood = messages.map((asked) => read(understanding, asked))
    say({ type: 'read', number, understood })
  })
  say({ type: 'ready' })
})

/** What breaks here breaks in the turn too, which knows what to say then. */
function read(by: Understanding, asked: Asked): Understood | undefined {
  try {
    return understand(by, asked)
  } catch {
    return undefined
  }
}

function say(answer: ThreadAnswer): void {
  parentPort?.postMessage(answer)
}
