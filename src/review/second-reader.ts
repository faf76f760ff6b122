import { DalilError } from '../errors.ts'
import type { OverrideRecord, Repositories, Role } from '../ports/index.ts'
import type { Reviewer } from './room.ts'

/** Roles that change the content, and so can read over what another one wrote. */
const READERS: readonly Role[] = ['editor', 'admin']

/** Whether a second reader is wanting: one is not asked for where there is nobody else. */
export async function isUnread(
  kept: Pick<Repositories, 'staff'>,
  { change, by: author, state }: OverrideRecord,
  by: Reviewer,
): Promise<boolean> {
  const isShort = change.type === 'phrasings' || change.type === 'status'
  if (isShort || state === 'reviewed' || author !== by.id) return false
  return (await kept.staff.list()).some(
    ({ id, role, disabled }) => id !== by.id && !disabled && READERS.includes(role),
  )
}

/** Nobody reads over their own. */
export function ownChange(): DalilError {
  const message = 'Nobody reviews what they wrote themselves; ask somebody else of the staff.'
  return new DalilError('review:own_change', message)
}

/** A change waits for its second reader. */
export function notReviewed(): DalilError {
  const message = 'Somebody else has to review this change before its author publishes it.'
  return new DalilError('review:not_reviewed', message)
}
