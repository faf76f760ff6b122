import { hash, verify } from '@node-rs/argon2'

/** OWASP's first choice for argon2id (cheat sheet "Password Storage"): 19 MiB, 2 passes, 1 lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Shortest password, in characters (NIST SP 800-63B asks for 8; staff read about people). */
export const MIN_PASSWORD_LENGTH = 10

/** The argon2id hash of a password, in PHC format. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST)
}

/** Whether the password is the one that was hashed; a damaged hash is never it. */
export async function isPassword(passwordHash: string, password: string): Promise<boolean> {
  try {
    return await verify(passwordHash, password)
  } catch {
    return false
  }
}
