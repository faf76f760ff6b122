import { type Address, toPersonId } from '../core/index.ts'
import type { Store } from '../ports/index.ts'

/** What channels may ask about somebody by their address. */
export interface KnownPeople {
  /** When they last wrote, ms since 1970; `undefined` where nothing of them is kept. */
  lastSeen(address: Address): Promise<number | undefined>
  /** The id of the question that the team last wrote about to them. */
  lastQuestion(address: Address): Promise<string | undefined>
}

/** What is asked with. */
export interface KnownPeopleOptions {
  readonly store: Store
  readonly pseudonym: (value: string) => string
}

/** Creates the answers to what channels ask. */
export function createKnownPeople({ store, pseudonym }: KnownPeopleOptions): KnownPeople {
  return {
    async lastSeen(address) {
      return (await store.people.find(toPersonId(pseudonym(address))))?.lastSeenAt
    },
    async lastQuestion(address) {
      const asked = await store.questions.listOf(toPersonId(pseudonym(address)))
      const last = asked
        .filter(({ thread }) => thread.at(-1)?.from === 'team')
        .reduce<(typeof asked)[number] | undefined>(
          (latest, one) => (latest && latest.updatedAt > one.updatedAt ? latest : one),
          undefined,
        )
      return last?.id
    },
  }
}
