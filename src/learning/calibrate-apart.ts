import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { type CalibrationTask, type Calibrator, calibrate, type Fusion } from '../faq/index.ts'

/** What the thread is started with. */
export interface CalibrationWork {
  readonly task: CalibrationTask
  /** What it has come to: {@link STEPS}. */
  readonly step: Int32Array<SharedArrayBuffer>
  /** Where the outcome goes: a {@link Fusion}, or nothing where it failed. */
  readonly port: MessagePort
}

/** What a thread has come to. */
export const STEPS = { started: 0, begun: 1, done: 2 } as const

/** Fewer phrasings are calibrated before a thread has begun. */
const FEWEST_PHRASINGS = 3000
const LONGEST_START_MS = 15_000
const LONGEST_WORK_MS = 300_000

/**
 * Calibrates in a thread of its own while this one trains, where that is worth it. Whoever asks for
 * the outcome waits for it. A thread that does not come to it costs time, no more: this one does the
 * same work then.
 */
export const calibrateApart: Calibrator = (task) => {
  const here = () => calibrate(task.set, task.options)
  if (task.set.texts.length < FEWEST_PHRASINGS) return here
  const { port1: inbox, port2: port } = new MessageChannel()
  const step = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const workerData: CalibrationWork = { task, step, port }
  const script = new URL('./calibrate-thread.mjs', import.meta.url)
  const worker = new Worker(script, { workerData, transferList: [port] })
  // Its outcome is missed where it is asked for; nobody needs to hear of it twice.
  worker.on('error', () => {})
  return () => {
    Atomics.wait(step, 0, STEPS.started, LONGEST_START_MS)
    Atomics.wait(step, 0, STEPS.begun, LONGEST_WORK_MS)
    const received = receiveMessageOnPort(inbox) as { readonly message?: Fusion } | undefined
    inbox.close()
    void worker.terminate()
    return received?.message ?? here()
  }
}
