/** The deliveries already handled, so that a repeated one is dropped. */
export interface DeliveryRepository {
  has(deliveryId: string): Promise<boolean>
  add(deliveryId: string, at: number): Promise<void>
  /** Forgets those added before `time`; platforms repeat within days at most. */
  prune(time: number): Promise<number>
}
