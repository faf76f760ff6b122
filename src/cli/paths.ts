import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project: where `content/` and `flows/` stand. */
export const PROJECT_ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Where models trained on the content as it is shipped are kept between runs. */
export const MODEL_CACHE = join(PROJECT_ROOT, 'node_modules', '.cache', 'dalil')

/** What was parsed of the content, kept between runs. */
export const DOCUMENT_CACHE = join(MODEL_CACHE, 'documents.json')
