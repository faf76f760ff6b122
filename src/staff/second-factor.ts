import { createHash } from 'node:crypto'
import { DalilError } from '../errors.ts'
import type { Sealer } from '../ports/index.ts'
import { fromBase32, SECRET_BYTES, toBase32 } from './totp.ts'

/** What the secrets of second factors are sealed for. */
export const SECOND_FACTOR_PURPOSE = 'second-factor'

/** A new secret in base32, of the length that RFC 4226 recommends. */
export function newFactorSecret(newSecret: () => string): string {
  return toBase32(createHash('sha256').update(newSecret()).digest().subarray(0, SECRET_BYTES))
}

/** The bytes of a secret that a form brought back; `undefined` when it is none of ours. */
export function parseFactorSecret(secret: string): Uint8Array | undefined {
  const bytes = fromBase32(secret)
  return bytes?.length === SECRET_BYTES ? bytes : undefined
}

/** The bytes of a secret that was kept. */
export function openSecret(sealer: Sealer, sealed: string): Uint8Array {
  const bytes = parseFactorSecret(sealer.open(sealed, SECOND_FACTOR_PURPOSE))
  if (bytes !== undefined) return bytes
  throw new DalilError(
    'staff:secret_damaged',
    'The second factor of the account cannot be read; make a reset link for it.',
  )
}
