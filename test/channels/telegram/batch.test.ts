import type { Update } from 'grammy/types'
import { describe, expect, it } from 'vitest'
import { createBatches } from '../../../src/channels/telegram/batch.ts'

const update = (id: number, chat: number) =>
  ({ update_id: id, message: { chat: { id: chat } } }) as Update

describe('batches of updates', () => {
  it('do not wait for one that takes long: it is not acknowledged, and taken once', async () => {
    const taken: number[] = []
    let keep = () => {}
    const batches = createBatches((one) => {
      taken.push(one.update_id)
      if (one.update_id !== 1) return Promise.resolve()
      return new Promise((resolve) => {
        keep = resolve
      })
    }, 1)

    const first = await batches.take([update(1, 10), update(2, 20)])
    const second = await batches.take([update(1, 10), update(2, 20), update(3, 20), update(4, 10)])
    keep()
    const third = await batches.take([update(1, 10), update(2, 20), update(3, 20), update(4, 10)])

    expect([first.next, second.next, third.next]).toEqual([1, 1, 5])
    expect(taken).toEqual([1, 2, 3, 4])
  })
})
