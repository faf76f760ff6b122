/**
 * Answers a second of NLP.js to questions of the whole content, in memory: nothing is on disk, nobody
 * is remembered, no language is recognised, no emergency either.
 * `npm run -s bench -- answers [--json] [--phrasings 3] [--seconds 2]`
 */
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { readProject } from '../../src/content/index.ts'
import type { Locale } from '../../src/core/index.ts'
import { amount } from '../support/arguments.ts'
import { bestOf } from './support/crowd.ts'
import { installPeer } from './support/peers.ts'
import { benchArguments, printReport } from './support/report.ts'

/** The best of so many rounds counts: the others tell what else the machine was doing. */
const ROUNDS = 3

/** A text of the content in one of the languages that the peer knows. */
interface Phrasing {
  readonly language: string
  readonly text: string
  readonly label: string
}

type Answer = (
  language: string,
  text: string,
) => Promise<{ readonly label: string; readonly answer?: string }>

const { values, number } = benchArguments({
  name: 'answers',
  about: 'Answers a second of NLP.js to questions of the whole content, in memory.',
  options: {
    phrasings: amount('3', 'wordings of each answer and language that it learns'),
    seconds: amount('2', 'how long each round takes'),
  },
})

const entries = [...readProject(PROJECT_ROOT).entries.values()]
const phrasings: readonly Phrasing[] = entries.flatMap((entry) =>
  Object.entries(entry.phrasings).flatMap(([locale, texts]) =>
    texts.slice(0, number('phrasings')).map((text) => ({
      ...{ language: languageOf(locale, text), text, label: entry.entry },
    })),
  ),
)

installPeer('node-nlp')
const path = new URL('./node-nlp/peer.js', import.meta.url).href
const { trainNodeNlpAnswers } = await import(path)
const began = performance.now()
const answer: Answer = await trainNodeNlpAnswers({
  ...{ phrasings, languages: ['fr', 'ar', 'en'] },
  answers: entries.flatMap(({ entry, answers }) =>
    Object.entries(answers).map(([locale, text]) => ({
      ...{ language: languageOf(locale, text), label: entry, answer: text },
    })),
  ),
})
const trainSeconds = Math.round((performance.now() - began) / 100) / 10
let at = 0
let asked = 0
let right = 0
const ms = number('seconds') * 1000
const { perSecond, cpuUs } = await bestOf(ROUNDS, { people: 1, ms, write: ask })
const report = {
  ...{ phrasingsPerEntryAndLocale: number('phrasings'), phrasings: phrasings.length },
  trainSeconds,
  answersPerSecond: Math.round(perSecond),
  cpuUs: Math.round(cpuUs),
  right: Math.round((1000 * right) / asked) / 1000,
  rssMb: Math.round(process.memoryUsage.rss() / 2 ** 20),
}
printReport(report, values.json)

/** Of what it was trained on, so that it has every chance. */
async function ask(): Promise<void> {
  const said = phrasings[(at++ * 7919) % phrasings.length]
  if (said === undefined) return
  const { label } = await answer(said.language, said.text)
  asked += 1
  if (label === said.label) right += 1
}

/** The peer has no Darija: in Arabic letters it goes for Arabic, in Latin ones for French. */
function languageOf(locale: string, text: string): string {
  if (locale !== ('ary' satisfies Locale)) return locale
  return /\p{Script=Arabic}/u.test(text) ? 'ar' : 'fr'
}
