import { describe, expect, it } from 'vitest'
import { createMemory } from '../../../src/channels/whatsapp-web/memory.ts'
import { createPace, type PaceLimits } from '../../../src/channels/whatsapp-web/pace.ts'
import { silentLogger } from '../../../src/ports/index.ts'
import { createMemoryStore } from '../../../src/store/memory/index.ts'
import { createTime } from '../../support/time.ts'

const MINUTE_MS = 60_000

async function paceOf(limits: Partial<PaceLimits>, settings = createMemoryStore().settings) {
  const time = createTime()
  const memory = createMemory({ settings, timers: time, logger: silentLogger })
  await memory.load()
  const pace = createPace({
    limits: { perMinute: 1000, perDay: 1000, typingMs: 0, ...limits },
    ...{ clock: time, random: () => 0.5, memory },
  })
  return { pace, time, memory, settings }
}

describe('the pace', () => {
  it('keeps the cap of any minute, and says when the next may go', async () => {
    const { pace, time } = await paceOf({ perMinute: 2 })
    const first = pace.turn(1, false)
    time.advance(20_000)
    const second = pace.turn(1, false)
    const third = pace.turn(1, false)
    time.advance(40_000)

    expect([first.type, second.type]).toEqual(['go', 'go'])
    expect(third).toEqual({ type: 'held', reason: 'the cap of the minute', forMs: 40_000 })
    expect([pace.turn(1, false).type, pace.turn(1, false).type]).toEqual(['go', 'held'])
  })

  it('keeps the cap of the day across restarts, until midnight in Morocco', async () => {
    const before = await paceOf({ perDay: 2 })
    before.pace.turn(1, false)
    before.pace.turn(1, false)
    await before.memory.flush()
    const { pace, time } = await paceOf({ perDay: 2 }, before.settings)

    expect(pace.isSpent()).toBe(true)
    expect(pace.turn(1, false)).toMatchObject({ type: 'held', reason: 'the cap of the day' })
    time.advance(12 * 60 * MINUTE_MS)
    expect(pace.turn(1, false).type).toBe('go')
  })

  it('holds nothing that is urgent, and counts it', async () => {
    const { pace } = await paceOf({ perMinute: 1, perDay: 1, typingMs: 4000 })
    pace.turn(500, false)

    expect(pace.turn(10, true)).toEqual({ type: 'go', waitMs: 0, typingMs: 1100 })
    expect(pace.turn(1, false).type).toBe('held')
  })

  it('has one pair of hands: a short line waits, a long one is looked at again later', async () => {
    const { pace } = await paceOf({ typingMs: 3000 })

    expect(pace.turn(500, false)).toEqual({ type: 'go', waitMs: 0, typingMs: 3000 })
    expect(pace.turn(500, false)).toEqual({ type: 'go', waitMs: 3000, typingMs: 3000 })
    expect(pace.turn(500, false)).toEqual({ type: 'held', reason: 'the line', forMs: 6000 })
  })
})
