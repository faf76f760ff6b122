import { SHEET_RULES, type SheetFault, type SheetImport } from '../../../content/index.ts'
import type { OverrideRecord } from '../../../ports/index.ts'
import { faultWords, quoted } from '../changes/faults.tsx'
import { Layout } from '../layout.tsx'
import type { PageContext } from '../page.ts'
import { Notice, Token } from '../page-parts.tsx'
import { sayContent } from './words.ts'

/** What became of a spreadsheet. */
export interface ImportOutcome {
  readonly found: Pick<SheetImport, 'documents' | 'unchanged' | 'faults'>
  /** The change that was made of its rows. */
  readonly made?: OverrideRecord | undefined
}

/** Mistakes shown at once. */
const MAX_SHOWN = 200

/** Taking a spreadsheet of answers or partners out, and bringing it back. */
export function ImportPage(props: {
  readonly page: PageContext
  readonly outcome?: ImportOutcome | undefined
}) {
  const { page, outcome } = props
  return (
    <Layout page={page} title={sayContent(page, 'import.title')}>
      <p class="back">
        <a href="/staff/content" data-key="b">
          {sayContent(page, 'back')}
        </a>
      </p>
      {outcome === undefined ? null : <Result page={page} {...outcome} />}
      <section class="card">
        <h2>{sayContent(page, 'import.out')}</h2>
        <p>{sayContent(page, 'import.out-hint')}</p>
        <div class="actions">
          {(['entry', 'partner'] as const).flatMap((kind) =>
            (['xlsx', 'csv'] as const).map((format) => (
              <a class="button quiet small" href={`/staff/content/content.${format}?kind=${kind}`}>
                {sayContent(page, `import.file-${kind}`, { format: format.toUpperCase() })}
              </a>
            )),
          )}
        </div>
      </section>
      <form method="post" action="/staff/content/import" enctype="multipart/form-data" class="card">
        <Token page={page} />
        <h2>{sayContent(page, 'import.in')}</h2>
        <p>{sayContent(page, 'import.in-hint')}</p>
        <label>
          {sayContent(page, 'import.file')}
          <input type="file" name="file" accept=".xlsx,.csv" required />
        </label>
        <label class="check">
          <input type="checkbox" name="good" value="1" />
          <span>{sayContent(page, 'import.only-good')}</span>
        </label>
        <button type="submit">{sayContent(page, 'import.submit')}</button>
      </form>
    </Layout>
  )
}

function Result({ page, found, made }: ImportOutcome & { readonly page: PageContext }) {
  const { documents, unchanged, faults } = found
  const rows = made?.change.type === 'import' ? made.change.rows.length : 0
  const counts = { made: rows, unchanged, good: documents.length }
  return (
    <>
      {made !== undefined ? (
        <div class="notice good" role="status">
          <p>{sayContent(page, 'import.made', counts)}</p>
          <a href={`/staff/changes/${encodeURIComponent(made.id)}`}>
            {sayContent(page, 'import.go')}
          </a>
        </div>
      ) : (
        <Notice
          text={sayContent(page, faults.length > 0 ? 'import.refused' : 'import.same', counts)}
          good={faults.length === 0}
        />
      )}
      {faults.length === 0 ? null : <Faults page={page} faults={faults} />}
    </>
  )
}

function Faults(props: { readonly page: PageContext; readonly faults: readonly SheetFault[] }) {
  const { page, faults } = props
  const title = sayContent(page, 'import.faults', { count: faults.length })
  return (
    <section class="card scroll" tabindex={0} aria-label={title}>
      <table class="faults">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{sayContent(page, 'import.row')}</th>
            <th scope="col">{sayContent(page, 'import.column')}</th>
            <th scope="col">{sayContent(page, 'import.fault')}</th>
          </tr>
        </thead>
        <tbody>
          {faults.slice(0, MAX_SHOWN).map((fault) => (
            <tr>
              <td>{fault.row ?? ''}</td>
              <td>
                <bdi class="code">{fault.column ?? ''}</bdi>
              </td>
              <td>{sheetWords(page, fault)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function sheetWords(page: PageContext, { rule, message }: SheetFault): string {
  const own = SHEET_RULES.find((one) => one === rule)
  if (own === undefined) return faultWords(page, { rule, message })
  const [, name = ''] = /"([^"]+)"/u.exec(message) ?? []
  return sayContent(page, `import.rule.${own}`, { name: quoted(name) })
}
