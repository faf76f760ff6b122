/**
 * The memory of the process of Dalil as `npm start` starts it: once it is quiet, and while people
 * write on as many open chat pages as the machine carries.
 * `npm run -s bench -- memory [--json] [--people 500] [--seconds 15]`
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { readProject } from '../../src/content/index.ts'
import { startDalil } from '../soak/support/dalil.ts'
import { createPage } from '../soak/support/page.ts'
import { allAtOnce } from './support/crowd.ts'
import { crowdArguments, printReport } from './support/report.ts'

/** In MB. */
const WANTED = { idle: 200, load: 400 }
/** How long it has been quiet when it counts as idle. */
const QUIET_MS = 10_000

const { people, ms, json } = crowdArguments({
  name: 'memory',
  about: 'The memory of Dalil as npm start starts it: quiet, and under load.',
  usual: { people: '500', seconds: '15' },
})

const dir = mkdtempSync(join(tmpdir(), 'dalil-bench-'))
const settings = { DATA_DIR: dir, WEB_PER_MINUTE: '100000', BACKUP_DAYS: '0' }
// Learning the content, where nobody has yet, is no part of a start.
await (await startDalil(settings)).stop()
const dalil = await startDalil(settings)
const phrasings = [...readProject(PROJECT_ROOT).entries.values()].flatMap((entry) =>
  Object.values(entry.phrasings).flat(),
)
const pages = Array.from({ length: people }, () => createPage(() => [dalil.url]))
try {
  await pause(QUIET_MS)
  const idleMb = memoryOf(dalil.pid)
  for (const page of pages) page.open()
  let mostMb = 0
  const watch = setInterval(() => {
    mostMb = Math.max(mostMb, memoryOf(dalil.pid))
  }, 100)
  let at = 0
  const { perSecond } = await allAtOnce({
    ...{ people, ms },
    write: (person) => {
      const text = phrasings[(at++ * 7919) % phrasings.length]
      return pages[person]?.say({ type: 'text', text }) ?? Promise.resolve()
    },
  })
  clearInterval(watch)
  const report = {
    ...{ idleMb, loadMb: mostMb, people, messagesPerSecond: Math.round(perSecond) },
    ...{ wantedMb: WANTED, ok: idleMb <= WANTED.idle && mostMb <= WANTED.load },
  }
  printReport(report, json)
  process.exitCode = report.ok ? 0 : 1
} finally {
  await Promise.all(pages.map((page) => page.close()))
  await dalil.stop()
  rmSync(dir, { recursive: true, force: true })
}

/** What the system keeps in memory of a process, in MB. */
function memoryOf(pid: number): number {
  const [, kilobytes] =
    /^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1024)
}
