import { parentPort } from 'node:worker_threads'
import { forgetLastText } from '../core/index.ts'
import { createSealer } from '../privacy/index.ts'
import {
  type Asked,
  createUnderstanding,
  type Understanding,
  type Understood,
  understand,
} from '../understanding/index.ts'
import type { Batch, Equipment, ThreadAnswer } from './second-thread.ts'

// What runs in the thread: its equipment comes first, of which it keeps what it makes of it, then
// batch after batch.
parentPort?.once('message', ({ parts, keyring }: Equipment) => {
  const understanding = createUnderstanding(parts)
  const sealer = createSealer(keyring)
  parentPort?.on('message', ({ number, asked, texts }: Batch) => {
    say({
      type: 'done',
      number,
      understood: asked.map((one) => read(understanding, one)),
      sealed: texts.map(({ text, purpose }) => sealer.seal(text, purpose)),
    })
    forgetLastText()
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
