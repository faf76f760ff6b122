/**
 * Models that others trained (for meaning, for speech): where they lie, what is wrong with their
 * files, how they are fetched, and the thread of their own in which they run.
 */
export { fetchModel } from './fetch-model.ts'
export {
  type ModelFolder,
  modelFolderOf,
  openModelFolder,
  type Precision,
  unusable,
} from './folder.ts'
export { serveModel } from './serve.ts'
export { startModelThread } from './thread.ts'
