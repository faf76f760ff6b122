import type { Clock, Store } from '../ports/index.ts'
import type { Reviewer } from './room.ts'

/** Who is writing a reply at this moment, on whatever machine; nothing of it is kept. */
export interface Presence {
  /** Says that somebody is writing to a group. */
  note(group: string, who: Reviewer): Promise<void>
  writers(group: string): readonly Reviewer[]
  stop(): void
}

/** So long after the last key somebody still counts as writing, in ms. */
const WRITING_MS = 20_000

/** Creates the {@link Presence} of a store. */
export function createPresence({
  store,
  clock,
}: {
  readonly store: Pick<Store, 'listen' | 'signals'>
  readonly clock: Clock
}): Presence {
  const groups = new Map<string, Map<string, Reviewer & { readonly until: number }>>()
  const stop = store.listen((signal) => {
    if (signal.type !== 'writing') return
    const { group, id, name } = signal
    const writers = groups.get(group) ?? new Map()
    writers.set(id, { id, name, until: clock.now() + WRITING_MS })
    groups.set(group, writers)
    forget()
  })
  function forget(): void {
    for (const [group, writers] of groups) {
      for (const [id, { until }] of writers) if (until <= clock.now()) writers.delete(id)
      if (writers.size === 0) groups.delete(group)
    }
  }
  return {
    note: (group, { id, name }) => store.signals.send({ type: 'writing', group, id, name }),
    writers(group) {
      forget()
      return [...(groups.get(group)?.values() ?? [])].map(({ id, name }) => ({ id, name }))
    },
    stop,
  }
}
