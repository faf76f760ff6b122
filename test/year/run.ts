/**
 * A year of simulated use: ten thousand people in four languages on two machines, over both changes
 * of the clock and Ramadan, with machines that die and are off. Every reminder has to arrive at its
 * moment, once; every announcement with those who asked for it, once; every figure has to be the one
 * that the simulation counted itself.
 *
 *     npm run -s test:year [-- people]
 */
import { command } from '../../src/cli/arguments.ts'
import { flowOrder } from '../../src/content/index.ts'
import { overviewOf } from '../../src/insights/index.ts'
import { campaign } from '../store/records.ts'
import { argumentsOf, endWith } from '../support/arguments.ts'
import { realServices } from '../support/project.ts'
import { reportBeside, watchedLines } from '../support/simulation/compare.ts'
import { simulateWholeYear } from '../support/simulation/whole-year.ts'

const YEAR = command({
  ...{ name: 'test:year', usage: ['', '<people>'], words: true, options: {} },
  about: 'A year of simulated use: no reminder missing or doubled, and every figure right.',
})
const [given = '10000'] = argumentsOf(YEAR).positionals
const PEOPLE = /^[1-9]\d*$/u.test(given)
  ? Number(given)
  : endWith(YEAR, `"${given}" is no number of people.`)
const SHOWN_FAULTS = 30
const PERIOD = { from: '2026-01-01', to: '2026-12-31' }
const CAMPAIGNS = [
  campaign('DAKUKUD', { topic: 'mothers', locale: 'ary' }),
  campaign('KAMILUS', { topic: 'work', locale: 'fr' }),
]

const began = performance.now()
const services = realServices()
const year = await simulateWholeYear({
  ...{ services, people: PEOPLE, campaigns: CAMPAIGNS, seed: 7 },
  start: Date.parse('2025-12-31T23:00:00Z'),
})
const seconds = (performance.now() - began) / 1000

const figures = await year.world.store.figures.list(PERIOD.from, PERIOD.to)
const lines = watchedLines(figures, ({ event }) => event.startsWith('announcement-'))
const own = year.ledger.lines()
const overview = overviewOf({
  ...{ figures, period: PERIOD, flows: flowOrder(services.knowledge.flows) },
  campaigns: CAMPAIGNS.map(({ code }) => code),
})
const { shown, all } = reportBeside(overview, year.ledger)
const wrong = shown.filter(([count, counted]) => count !== counted)
const faults = [
  ...year.faults,
  ...differences(lines, own).map((line) => `counted by Dalil only: ${line}`),
  ...differences(own, lines).map((line) => `counted by the simulation only: ${line}`),
  ...wrong.map(([count, counted]) => `the report shows ${count}, it was ${counted}`),
  ...(PEOPLE >= 2000 && shown.length < all * 0.8
    ? [`only ${shown.length} of ${all} numbers are shown`]
    : []),
]
const { counts: reminders } = year.diary
const { counts: news } = year.news
const { set, sent, dropped } = year.questions.counts
const say = (text: string) => process.stdout.write(`${text}\n`)
say(`${PEOPLE} people, a year, two machines: ${seconds.toFixed(1)} s`)
say(`messages: ${year.messages.received} received, ${year.messages.sent} sent`)
say(`reminders: ${inWords(reminders)}`)
say(`questions about referrals: ${inWords({ set, sent, dropped })}`)
const said = {
  came: year.ledger.sum('referral-came'),
  'could not be helped': year.ledger.sum('referral-not-helped'),
}
say(`what partners say: ${inWords(said)}`)
say(`announcements: ${inWords(news)}`)
say(`figures: ${own.length} lines; the report shows ${shown.length} of ${all} numbers`)
for (const fault of faults.slice(0, SHOWN_FAULTS)) say(`  ✗ ${fault}`)
say(
  faults.length === 0
    ? 'no reminder missing or doubled, every figure equal'
    : `${faults.length} faults`,
)
process.exitCode = faults.length === 0 ? 0 : 1

function inWords(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ')
}

function differences(lines: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others)
  return lines.filter((line) => !known.has(line))
}
