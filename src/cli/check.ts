import { CHANNEL_LIMITS } from '../channels/limits.ts'
import {
  checkProject,
  countProject,
  type Project,
  type ProjectCounts,
  readProject,
} from '../content/index.ts'
import { dayOf, formatFault } from '../core/index.ts'
import { readTree } from '../documents/index.ts'
import { COMMANDS } from './commands.ts'
import { PROJECT_ROOT } from './paths.ts'
import { EXIT, runCommand } from './run.ts'

await runCommand(COMMANDS.check, ({ values }) => {
  const today = dayOf(Date.now())
  const project = readProject(PROJECT_ROOT)
  const sources = readTree(PROJECT_ROOT, 'src', ['.ts', '.tsx'])
  const limits = Object.values(CHANNEL_LIMITS)
  const faults = checkProject(project, { today, limits, sources })
  const errors = faults.filter((fault) => fault.severity === 'error').length
  const transcripts = readTree(PROJECT_ROOT, 'test/transcripts').length
  if (values.audio) return listAudio(project, values.json)
  const counts = countProject(project, { today, transcripts })
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ ok: errors === 0, counts, faults }, null, 2)}\n`)
  } else {
    for (const fault of faults) process.stdout.write(`${formatFault(fault)}\n`)
    const entries = Object.values(counts.entries).reduce((sum, count) => sum + count, 0)
    process.stdout.write(
      `${entries} entries, ${counts.partners.total} partners, ${counts.flows} flows, ${transcripts} transcripts: ` +
        `${errors} errors, ${faults.length - errors} warnings\n`,
    )
    process.stdout.write(heardLine(counts))
  }
  return errors === 0 ? EXIT.ok : EXIT.finding
})

function heardLine({ audio }: ProjectCounts): string {
  const all = Object.values(audio)
  const recorded = all.reduce((sum, one) => sum + one.recorded, 0)
  const missing = all.reduce((sum, one) => sum + one.missing, 0)
  return `${recorded} of ${recorded + missing} answers can be listened to (--audio lists the others)\n`
}

/** What nobody can listen to yet, as the files to record; information, no fault. */
function listAudio({ recordings, entries }: Project, json: boolean): number {
  const coverage = recordings.coverage(entries.values())
  const missing = Object.values(coverage).flatMap((one) => one.missing)
  const recorded = Object.values(coverage).reduce((sum, one) => sum + one.recorded, 0)
  if (json) process.stdout.write(`${JSON.stringify(coverage, null, 2)}\n`)
  else {
    for (const file of missing) process.stdout.write(`${file}\n`)
    const all = recorded + missing.length
    process.stderr.write(`${recorded} of ${all} answers can be listened to.\n`)
  }
  return EXIT.ok
}
