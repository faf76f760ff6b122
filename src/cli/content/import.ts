import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CHANNEL_LIMITS } from '../../channels/limits.ts'
import {
  createEditing,
  kindOf,
  readProject,
  readSheet,
  type SheetFault,
} from '../../content/index.ts'
import { readDocument } from '../../documents/index.ts'
import { DalilError } from '../../errors.ts'
import { systemClock } from '../../ports/index.ts'
import { writeWhole } from './write-whole.ts'

/** What reading a spreadsheet works with. */
export interface ImportOptions {
  /** The folder of the project. */
  readonly root: string
  /** Where the files are written instead. */
  readonly to?: string | undefined
  /** Writes the rows without a mistake where others have one. */
  readonly onlyGood: boolean
  readonly say: (line: string) => void
}

/**
 * Writes the rows of a spreadsheet of entries or partners as files of the content. Resolves with
 * whether there was no mistake; with one, nothing is written unless only the good rows are asked for.
 */
export async function importContent(file: string, options: ImportOptions): Promise<boolean> {
  const { root, to = root, onlyGood, say } = options
  const table = await readSheet(readBytes(file))
  const kind = kindOf(table)
  if (kind === undefined) {
    for (const fault of table.faults) say(formatSheetFault(fault))
    if (table.faults.length === 0) say('There is no column "entry" and none "partner".')
    return false
  }
  const editing = createEditing({
    ...{ root, clock: systemClock, limits: Object.values(CHANNEL_LIMITS) },
    store: { overrides: { listPublished: async () => [] } },
    knowledge: (() => {
      const project = readProject(root)
      return () => project
    })(),
  })
  const { documents, faults, unchanged } = await editing.importSheet(table, kind)
  for (const fault of faults) say(formatSheetFault(fault))
  const written = faults.length === 0 || onlyGood ? documents : []
  for (const { target, source } of written) {
    const path = kind === 'partner' ? `content/partners/${target}.yaml` : entryFile(target, source)
    writeWhole(join(to, path), source)
    say(path)
  }
  say(`${written.length} files written, ${unchanged} rows unchanged, ${faults.length} mistakes`)
  return faults.length === 0
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch (cause) {
    const message = `The spreadsheet ${file} could not be read; check that it is there and readable.`
    throw new DalilError('content:sheet_unreadable', message, { cause })
  }
}

function formatSheetFault({ row, column, rule, message }: SheetFault): string {
  const where = [row === undefined ? '' : `row ${row}`, column ?? ''].filter(Boolean).join(', ')
  return `${where === '' ? 'file' : where}: ${message} (${rule})`
}

function entryFile(target: string, source: string): string {
  const { value } = readDocument(target, source)
  const topic = typeof value === 'object' && value !== null && 'topic' in value ? value.topic : ''
  return `content/faq/${topic}/${target}.yaml`
}
