import { getHeapSpaceStatistics } from 'node:v8'

/** Less room for what is short-lived is not worth a pause; after a turn or two it is as small. */
const WORTH_BYTES = 8 << 20

/**
 * Gives back what a busy time took, where the process runs with `--expose-gc`; it stays with the
 * process otherwise. The engine gives up the room of what is short-lived at the second call only, when
 * it sees that little was asked for since the one before: what counts then is what was noted at the
 * end of the collection before, hence a small one after each.
 */
export function giveMemoryBack(): void {
  const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')
  if ((young?.space_size ?? 0) < WORTH_BYTES) return
  globalThis.gc?.()
  globalThis.gc?.({ type: 'minor' })
}
