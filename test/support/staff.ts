import { createIds, newSecret } from '../../src/ids.ts'
import type { AuditRecord, Role, StaffRecord, Store } from '../../src/ports/index.ts'
import { createKeyring, createSealer } from '../../src/privacy/index.ts'
import { createStaff, type Staff } from '../../src/staff/index.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import { createClock, type FakeClock } from './clock.ts'

/** A password that is taken. */
export const PASSWORD = 'seven green mountains'

/** The accounts of a staff on an empty store, with a clock that stands still. */
export interface StaffRoom {
  readonly staff: Staff
  readonly store: Store
  readonly clock: FakeClock
  readonly newId: () => string
  /** Makes an account and signs it in; resolves with the session. */
  join(name: string, role: Role): Promise<string>
  get(name: string): Promise<StaffRecord>
  /** What the audit log holds, oldest first, without ids and times. */
  audited(): Promise<readonly Omit<AuditRecord, 'id' | 'at'>[]>
  /** The same store seen by a process that was started anew. */
  restarted(): StaffRoom
}

export const sealer = createSealer(
  createKeyring({ dir: '/nowhere', setting: Buffer.alloc(32, 1).toString('base64') }),
)

export function createStaffRoom(
  store: Store = createMemoryStore(),
  clock = createClock(),
): StaffRoom {
  const newId = createIds(clock)
  const staff = createStaff({ store, clock, newId, newSecret, sealer })
  const get = async (name: string) => {
    const found = await store.staff.findByName(name)
    if (found === undefined) throw new Error(`no account ${name}`)
    return found
  }
  return {
    ...{ staff, store, clock, newId, get },
    join: async (name, role) =>
      staff.entrance.join(await staff.people.invite(role, 'terminal'), name, PASSWORD),
    async audited() {
      const records = await store.audit.list({ limit: 1000 })
      return records.map(({ id: _, at: __, ...entry }) => entry).reverse()
    },
    restarted: () => createStaffRoom(store, clock),
  }
}
