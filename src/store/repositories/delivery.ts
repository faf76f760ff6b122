import type { DeliveryRepository } from '../../ports/index.ts'
import { prune } from '../prune.ts'
import type { Scope } from '../scope.ts'
import { INDEXES } from '../tables/index.ts'

export function createDeliveryRepository(scope: Scope): DeliveryRepository {
  return {
    has: (deliveryId) => scope.read(({ deliveries }) => deliveries.get(deliveryId) !== undefined),
    add: (deliveryId, at) => scope.write(({ deliveries }) => deliveries.set(deliveryId, { at })),
    prune: (time) => prune(scope, 'deliveries', INDEXES.deliveries.added, time),
  }
}
