import { DalilError } from '../errors.ts'

/** What a person signs in with, in the one form in which it is kept and compared. */
export function toStaffName(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}

/** @throws DalilError `staff:bad_name` for letters that nobody sees, markup, or a length out of bounds. */
export function checkStaffName(name: string): void {
  if (/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{1,39}$/u.test(name)) return
  throw new DalilError('staff:bad_name', 'The name has 2 to 40 letters, digits, dots or hyphens.')
}
