/**
 * Turns a second of botbuilder-dialogs over its MemoryStorage, a thousand people at once in the
 * conversation that `turns` measures; nothing of it is on disk.
 * `npm run -s bench -- dialogs [--json] [--people 1000] [--seconds 3]`
 */

import { ANSWERS, type Bot, CHAT, QUESTIONS } from './flow/chat.ts'
import { bestOf } from './support/crowd.ts'
import { installPeer } from './support/peers.ts'
import { crowdArguments, printReport } from './support/report.ts'

/**
 * The best of so many rounds counts: the others tell what else the machine was doing. Shared cores
 * are slower by a third for a while; what it is beside has as many rounds.
 */
const ROUNDS = 3

const { people, ms, json } = crowdArguments({
  name: 'dialogs',
  about:
    'Turns a second of botbuilder-dialogs over its MemoryStorage, in the conversation that turns measures.',
  usual: { people: '1000', seconds: '3' },
})

installPeer('botbuilder')
const path = new URL('./botbuilder/bot.js', import.meta.url).href
const { createBotbuilderBot } = await import(path)
const bot: Bot = createBotbuilderBot({ questions: QUESTIONS, options: ANSWERS.options })
const turns = new Map<number, number>()
const { perSecond, cpuUs } = await bestOf(ROUNDS, { people, ms, write: step })
const report = {
  people,
  turnsPerSecond: Math.round(perSecond),
  cpuUs: Math.round(cpuUs),
  rssMb: Math.round(process.memoryUsage.rss() / 2 ** 20),
}
printReport(report, json)

/** The next message of this person; its reply must be the one that is wanted. */
async function step(person: number): Promise<void> {
  const turn = turns.get(person) ?? 0
  turns.set(person, turn + 1)
  const [said, wanted] = CHAT[turn % CHAT.length] ?? ['', '']
  const reply = await bot.turn(`p${person}`, said)
  if (!reply.includes(wanted)) throw new Error(`"${said}" got "${reply}", not "${wanted}".`)
}
