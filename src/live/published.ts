import type { Overlay } from '../content/index.ts'
import type { Store } from '../ports/index.ts'

/** What the staff published, as it lies over the files. */
export interface PublishedContent {
  read(): Promise<Overlay>
  /** Whether something was published or taken back since it was last read, here or elsewhere. */
  isStale(): Promise<boolean>
}

/** Reads the published content of a store, which several processes may share. */
export function createPublishedContent(store: Pick<Store, 'overrides'>): PublishedContent {
  let known = ''
  const mark = async () => {
    const newest = await Promise.all(
      (['published', 'withdrawn'] as const).map((state) =>
        store.overrides.list({ state, limit: 1 }),
      ),
    )
    return newest
      .flat()
      .map(({ id, revision }) => `${id} ${revision}`)
      .join()
  }
  return {
    async read() {
      known = await mark()
      return (await store.overrides.listPublished()).map(({ change }) => change)
    },
    isStale: async () => (await mark()) !== known,
  }
}
