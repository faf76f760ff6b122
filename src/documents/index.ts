/**
 * Reads the YAML that people write into typed values, or into faults that name the file, the line,
 * the column, what was found, what is allowed and the nearest known name. Never throws for what
 * stands in a file.
 */
export { type DocumentCache, openDocumentCache } from './cache.ts'
export { day, id, localized, source, text } from './fields.ts'
export { type Document, type Location, type Path, type ReadDocument, readDocument } from './read.ts'
export { readTree, type SourceFile } from './tree.ts'
export { findMisfits, type Validated, validate } from './validate.ts'
