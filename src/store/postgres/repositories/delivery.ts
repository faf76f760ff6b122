import type { DeliveryRepository } from '../../../ports/index.ts'
import { type Codec, excluded } from '../rows.ts'
import type { Scope } from '../scope.ts'

export const deliveries: Codec<'deliveries'> = {
  toRow: ({ at }, id) => ({ id, at }),
  fromRow: ({ at }) => ({ at }),
  keyOf: ({ id }) => id,
}

export function createDeliveryRepository({ run }: Scope): DeliveryRepository {
  return {
    has: (deliveryId) =>
      run(async (db) => {
        const query = db.selectFrom('deliveries').select('id').where('id', '=', deliveryId)
        return (await query.executeTakeFirst()) !== undefined
      }),
    add: (deliveryId, at) =>
      run(async (db) => {
        const row = { id: deliveryId, at }
        await db
          .insertInto('deliveries')
          .values(row)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(excluded(row)))
          .execute()
      }),
    prune: (time) =>
      run(async (db) => {
        const deleted = await db.deleteFrom('deliveries').where('at', '<', time).executeTakeFirst()
        return Number(deleted.numDeletedRows)
      }),
  }
}
