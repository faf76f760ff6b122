import { ROLES, type Role } from '../ports/index.ts'

/** Whether `role` may do what `needed` may: each role includes the ones before it. */
export function includesRole(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed)
}
