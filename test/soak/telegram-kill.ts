import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type BotApi, createBotApi } from '../channels/telegram/bot-api.ts'
import { text } from '../channels/telegram/updates.ts'
import type { Scenario } from './scenario.ts'
import { startDalil } from './support/dalil.ts'

const PEOPLE = 20
const MESSAGES = 10
const SETTLE_MS = 120_000

/** Telegram is acknowledged only what is kept: whatever else a process takes with it comes again. */
export const telegramKill: Scenario = {
  name: 'telegram-kill',
  about: 'kill -9 while messages are taken from Telegram by long polling',
  brief: 1,
  long: 15,
  async run({ rounds, say }) {
    const dir = mkdtempSync(join(tmpdir(), 'dalil-soak-'))
    const api = await createBotApi()
    const settings = { TELEGRAM_BOT_TOKEN: api.token, TELEGRAM_API_ROOT: api.url, DATA_DIR: dir }
    let running = await startDalil(settings)
    try {
      everybodyWrites(api)
      await settled(api, PEOPLE)
      const greeted = api.messages.length
      everybodyWrites(api)
      await settled(api, greeted + PEOPLE)
      const each = (api.messages.length - greeted) / PEOPLE
      let expected = api.messages.length
      for (let round = 1; round <= rounds; round += 1) {
        for (let count = 0; count < MESSAGES; count += 1) everybodyWrites(api)
        expected += PEOPLE * MESSAGES * each
        await pause(Math.random() * 400)
        const waiting = api.pending().length
        await running.kill()
        running = await startDalil(settings)
        await settled(api, expected)
        say(`kill ${round}, with ${waiting} messages not acknowledged`)
      }
      // What was on its way to Telegram at the kill is sent again: at most one message a person.
      const shown = api.messages.length - expected
      const isHeld = each >= 1 && shown >= 0 && shown <= rounds * PEOPLE
      const says =
        `${rounds * PEOPLE * MESSAGES} messages, ${rounds} kills, ` +
        `${Math.max(0, -shown)} replies lost, ${Math.max(0, shown)} sent again`
      return { type: isHeld ? 'held' : 'broken', says }
    } finally {
      await running.stop()
      await api.close()
      rmSync(dir, { recursive: true, force: true })
    }
  },
}

function everybodyWrites(api: BotApi): void {
  for (let person = 1; person <= PEOPLE; person += 1) api.deliver(text(person, 'menu'))
}

/** Waits until so many are shown and all is acknowledged, and then until nothing more comes. */
async function settled(api: BotApi, expected: number): Promise<void> {
  const deadline = Date.now() + SETTLE_MS
  const isDone = () => api.messages.length >= expected && api.pending().length === 0
  while (!isDone() && Date.now() < deadline) await pause(50)
  for (let before = -1; before !== api.messages.length; ) {
    before = api.messages.length
    await pause(2000)
  }
}
