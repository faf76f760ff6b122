/**
 * Turns a second of a conversation of three questions, beside botbuilder-dialogs doing the same in
 * the same run. `npm run -s bench -- flow [--json] [--seconds 2]`
 */

import { amount } from '../support/arguments.ts'
import { ANSWERS, type Bot, CHAT, QUESTIONS } from './flow/chat.ts'
import { createDalilBot } from './flow/dalil.ts'
import { installPeer } from './support/peers.ts'
import { benchArguments } from './support/report.ts'

/** How much faster than the peer Dalil is to be. */
const WANTED = 5
/** Measured in turn, so that both meet the same machine; the best round of each counts. */
const ROUNDS = 5
/** People who write side by side. */
const PEOPLE = 100

const { values, number } = benchArguments({
  name: 'flow',
  about: 'Turns a second of a conversation of three questions, beside botbuilder-dialogs.',
  options: {
    seconds: amount('1', 'how long each round takes'),
  },
})

const ms = number('seconds') * 1000
const bots = [createDalilBot(), await openPeer()]
const rates = bots.map(() => 0)
for (const bot of bots) await rehearse(bot)
for (let round = 0; round < ROUNDS; round++) {
  for (const [at, bot] of bots.entries()) {
    rates[at] = Math.max(rates[at] ?? 0, await measure(bot, ms))
  }
}
const [dalil = 0, peer = Number.NaN] = rates
const times = Math.round((dalil / peer) * 10) / 10
const report = {
  turnsPerSecond: Object.fromEntries(
    bots.map(({ name }, at) => [name, Math.round(rates[at] ?? 0)]),
  ),
  times,
  wanted: WANTED,
  ok: times >= WANTED,
}
if (values.json) {
  process.stdout.write(`${JSON.stringify(report)}\n`)
} else {
  for (const [name, rate] of Object.entries(report.turnsPerSecond)) {
    process.stdout.write(`${name.padEnd(20)} ${String(rate).padStart(8)} turns a second\n`)
  }
  process.stdout.write(`${times} times as many; at least ${WANTED} are wanted\n`)
}
process.exitCode = report.ok ? 0 : 1

async function openPeer(): Promise<Bot> {
  installPeer('botbuilder')
  const path = new URL('./botbuilder/bot.js', import.meta.url).href
  const { createBotbuilderBot } = await import(path)
  return createBotbuilderBot({ questions: QUESTIONS, options: ANSWERS.options })
}

/** Both must hold the same conversation, or the figures compare nothing. */
async function rehearse(bot: Bot): Promise<void> {
  for (let time = 0; time < 50; time++) {
    for (const [said, wanted] of CHAT) {
      const reply = await bot.turn('rehearsal', said)
      if (reply.includes(wanted)) continue
      throw new Error(`${bot.name} replied to "${said}" with "${reply}", not with "${wanted}".`)
    }
  }
}

/** Turns a second, people side by side and each with their own conversation. */
async function measure(bot: Bot, ms: number): Promise<number> {
  const began = performance.now()
  let turns = 0
  while (performance.now() - began < ms) {
    for (const [said] of CHAT) {
      for (let person = 0; person < PEOPLE; person++) await bot.turn(`p${person}`, said)
      turns += PEOPLE
    }
  }
  return (turns / (performance.now() - began)) * 1000
}
