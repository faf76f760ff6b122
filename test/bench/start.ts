/**
 * How long it takes from starting the process of Dalil to the first answer on the chat page, where
 * the content is as it was at the last start. `npm run -s bench -- start [--json] [--times 5]`
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startDalil } from '../soak/support/dalil.ts'
import { createPage } from '../soak/support/page.ts'
import { amount } from '../support/arguments.ts'
import { benchArguments, printReport } from './support/report.ts'

/** The longest it may take, in ms. */
const WANTED_MS = 1500

const { values, number } = benchArguments({
  name: 'start',
  about: 'How long it takes from starting the process to the first answer on the chat page.',
  options: {
    times: amount('5', 'starts that are measured'),
  },
})

const dir = mkdtempSync(join(tmpdir(), 'dalil-bench-'))
const times = number('times')
const took: number[] = []
try {
  // The first one learns the content, where nobody has yet.
  await firstAnswer()
  for (let time = 0; time < times; time += 1) took.push(await firstAnswer())
} finally {
  rmSync(dir, { recursive: true, force: true })
}
took.sort((a, b) => a - b)
const medianMs = took[Math.floor(took.length / 2)] ?? Number.NaN
const report = {
  ...{ times: took.length, bestMs: took[0], medianMs, worstMs: took.at(-1) },
  ...{ wantedMs: WANTED_MS, ok: medianMs <= WANTED_MS },
}
printReport(report, values.json)
process.exitCode = report.ok ? 0 : 1

/** The way of somebody who has the page open before Dalil is there: written is what is kept. */
async function firstAnswer(): Promise<number> {
  const began = performance.now()
  const dalil = await startDalil({ DATA_DIR: dir })
  const page = createPage(() => [dalil.url])
  page.open()
  await page.say({ type: 'text', text: 'Quel délai pour déclarer une naissance ?' })
  while (page.shown.length === 0) await pause(2)
  const ms = Math.round(performance.now() - began)
  await page.close()
  await dalil.stop()
  return ms
}
