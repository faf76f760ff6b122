import { parseArgs } from 'node:util'
import { CHANNEL_LIMITS } from '../channels/limits.ts'
import { checkProject, countProject, readProject } from '../content/index.ts'
import { dayOf, formatFault } from '../core/index.ts'
import { readTree } from '../documents/index.ts'
import { PROJECT_ROOT } from './paths.ts'
import { EXIT, runCommand } from './run.ts'

await runCommand(() => {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } })
  const today = dayOf(Date.now())
  const project = readProject(PROJECT_ROOT)
  const sources = readTree(PROJECT_ROOT, 'src', ['.ts', '.tsx'])
  const limits = Object.values(CHANNEL_LIMITS)
  const faults = checkProject(project, { today, limits, sources })
  const errors = faults.filter((fault) => fault.severity === 'error').length
  const transcripts = readTree(PROJECT_ROOT, 'test/transcripts').length
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
  }
  return errors === 0 ? EXIT.ok : EXIT.finding
})
