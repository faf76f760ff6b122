import { randomBytes } from 'node:crypto'

const NONCES_AT_ONCE = 512

/**
 * Makes random nonces of `length` bytes, none of them twice. They are fetched from the system many
 * at once: a dozen bytes cost it as much as thousands.
 */
export function createNonces(length: number): () => Buffer {
  let pool = Buffer.alloc(0)
  return () => {
    if (pool.length < length) pool = randomBytes(length * NONCES_AT_ONCE)
    const nonce = pool.subarray(0, length)
    pool = pool.subarray(length)
    return nonce
  }
}
