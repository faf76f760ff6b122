import { DalilError } from '../errors.ts'
import type { ContentChange, OverrideRecord, OverrideState, Repositories } from '../ports/index.ts'

/** What the audit log names a change by: never the name that somebody gave a spreadsheet. */
export function subjectOf({ id, change }: OverrideRecord): string {
  return change.type === 'import' ? id : change.target
}

/** A change without some rows, where it is an import. */
export function without(change: ContentChange, targets: ReadonlySet<string>): ContentChange {
  if (change.type !== 'import') return change
  return { ...change, rows: change.rows.filter(({ target }) => !targets.has(target)) }
}

/**
 * A change as it is kept, in one of these states.
 *
 * @throws DalilError `review:change_not_found`, `review:change_changed`.
 */
export async function current(
  kept: Pick<Repositories, 'overrides'>,
  id: string,
  revision: number,
  states: readonly OverrideState[],
): Promise<OverrideRecord> {
  const record = await kept.overrides.find(id)
  if (record === undefined) {
    throw new DalilError('review:change_not_found', `Change ${id} is not there any more.`)
  }
  if (record.revision !== revision || !states.includes(record.state)) {
    const message = `Change ${id} was changed by somebody else meanwhile; look at it again.`
    throw new DalilError('review:change_changed', message)
  }
  return record
}
