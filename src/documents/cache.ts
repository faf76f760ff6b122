import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Document, type ReadDocument, readDocument } from './read.ts'

/** Reads documents, and remembers between runs what stands in those that had no fault. */
export interface DocumentCache {
  readonly read: ReadDocument
  /** Keeps what was read in this run; a folder that cannot be written is no fault. */
  keep(): void
}

/**
 * Opens a cache of parsed documents. Parsing YAML with the place of every value takes a second for
 * the whole content; its values alone are there in milliseconds, and places are worked out only when
 * somebody asks for one. A cache that is not there, or cannot be read, is an empty one.
 */
export function openDocumentCache(path: string): DocumentCache {
  const known = readCache(path)
  const used = new Map<string, unknown>()
  let changed = false
  return {
    read(file, source) {
      const key = createHash('sha1').update(source).digest('base64url')
      if (known.has(key)) {
        const value = known.get(key)
        used.set(key, value)
        return lazily(file, source, value)
      }
      const document = readDocument(file, source)
      if (document.faults.length === 0) {
        used.set(key, document.value)
        changed = true
      }
      return document
    },
    keep() {
      if (!changed && used.size === known.size) return
      try {
        mkdirSync(dirname(path), { recursive: true })
        writeFileSync(`${path}.tmp`, JSON.stringify([...used]))
        renameSync(`${path}.tmp`, path)
      } catch {
        // The next run parses again.
      }
    },
  }
}

function lazily(file: string, source: string, value: unknown): Document {
  let parsed: Document | undefined
  const places = () => {
    parsed ??= readDocument(file, source)
    return parsed
  }
  return {
    file,
    value,
    faults: [],
    locate: (path) => places().locate(path),
    locateKey: (path) => places().locateKey(path),
  }
}

function readCache(path: string): Map<string, unknown> {
  try {
    const entries: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return Array.isArray(entries) ? new Map(entries) : new Map()
  } catch {
    return new Map()
  }
}
