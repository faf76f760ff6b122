import { parentPort, workerData } from 'node:worker_threads'
import { CHANNEL_LIMITS } from '../channels/limits.ts'
import { checkProject, readProject } from '../content/index.ts'
import type { Fault } from '../core/index.ts'
import { openDocumentCache } from '../documents/index.ts'
import { silentLogger } from '../ports/index.ts'
import { type Learnt, learn } from '../services.ts'
import type { Task } from './thread.ts'

// What runs in a thread of its own: one task, one message with the outcome.
parentPort?.postMessage(work(workerData as Task))

function work(task: Task): readonly Fault[] | Learnt {
  if (task.type === 'learn') {
    return learn(task.lesson, { modelDirs: task.modelDirs, logger: silentLogger })
  }
  const project = readProject(task.root, openDocumentCache(task.documentCache), task.overlay)
  // A file that cannot be read is missed everywhere else; those faults would hide the one that counts.
  if (project.faults.some(({ severity }) => severity === 'error')) return project.faults
  return checkProject(project, { today: task.today, limits: Object.values(CHANNEL_LIMITS) })
}
