import { CHANNEL_LIMITS } from '../channels/limits.ts'
import { checkProject, type Overlay, readProject } from '../content/index.ts'
import type { Fault } from '../core/index.ts'
import { openDocumentCache } from '../documents/index.ts'

/** A project in its folder, with what lies over it. */
export interface ProjectPlace {
  readonly root: string
  readonly documentCache: string
  readonly today: string
  readonly overlay?: Overlay
}

/** Everything that is wrong in a project as it stands in its folder. */
export function findFaults({
  root,
  documentCache,
  today,
  overlay,
}: ProjectPlace): readonly Fault[] {
  const project = readProject(root, openDocumentCache(documentCache), overlay)
  // A file that cannot be read is missed everywhere else; those faults would hide the one that counts.
  if (project.faults.some(({ severity }) => severity === 'error')) return project.faults
  return checkProject(project, { today, limits: Object.values(CHANNEL_LIMITS) })
}
