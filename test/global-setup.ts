import { DOCUMENT_CACHE, MODEL_CACHE, PROJECT_ROOT } from '../src/cli/paths.ts'
import { readProject } from '../src/content/index.ts'
import { openDocumentCache } from '../src/documents/index.ts'
import { silentLogger } from '../src/ports/index.ts'
import { createServices } from '../src/services.ts'

/** Trains the model of the content once, so that no single test waits for it. */
export default function setup(): void {
  createServices({
    project: readProject(PROJECT_ROOT, openDocumentCache(DOCUMENT_CACHE)),
    modelDirs: [MODEL_CACHE],
    retentionDays: 90,
    logger: silentLogger,
  })
}
