import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CHANNEL_LIMITS } from '../../channels/limits.ts'
import {
  createEditing,
  kindOf,
  type Overlay,
  readProject,
  readSheet,
  type SheetFault,
  type SheetImport,
  singleChanges,
} from '../../content/index.ts'
import { readDocument } from '../../documents/index.ts'
import { DalilError } from '../../errors.ts'
import { type OverrideRepository, systemClock } from '../../ports/index.ts'
import { writeWhole } from './write-whole.ts'

/** What reading a spreadsheet works with. */
export interface ImportOptions {
  /** The folder of the project. */
  readonly root: string
  /** What the staff published; left out where the files alone count. */
  readonly store?: { readonly overrides: Pick<OverrideRepository, 'listPublished'> } | undefined
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
  const published = (await options.store?.overrides.listPublished()) ?? []
  const overlay = published.map(({ change }) => change)
  const project = readProject(root, undefined, overlay)
  const editing = createEditing({
    ...{ root, clock: systemClock, limits: Object.values(CHANNEL_LIMITS) },
    store: { overrides: { listPublished: async () => published } },
    knowledge: () => project,
  })
  const found = await editing.importSheet(table, kind)
  const { unchanged } = found
  const covered = coveredRows(found, overlay)
  const documents = found.documents.filter(({ row }) => !covered.some((one) => one.row === row))
  const faults = [...found.faults, ...covered].sort((a, b) => (a.row ?? 0) - (b.row ?? 0))
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

/** Rows that nobody would see: what was published of the same lies over the files. */
function coveredRows({ kind, documents }: SheetImport, overlay: Overlay): readonly SheetFault[] {
  const published = new Set(
    singleChanges(overlay).flatMap((change) => (change.kind === kind ? [change.target] : [])),
  )
  return documents
    .filter(({ target }) => published.has(target))
    .map(({ row, target }) => ({
      ...{ row, rule: 'published' },
      message: `What the staff published of "${target}" would cover this row; export and settle it first, or import at /staff/content/import.`,
    }))
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
