import { kindOf, readSheet, type SheetImport, toXlsx } from '../../content/index.ts'
import type { OverrideKind, OverrideRecord } from '../../ports/index.ts'
import { asFile, toCsv } from '../csv.ts'
import { findOpenDrafts } from './content/drafts.ts'
import { type ImportOutcome, ImportPage } from './content/import-page.tsx'
import { firstOf, oneLine, readForm } from './questions/form.ts'
import { html, type StaffContext, type Workspace } from './workspace.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The content as spreadsheets: out as it is in use, and in as drafts. */
export function importRoutes(work: Workspace): void {
  const { on, pageOf, editing, publishing } = work
  const kindIn = (c: StaffContext): OverrideKind =>
    c.req.query('kind') === 'partner' ? 'partner' : 'entry'

  on('GET /content/content.csv', async (c) => {
    c.header('Content-Type', 'text/csv; charset=utf-8')
    c.header('Content-Disposition', asFile(`dalil-${kindIn(c)}.csv`))
    return c.body(toCsv(await editing.rows(kindIn(c))))
  })

  on('GET /content/content.xlsx', async (c) => {
    c.header('Content-Type', XLSX)
    c.header('Content-Disposition', asFile(`dalil-${kindIn(c)}.xlsx`))
    return c.body(new Uint8Array(await toXlsx(await editing.rows(kindIn(c)))))
  })

  on('GET /content/import', (c) => show(c))

  on('POST /content/import', async (c) => {
    const file = (await c.req.parseBody()).file
    const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array()
    const table = await readSheet(bytes)
    const kind = kindOf(table)
    const found: ImportOutcome['found'] =
      kind === undefined
        ? {
            documents: [],
            unchanged: 0,
            faults: [...table.faults, ...(isRead(table) ? [NO_NAMES] : [])],
          }
        : await editing.importSheet(table, kind)
    const onlyGood = firstOf(await readForm(c), 'good') !== ''
    const isTaken = kind !== undefined && (found.faults.length === 0 || onlyGood)
    const name = nameOf(file instanceof File ? file.name : '')
    const made = isTaken ? await draft(c, { kind, name, rows: found.documents }) : undefined
    return show(c, { found, made })
  })

  /** One change of all rows, so that they are read and published together. */
  async function draft(
    c: StaffContext,
    { kind, name, rows }: Spreadsheet,
  ): Promise<OverrideRecord | undefined> {
    const known = new Set((await findOpenDrafts(work, kind)).map(sourceOf))
    // Who sends the same file twice does not make everything twice.
    const fresh = rows.filter(({ source }) => !known.has(source))
    if (fresh.length === 0) return undefined
    const change = { type: 'import', kind, target: name, rows: fresh } as const
    return publishing.draft(change, c.get('signedIn').staff)
  }

  function show(c: StaffContext, outcome?: ImportOutcome) {
    const page = pageOf(c, '/staff/content/import')
    const isFine =
      outcome === undefined || outcome.made !== undefined || outcome.found.faults.length === 0
    return c.html(html(<ImportPage page={page} outcome={outcome} />), isFine ? 200 : 400)
  }
}

interface Spreadsheet {
  readonly kind: OverrideKind
  readonly name: string
  readonly rows: SheetImport['documents']
}

function sourceOf({ change }: OverrideRecord): string | undefined {
  return change.type === 'whole' ? change.source : undefined
}

const MAX_NAME = 80

/** How people find the import again: the name of its file. */
function nameOf(file: string): string {
  return oneLine(file).slice(0, MAX_NAME) || 'dalil'
}

function isRead({ faults }: Awaited<ReturnType<typeof readSheet>>): boolean {
  return faults.length === 0
}

const NO_NAMES = {
  ...{ row: 1, rule: 'no-name', message: 'There is no column "entry" and none "partner".' },
} as const
