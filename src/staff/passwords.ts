import { hash, verify } from '@node-rs/argon2'
import { DalilError } from '../errors.ts'

/** OWASP's first choice for argon2id (cheat sheet "Password Storage"): 19 MiB, 2 passes, 1 lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Shortest password, in characters (NIST SP 800-63B asks for 8; staff read about people). */
export const MIN_PASSWORD_LENGTH = 10

/** Longest password, in characters: hashing it must not become work that strangers can order. */
const MAX_PASSWORD_LENGTH = 200

/** A word of one letter said ten times is no password. */
const MIN_DIFFERENT = 5

/** The argon2id hash of a password, in PHC format. */
export function hashPassword(password: string): Promise<string> {
  return hash(canonical(password), COST)
}

/** Whether the password is the one that was hashed; a damaged hash is never it. */
export async function isPassword(passwordHash: string, password: string): Promise<boolean> {
  if (password.length > MAX_PASSWORD_LENGTH) return false
  try {
    return await verify(passwordHash, canonical(password))
  } catch {
    return false
  }
}

/**
 * Refuses a password that is short or easily guessed.
 *
 * @throws DalilError `staff:weak_password`.
 */
export function checkPassword(password: string, name: string): void {
  const plain = canonical(password).toLowerCase()
  const isLong = password.length >= MIN_PASSWORD_LENGTH && password.length <= MAX_PASSWORD_LENGTH
  if (isLong && new Set(plain).size >= MIN_DIFFERENT && !plain.includes(name)) return
  const message =
    `The password has ${MIN_PASSWORD_LENGTH} to ${MAX_PASSWORD_LENGTH} characters, ` +
    'many of them different, and does not hold the name.'
  throw new DalilError('staff:weak_password', message)
}

/** The same keys pressed on another keyboard give the same password. */
function canonical(password: string): string {
  return password.normalize('NFKC')
}
