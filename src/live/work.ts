import { parentPort, workerData } from 'node:worker_threads'
import type { Fault } from '../core/index.ts'
import { silentLogger } from '../ports/index.ts'
import { type Learnt, learn } from '../services.ts'
import { workOutEffect } from './effect.ts'
import { findFaults } from './find-faults.ts'
import type { Said, Task } from './thread.ts'

// What runs in a thread of its own: one task, messages on the way, one with the outcome.
say({ type: 'outcome', value: work(workerData as Task) })

function say(said: Said): void {
  parentPort?.postMessage(said)
}

function work(task: Task): readonly Fault[] | Learnt | undefined {
  if (task.type === 'effect') {
    workOutEffect(task, (value) => say({ type: 'step', value }))
    return undefined
  }
  if (task.type === 'learn') {
    return learn(task.lesson, { modelDirs: task.modelDirs, logger: silentLogger })
  }
  return findFaults(task)
}
