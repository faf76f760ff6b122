import { MODEL_CACHE, PROJECT_ROOT } from '../../src/cli/paths.ts'
import { type Project, readProject } from '../../src/content/index.ts'
import type { TurnServices } from '../../src/conversation/index.ts'
import { silentLogger } from '../../src/ports/index.ts'
import { createServices } from '../../src/services.ts'

let project: Project | undefined
let services: TurnServices | undefined

/** The real content and flows, read once for a test file. */
export function realProject(): Project {
  project ??= readProject(PROJECT_ROOT)
  return project
}

/** The real services over the real content: the same matcher, gate and directory that people meet. */
export function realServices(): TurnServices {
  services ??= createServices({
    project: realProject(),
    modelDirs: [MODEL_CACHE],
    retentionDays: 90,
    logger: silentLogger,
  })
  return services
}
