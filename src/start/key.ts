import { DalilError } from '../errors.ts'
import type { Repositories, Store } from '../ports/index.ts'

const KEY_SETTING = 'key-id'

/**
 * Refuses to run with another key than the one that sealed the data: people would be strangers and
 * every conversation unreadable.
 */
export async function rememberKey(store: Store, id: string): Promise<void> {
  const remember = async ({ settings }: Repositories) => {
    const known = await settings.find(KEY_SETTING)
    if (known === undefined) await settings.put(KEY_SETTING, id)
    return known ?? id
  }
  if ((await store.transaction(remember, { alone: KEY_SETTING })) === id) return
  const message =
    'What is kept was sealed with another key. Put its dalil.key file (or DALIL_KEY) back, the same ' +
    'on every machine; without it nothing that was kept can be read. To begin anew, move the data ' +
    'folder away, or set DATABASE_URL to an empty database.'
  throw new DalilError('privacy:wrong_key', message)
}

/** Reads one thing that every store of a run holds; rejects where the store cannot be reached. */
export async function reachStore(store: Store): Promise<void> {
  await store.settings.find(KEY_SETTING)
}
