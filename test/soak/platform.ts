import { setTimeout as pause } from 'node:timers/promises'
import { type BotApi, createBotApi } from '../channels/telegram/bot-api.ts'
import { text } from '../channels/telegram/updates.ts'
import type { Scenario } from './scenario.ts'
import { createFaultyProxy } from './support/faulty-proxy.ts'
import { startInProcess } from './support/in-process.ts'

const PEOPLE = 20
const MESSAGES = 5
const FAULTY_PERCENT = 30
/** A try comes after seconds and minutes: time passes so much faster. */
const FASTER = 20
const SETTLE_MS = 120_000

/** Telegram answers 429 and 500, resets connections, half-closes them, or says nothing. */
export const platform: Scenario = {
  name: 'platform',
  about: 'the platform answers 429, 500, nothing at all, or breaks connections, under load',
  brief: 1,
  long: 20,
  async run({ rounds, say }) {
    const api = await createBotApi()
    const proxy = await createFaultyProxy(api.url)
    const began = Date.now()
    const now = () => began + (Date.now() - began) * FASTER
    const settings = { TELEGRAM_BOT_TOKEN: api.token, TELEGRAM_API_ROOT: proxy.url }
    const running = await startInProcess({ now }, settings)
    try {
      await everybodyWrites(api)
      await settle(api, PEOPLE)
      const greeted = api.messages.length
      await everybodyWrites(api)
      await settle(api, greeted + PEOPLE)
      const each = (api.messages.length - greeted) / PEOPLE
      let expected = api.messages.length
      proxy.percent = FAULTY_PERCENT
      for (let round = 1; round <= rounds; round += 1) {
        for (let count = 0; count < MESSAGES; count += 1) {
          await everybodyWrites(api)
          await pause(300)
        }
        expected += PEOPLE * MESSAGES * each
        say(`${JSON.stringify(proxy.made)}, ${api.messages.length} of ${expected} messages shown`)
      }
      await settle(api, expected)
      const missing = expected - api.messages.length
      const says =
        `${rounds * PEOPLE * MESSAGES} messages through ${sum(proxy.made)} faults, ` +
        `${Math.max(0, missing)} replies lost, ${Math.max(0, -missing)} doubled`
      return { type: missing === 0 && each >= 1 ? 'held' : 'broken', says }
    } finally {
      await running.stop()
      await proxy.close()
      await api.close()
    }
  },
}

async function everybodyWrites(api: BotApi): Promise<void> {
  for (let person = 1; person <= PEOPLE; person += 1) api.deliver(text(person, 'menu'))
}

/** Waits until so many are shown, and then until nothing more comes. */
async function settle(api: BotApi, expected: number): Promise<void> {
  const deadline = Date.now() + SETTLE_MS
  while (api.messages.length < expected && Date.now() < deadline) await pause(50)
  await quiet(api)
}

async function quiet(api: BotApi): Promise<void> {
  for (let before = -1; before !== api.messages.length; ) {
    before = api.messages.length
    await pause(2000)
  }
}

function sum(made: Readonly<Record<string, number>>): number {
  return Object.values(made).reduce((total, count) => total + count, 0)
}
