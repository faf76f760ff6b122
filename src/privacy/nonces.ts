import { randomBytes } from 'node:crypto'

const NONCES_AT_ONCE = 512

/**
 * Makes random nonces of `length` bytes, none of them twice. They are fetched from the system many
 * at once: a dozen bytes cost it as much as thousands.
 */
export function createNonces(length: number): () => Buffer {
  let pool = Buffer.alloc(0)
  let at = 0
  return () => {
    if (at === pool.length) {
      pool = randomBytes(length * NONCES_AT_ONCE)
      at = 0
    }
    at += length
    return pool.subarray(at - length, at)
  }
}
