import type { AuditRecord } from '../../ports/index.ts'
import { Layout } from './layout.tsx'
import { type PageContext, say, showTime } from './page.ts'

/** Who changed what, newest first. There is nothing on it to press: the log cannot be edited. */
export function AuditPage(props: {
  readonly page: PageContext
  readonly records: readonly AuditRecord[]
  /** Names of accounts by id. */
  readonly names: ReadonlyMap<string, string>
  readonly older?: string | undefined
}) {
  const { page, records } = props
  return (
    <Layout page={page} title={say(page, 'audit.title')}>
      <p class="hint">{say(page, 'audit.hint')}</p>
      {records.length === 0 ? <p class="empty">{say(page, 'audit.none')}</p> : null}
      <ol class="log">
        {records.map((record) => (
          <li>
            <time datetime={new Date(record.at).toISOString()}>{showTime(page, record.at)}</time>
            <span class="who">
              <bdi>{nameOf(page, props.names, record.by)}</bdi>
            </span>
            <span>{say(page, `audit.action.${record.action}`)}</span>
            <Target record={record} names={props.names} page={page} />
          </li>
        ))}
      </ol>
      {props.older === undefined ? null : <a href={props.older}>{say(page, 'questions.more')}</a>}
    </Layout>
  )
}

function Target(props: {
  readonly page: PageContext
  readonly record: AuditRecord
  readonly names: ReadonlyMap<string, string>
}) {
  const { page, record, names } = props
  const { target, role, by } = record
  const name = target === undefined || target === by ? undefined : (names.get(target) ?? target)
  return (
    <span class="target">
      {name === undefined ? null : <bdi>{name}</bdi>}
      {role === undefined ? null : <span class="tag">{say(page, `role.${role}`)}</span>}
    </span>
  )
}

function nameOf(page: PageContext, names: ReadonlyMap<string, string>, by: string): string {
  if (by === 'terminal' || by === 'unknown') return say(page, `audit.${by}`)
  return names.get(by) ?? by
}
