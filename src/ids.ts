import { randomBytes } from 'node:crypto'
import type { Clock } from './ports/index.ts'
import { createNonces } from './privacy/index.ts'

const CHANCE_BYTES = 6

/**
 * Makes ids that are unique and sort in the order of their making within this process, and by time
 * across processes: 9 characters of time, 4 of count, 8 of chance.
 */
export function createIds(clock: Clock): () => string {
  const nextChance = createNonces(CHANCE_BYTES)
  let last = 0
  let count = 0
  let time = ''
  return () => {
    const now = Math.max(last, clock.now())
    count = now === last ? count + 1 : 0
    if (now !== last) time = now.toString(36).padStart(9, '0')
    last = now
    return `${time}${count.toString(36).padStart(4, '0')}${nextChance().toString('base64url')}`
  }
}

/** A name nobody can guess, for links and tickets: 192 random bits, base64url. */
export function newSecret(): string {
  return randomBytes(24).toString('base64url')
}
