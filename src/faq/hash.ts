/** What the hash of nothing is. */
export const SEED = 0x811c9dc5 | 0

/** The hash of a text by one character more. */
export function step(hash: number, code: number): number {
  return (Math.imul(hash ^ code, 0x01000193) + 0x51ed) | 0
}

/** The hash of a text. */
export function hashOf(text: string): number {
  let hash = SEED
  for (let at = 0; at < text.length; at++) hash = step(hash, text.charCodeAt(at))
  return hash
}

/** The hash of two hashes, in this order. */
export function pairOf(left: number, right: number): number {
  return Math.imul(left ^ (left >>> 13), 0x2c1b3c6d) ^ Math.imul(right, 0x297a2d39)
}

/** Spreads a hash over all its bits and keeps the kinds apart; never 0, which marks a free slot. */
export function finish(hash: number, kind: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 15) ^ Math.imul(kind + 1, 0x9e3779b1), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16) || 1
}
