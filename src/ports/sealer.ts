/** A text before it is sealed. */
export interface PlainText {
  readonly text: string
  readonly purpose: string
}

/**
 * Keeps texts unreadable at rest. What was sealed for one purpose cannot be opened for another.
 *
 * @example
 * const kept = sealer.seal(address, 'address')
 * const address = sealer.open(kept, 'address')
 */
export interface Sealer {
  seal(text: string, purpose: string): string
  /** Whether this was sealed with the key that seals now, and stays readable for long. */
  isCurrent(sealed: string): boolean
  /** @throws DalilError `privacy:unsealable` when it was damaged or sealed with another key. */
  open(sealed: string, purpose: string): string
}
