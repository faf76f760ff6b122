import { describe, expect, it } from 'vitest'
import { silentLogger } from '../../src/ports/index.ts'
import { createLastOut, LAST_OUT_SETTING, parseLastOut } from '../../src/start/last-out.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import { createTime } from '../support/time.ts'

describe('when something last went out', () => {
  it('is kept within a minute, by channel, beside what other processes kept', async () => {
    const { settings } = createMemoryStore()
    const time = createTime()
    const writes: string[] = []
    const noted = {
      ...settings,
      put: (name: string, value: string) => {
        writes.push(value)
        return settings.put(name, value)
      },
    }
    await settings.put(LAST_OUT_SETTING, JSON.stringify({ email: 5, telegram: 6 }))
    const lastOut = createLastOut({
      ...{ settings: noted, clock: time, timers: time, logger: silentLogger },
    })
    lastOut.sent('telegram')
    lastOut.sent('web-chat')
    const at = time.now()
    time.advance(60_000)
    await lastOut.flush()

    expect(writes).toHaveLength(1)
    expect(parseLastOut(await settings.find(LAST_OUT_SETTING))).toEqual({
      ...{ email: 5, telegram: at, 'web-chat': at },
    })
  })

  it('is kept at the end, and no reason to fail', async () => {
    const { settings } = createMemoryStore()
    const time = createTime()
    const lastOut = createLastOut({
      ...{ settings, clock: time, timers: time, logger: silentLogger },
    })
    await lastOut.flush()
    expect(await settings.find(LAST_OUT_SETTING)).toBeUndefined()
    lastOut.sent('console')
    await lastOut.flush()

    expect(parseLastOut(await settings.find(LAST_OUT_SETTING))).toEqual({ console: time.now() })
    settings.put = () => Promise.reject(new Error('full'))
    lastOut.sent('console')
    await lastOut.flush()
    expect(parseLastOut('{"telegram":"x"}')).toEqual({})
  })
})
