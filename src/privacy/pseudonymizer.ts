import { type PersonId, toPersonId } from '../core/index.ts'
import { createHmacSha256 } from './hmac.ts'
import type { Keyring } from './keyring.ts'

/** Half of an HMAC-SHA-256: still no two addresses share one. */
const PSEUDONYM_BYTES = 16

/**
 * Creates the function from an address to the pseudonym of the person: always the same, and nobody
 * without the key can go back or try addresses out. 22 characters of base64url.
 */
export function createPseudonymizer(
  keyring: Pick<Keyring, 'pseudonyms'>,
): (value: string) => PersonId {
  const hmac = createHmacSha256(keyring.pseudonyms)
  return (value) => toPersonId(hmac(value).toString('base64url', 0, PSEUDONYM_BYTES))
}
