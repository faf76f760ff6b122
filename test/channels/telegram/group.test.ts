import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { type Bench, createBench } from './support.ts'
import { groupText, text } from './updates.ts'

const MENTION = { entities: [{ type: 'mention', offset: 0, length: 10 }] }
const BOT = { id: 4200, is_bot: true, first_name: 'D', username: 'dalil_bot' }

let bench: Bench

beforeEach(async () => {
  bench = await createBench()
  await bench.start()
  await until(() => bench.channel.state().type === 'on')
})

afterEach(() => bench.close())

/** Everything before this message was dealt with. */
async function settled(): Promise<void> {
  bench.api.deliver(text(1, 'last'))
  await until(() => bench.received.length > 0)
  await new Promise((resolve) => setImmediate(resolve))
}

describe('a group', () => {
  it.each([
    ['its name', groupText('@Dalil_Bot mon mari me frappe', MENTION)],
    [
      'a command with its name',
      groupText('/start@dalil_bot', {
        entities: [{ type: 'bot_command', offset: 0, length: 16 }],
      }),
    ],
    ['a reply to it', groupText('et alors ?', { reply_to_message: { from: BOT } })],
  ])(
    'that calls the bot by %s gets an invitation to write in private, no answer',
    async (_n, u) => {
      bench.api.deliver(u)
      await until(() => bench.api.messages.length === 1)
      await settled()

      expect(bench.received.map(({ content }) => content)).toEqual([{ type: 'text', text: 'last' }])
      expect(bench.api.messages).toEqual([
        {
          id: 1,
          chat: '-500',
          text: "Ici, d'autres personnes peuvent lire. Je réponds seulement en privé : https://t.me/dalil_bot",
          buttons: [],
        },
      ])
      expect(bench.api.callsOf('sendMessage')[0]?.payload.reply_parameters).toBeUndefined()
    },
  )

  it.each([
    ['talks among its members', groupText('bonjour à tous')],
    [
      'calls another bot',
      groupText('/start@other_bot', {
        entities: [{ type: 'bot_command', offset: 0, length: 16 }],
      }),
    ],
    ['is answered by a bot', groupText('x', { from: BOT, reply_to_message: { from: BOT } })],
  ])('that %s is left alone', async (_name, update) => {
    bench.api.deliver(update)
    await settled()

    expect(bench.api.messages).toEqual([])
  })

  it('is invited once in ten minutes at most', async () => {
    bench.api.deliver(groupText('@dalil_bot a', MENTION))
    bench.api.deliver(groupText('@dalil_bot b', MENTION))
    await settled()
    expect(bench.api.messages).toHaveLength(1)

    bench.clock.advance(11 * 60_000)
    bench.api.deliver(groupText('@dalil_bot c', MENTION))
    await until(() => bench.api.messages.length === 2)
  })

  it('is invited in its own topic', async () => {
    bench.api.deliver(groupText('@dalil_bot a', { ...MENTION, message_thread_id: 12 }))
    await until(() => bench.api.messages.length === 1)

    expect(bench.api.callsOf('sendMessage')[0]?.payload.message_thread_id).toBe(12)
  })
})
