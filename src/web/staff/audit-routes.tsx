import { AuditPage } from './audit.tsx'
import { html, type Workspace } from './workspace.ts'

const PAGE_SIZE = 100

/** The log of all changes, to be read and nothing else. */
export function auditRoutes(work: Workspace): void {
  work.on('GET /audit', async (c) => {
    const before = c.req.query('before')
    const records = await work.store.audit.list({
      limit: PAGE_SIZE,
      ...(before === undefined ? {} : { before }),
    })
    const last = records.length === PAGE_SIZE ? records.at(-1) : undefined
    const people = await work.staff.people.list()
    const body = (
      <AuditPage
        page={work.pageOf(c, '/staff/audit')}
        records={records}
        names={new Map(people.map(({ id, name }) => [id, name]))}
        older={
          last === undefined ? undefined : `/staff/audit?before=${encodeURIComponent(last.id)}`
        }
      />
    )
    return c.html(html(body))
  })
}
