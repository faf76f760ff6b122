import { isDalilError } from '../../errors.ts'
import { type PageContext, say } from './page.ts'

/** What went wrong, in words, and the status of the answer. */
export interface Problem {
  readonly text: string
  readonly status: 400 | 401 | 404 | 409 | 410 | 429
}

const STATUS: Readonly<Record<string, Problem['status']>> = {
  'staff:wrong': 401,
  'staff:wrong_code': 401,
  'staff:session_ended': 401,
  'staff:locked': 429,
  'staff:link_used': 410,
  'staff:not_found': 404,
  'staff:last_admin': 409,
  'staff:is_disabled': 409,
  'staff:name_taken': 409,
  'staff:bad_name': 400,
  'staff:weak_password': 400,
}

/** An error of the accounts in words; any other is thrown on. */
export function toProblem(page: PageContext, error: unknown): Problem {
  const status = isDalilError(error) ? STATUS[error.code] : undefined
  if (!isDalilError(error) || status === undefined) throw error
  const key = error.code.replace('staff:', 'problem.').replaceAll('_', '-')
  const seconds = Math.ceil(Number(error.details.retryAfterMs ?? 0) / 1000)
  return { text: say(page, key, { seconds }), status }
}
