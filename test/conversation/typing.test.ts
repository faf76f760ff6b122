import { describe, expect, it } from 'vitest'
import { beginTyping } from '../../src/conversation/typing.ts'
import { type InboundContent, toAddress } from '../../src/core/index.ts'
import { createChannel } from '../support/channel.ts'
import { createTime } from '../support/time.ts'

const address = toAddress({ channel: 'telegram', account: '1', peer: '2' })

function begin(content: InboundContent = { type: 'text', text: 'x' }) {
  const time = createTime()
  const typed: number[] = []
  const start = time.now()
  const channel = createChannel({
    send: async () => ({ type: 'sent' }),
    async typing() {
      typed.push(time.now() - start)
      throw new Error('not now')
    },
  })
  const message = { deliveryId: '1', address, channel: 'telegram', sentAt: 0, content } as const
  const end = beginTyping({ channel: () => channel, timers: time }, message)
  return { time, typed, end }
}

describe('showing that an answer is on its way', () => {
  it('is left out where the answer is there at once', () => {
    const { time, typed, end } = begin()
    time.advance(500)
    end()
    time.advance(60_000)

    expect(typed).toEqual([])
  })

  it('goes on until the answer is there, whatever the platform says to it', () => {
    const { time, typed, end } = begin()
    time.advance(6000)
    end()
    time.advance(60_000)

    expect(typed).toEqual([700, 5200])
  })

  it('promises nothing for ever', () => {
    const { time, typed } = begin()
    time.advance(600_000)

    expect(typed).toHaveLength(8)
  })

  it('is not for who took a message back', () => {
    const { time, typed } = begin({ type: 'deleted' })
    time.advance(10_000)

    expect(typed).toEqual([])
  })
})
