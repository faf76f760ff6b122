import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TelegramChannel } from '../../../src/channels/telegram/index.ts'
import { until } from '../support/until.ts'
import { type Bench, createBench } from './support.ts'
import { tap, text } from './updates.ts'

const CONFLICT = {
  code: 409,
  description: 'Conflict: terminated by other getUpdates request; make sure that only one runs',
}

let bench: Bench

beforeEach(async () => {
  bench = await createBench()
})

afterEach(() => bench.close())

const stateOf = (channel: TelegramChannel) => channel.state().type
const isOn = () => until(() => stateOf(bench.channel) === 'on', 'on')
const isFailing = () => until(() => stateOf(bench.channel) === 'failing', 'failing')
const textsOf = () =>
  bench.received.map(({ content }) => (content.type === 'text' ? content.text : content.type))

describe('polling Telegram', () => {
  it('names the bot once it is connected, and removes a webhook that was set', async () => {
    await bench.start()
    await isOn()

    expect(bench.channel.state()).toEqual({ type: 'on', detail: '@dalil_bot' })
    expect(bench.channel.publicName?.()).toBe('dalil_bot')
    expect(bench.api.callsOf('deleteWebhook')).toHaveLength(1)
  })

  it('acknowledges an update only after it was kept', async () => {
    let keep = () => {}
    bench.receive = () =>
      new Promise((resolve) => {
        keep = resolve
      })
    await bench.start()
    const id = bench.api.deliver(text(1, 'a'))
    await until(() => bench.received.length === 1)
    expect(bench.api.pending()).toEqual([id])

    keep()

    await until(() => bench.api.pending().length === 0, 'the acknowledgement')
  })

  it('asks again for what could not be kept, and says so, while others go on', async () => {
    let full = true
    bench.receive = async ({ address }) => {
      if (full && address.endsWith(':1')) throw new Error('no space left for "a"')
    }
    bench.api.deliver(text(1, 'a'))
    bench.api.deliver(text(2, 'b'))
    bench.api.deliver(text(1, 'c'))
    await bench.start()
    await until(() => textsOf().filter((one) => one === 'a').length === 3)

    expect(bench.channel.state()).toEqual({
      type: 'failing',
      reason: 'messages cannot be kept (Error)',
      hint: 'Look at the disk and the data folder; nothing is lost meanwhile.',
    })
    expect(textsOf().filter((one) => one === 'b')).toEqual(['b'])
    expect(textsOf()).not.toContain('c')

    full = false
    await until(() => textsOf().includes('c'), 'the message behind it')
    await until(() => bench.api.pending().length === 0)
    await isOn()
  })

  it('passes over an update of a shape that it cannot read', async () => {
    bench.api.deliver({ message: { from: { id: 1 }, text: 'x' } } as never)
    bench.api.deliver(text(1, 'b'))
    await bench.start()
    await until(() => bench.received.length === 1)

    expect(textsOf()).toEqual(['b'])
    expect(bench.log()).toContain('passed over')
  })

  it('says that the token is wrong, and goes on by itself when it is right again', async () => {
    bench.api.fail('getMe', { code: 401, description: 'Unauthorized' }, { forever: true })
    await bench.start()
    await isFailing()

    expect(bench.channel.state()).toEqual({
      type: 'failing',
      reason: 'Telegram does not know this token',
      hint: 'Copy the token again from @BotFather into TELEGRAM_BOT_TOKEN and start again.',
    })
    bench.api.heal('getMe')
    await isOn()
  })

  it('notices a token that is revoked while it runs', async () => {
    await bench.start()
    await isOn()
    bench.api.fail('getUpdates', { code: 401, description: 'Unauthorized' }, { forever: true })
    bench.api.deliver(text(1, 'a'))

    await isFailing()
    expect(bench.channel.state()).toMatchObject({ reason: 'Telegram does not know this token' })
  })

  it('waits as long as it is told to', async () => {
    bench.api.fail('getUpdates', { code: 429, description: 'Too Many Requests', retryAfter: 17 })
    await bench.start()
    await until(() => bench.pauses.includes(17_000), 'a pause of 17 s')
  })

  it('tries less and less often while the platform is down, and says it once', async () => {
    bench.api.fail('getUpdates', { code: 502, description: 'Bad Gateway' }, { forever: true })
    await bench.start()
    await until(() => bench.pauses.filter((ms) => ms === 60_000).length > 1)

    expect(bench.pauses.filter((ms) => ms !== 1000).slice(0, 6)).toEqual([
      2000, 4000, 8000, 16_000, 32_000, 60_000,
    ])
    expect(bench.log().match(/could not be asked/gu)).toHaveLength(1)
  })

  it('stops reading, and says so, where another program already reads the bot', async () => {
    bench.api.fail('getUpdates', CONFLICT)
    await bench.start()
    await isFailing()

    expect(bench.channel.state()).toEqual({
      type: 'failing',
      reason: 'another program already reads this bot; this one has stopped reading',
      hint: 'Two programs must not share a token: stop the other one, then start this one again.',
    })
    const asked = bench.api.callsOf('getUpdates').length
    bench.api.deliver(text(1, 'a'))
    await new Promise((resolve) => setImmediate(resolve))
    expect(bench.api.callsOf('getUpdates')).toHaveLength(asked)
  })

  it('says that somebody set a webhook on the bot, and goes on when it is gone', async () => {
    const description = "Conflict: can't use getUpdates method while webhook is active"
    bench.api.fail('getUpdates', { code: 409, description }, { forever: true })
    await bench.start()
    await isFailing()
    expect(bench.channel.state()).toMatchObject({
      reason:
        "Telegram answered 409: Conflict: can't use getUpdates method while webhook is active",
    })
    bench.api.heal('getUpdates')
    bench.api.deliver(text(1, 'a'))

    await until(() => bench.received.length === 1)
  })

  it('takes the bot back from a second program when it has read it for long', async () => {
    await bench.start()
    bench.api.deliver(text(1, 'a'))
    await until(() => bench.received.length === 1)
    bench.clock.advance(11 * 60_000)
    bench.api.fail('getUpdates', CONFLICT)
    bench.api.deliver(text(1, 'b'))
    await until(() => bench.received.length === 2)
    bench.api.deliver(text(1, 'c'))

    await until(() => textsOf().includes('c'))
    expect(bench.pauses).toContain(30_000)
  })

  it('leaves exactly one of two programs reading', async () => {
    const second = await createBench({ apiRoot: bench.api.url })
    try {
      await bench.start()
      await until(() => bench.api.callsOf('getUpdates').length === 1)
      await second.start()
      await isFailing()
      bench.api.deliver(text(1, 'a'))

      await until(() => second.received.length === 1)
      expect(bench.received).toEqual([])
      expect(stateOf(second.channel)).toBe('on')
    } finally {
      await second.close()
    }
  })

  it('takes away the keyboard that was answered, and stops the spinning of the button', async () => {
    const address = 'telegram:4200:1' as never
    const choices = [{ data: 'p:yes', label: 'Oui' }]
    await bench.start()
    await bench.channel.send(address, { type: 'text', text: 'Q', direction: 'ltr', choices }, 'o1')
    expect(bench.api.messages[0]?.buttons).toEqual([{ text: 'Oui', callback_data: 'p:yes' }])
    bench.api.deliver(tap(1, 'p:yes', 1))

    await until(() => bench.api.messages[0]?.buttons.length === 0, 'the keyboard to go')
    await until(() => bench.api.callsOf('answerCallbackQuery').length === 1)
    expect(bench.received[0]?.content).toEqual({ type: 'choice', data: 'p:yes' })
  })

  it('takes two quick taps on one button for one', async () => {
    await bench.start()
    bench.api.deliver(tap(1, 'p:yes', 1))
    bench.api.deliver(tap(1, 'p:yes', 1))
    await until(() => bench.api.callsOf('answerCallbackQuery').length === 2)
    expect(bench.received).toHaveLength(1)

    bench.clock.advance(4000)
    bench.api.deliver(tap(1, 'p:yes', 1))
    await until(() => bench.received.length === 2)
  })

  it('logs no token, no text and no chat', async () => {
    bench.receive = async () => {
      throw new Error('secret words of 987654321')
    }
    bench.api.fail('getMe', { code: 500, description: 'Internal Server Error: no: secret words' })
    bench.api.fail('setMyCommands', { code: 400, description: 'Bad Request: x: secret words' })
    bench.api.fail('answerCallbackQuery', {
      code: 400,
      description: 'Bad Request: query is too old: 987654321',
    })
    bench.api.deliver(text(987654321, 'secret words'))
    await bench.start()
    await until(() => bench.received.length > 2)
    bench.receive = async () => {}
    bench.api.deliver(tap(987654321, 'secret', 5))
    await until(() => bench.api.callsOf('answerCallbackQuery').length === 1)

    expect(bench.log()).not.toMatch(/secret words|987654321|AAAAA/u)
    expect(bench.log()).not.toBe('')
  })

  it('stops at once, in the middle of a long question or of a pause', async () => {
    const never = await createBench({ sleep: () => new Promise(() => {}) })
    never.api.fail('getUpdates', { code: 500 })
    await Promise.race([never.start(), until(() => never.api.callsOf('getUpdates').length > 0)])
    await never.channel.stop()
    await bench.start()
    await until(() => bench.api.callsOf('getUpdates').length === 1)

    await bench.channel.stop()
    await never.api.close()
  })
})
