import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether a secret that was given is the right one; takes as long for a wrong one as for a right one. */
export function isSecret(given: string | undefined, secret: string): boolean {
  return timingSafeEqual(hashOf(given ?? ''), hashOf(secret))
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
