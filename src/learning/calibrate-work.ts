import { workerData } from 'node:worker_threads'
import { calibrate, type Fusion } from '../faq/index.ts'
import { type CalibrationWork, STEPS } from './calibrate-apart.ts'

// What runs in the thread: one calibration. Whoever waits is woken, whatever comes of it.
const { task, step, port } = workerData as CalibrationWork
tell(STEPS.begun)
port.postMessage(outcome())
tell(STEPS.done)

function outcome(): Fusion | undefined {
  try {
    return calibrate(task.set, task.options)
  } catch {
    return undefined
  }
}

function tell(reached: number): void {
  Atomics.store(step, 0, reached)
  Atomics.notify(step, 0)
}
