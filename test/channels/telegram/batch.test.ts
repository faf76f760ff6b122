import { Api } from 'grammy'
import type { Update } from 'grammy/types'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { poll } from '../../../src/channels/telegram/polling.ts'
import { silentLogger, systemClock } from '../../../src/ports/index.ts'
import { until } from '../support/until.ts'
import { type BotApi, createBotApi } from './bot-api.ts'
import { text } from './updates.ts'

let telegram: BotApi
let stopping: AbortController
let taken: number[]
let slow: { keep: () => void; refuse: (error: Error) => void } | undefined
let polling: Promise<void>
let pauses: number[]

beforeEach(async () => {
  telegram = await createBotApi()
  stopping = new AbortController()
  taken = []
  pauses = []
  slow = undefined
  polling = poll({
    api: new Api(telegram.token, { apiRoot: telegram.url }),
    take: ({ update_id: id }: Update) => {
      taken.push(id)
      if (slow !== undefined) return Promise.resolve()
      return new Promise((keep, refuse) => {
        slow = { keep, refuse }
      })
    },
    onState: () => {},
    on: () => ({ type: 'on' }),
    pause: (ms) => {
      pauses.push(ms)
      return new Promise((resolve) => setImmediate(resolve))
    },
    clock: systemClock,
    logger: silentLogger,
    signal: stopping.signal,
    patienceMs: 1,
  })
})

afterEach(async () => {
  stopping.abort()
  await polling
  await telegram.close()
})

describe('updates that are kept late', () => {
  it('hold nobody else up, are not acknowledged, and are taken once', async () => {
    const long = telegram.deliver(text(10, 'a voice message'))
    const behind = telegram.deliver(text(10, 'behind it'))
    const other = telegram.deliver(text(20, 'somebody else'))
    await until(() => taken.length === 2, 'the two people')
    const later = telegram.deliver(text(20, 'once more'))
    await until(() => taken.length === 3, 'what came later')
    expect(taken).toEqual([long, other, later])
    expect(telegram.pending()).toEqual([long, behind, other, later])

    slow?.keep()
    await until(() => telegram.pending().length === 0, 'the acknowledgement')

    expect(taken).toEqual([long, other, later, behind])
  })

  it('are not asked for without a pause', async () => {
    telegram.deliver(text(10, 'a voice message'))
    await until(() => telegram.callsOf('getUpdates').length > 3, 'more questions')

    expect(pauses.slice(0, 2)).toEqual([500, 500])
    expect(taken).toHaveLength(1)
  })

  it('are brought again with those behind them, in order, where they fail after all', async () => {
    const long = telegram.deliver(text(10, 'a voice message'))
    const behind = telegram.deliver(text(10, 'behind it'))
    await until(() => telegram.callsOf('getUpdates').length > 2, 'more questions')

    slow?.refuse(new Error('no space left'))
    await until(() => telegram.pending().length === 0, 'the acknowledgement')

    expect(taken).toEqual([long, long, behind])
  })
})
