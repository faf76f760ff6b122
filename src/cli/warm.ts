import { readProject } from '../content/index.ts'
import { openDocumentCache } from '../documents/index.ts'
import { messageOf } from '../errors.ts'
import { silentLogger } from '../ports/index.ts'
import { createServices } from '../services.ts'
import { DOCUMENT_CACHE, MODEL_CACHE, PROJECT_ROOT } from './paths.ts'

// Run by `npm ci`: trains the model of the content as it is shipped, so that the first start and
// the first question wait for nothing. Without it they train by themselves, hence no failure here.
try {
  createServices({
    project: readProject(PROJECT_ROOT, openDocumentCache(DOCUMENT_CACHE)),
    modelDirs: [MODEL_CACHE],
    retentionDays: 1,
    logger: silentLogger,
  })
} catch (error) {
  process.stderr.write(`The model will be trained at the first start: ${messageOf(error)}\n`)
}
