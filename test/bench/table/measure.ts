import { execFile } from 'node:child_process'
import { dirname } from 'node:path'
import { flagsOf } from '../support/translated.ts'
import type { Measured } from './rows.ts'

/** What was measured, and why the rest could not be. */
export interface Measurements {
  readonly measured: Partial<Measured>
  readonly failed: Readonly<Partial<Record<keyof Measured, string>>>
}

/** The files beside this folder that are run for the table. */
export const MEASUREMENTS: readonly (keyof Measured)[] = [
  ...(['turns', 'dialogs', 'answers', 'writes'] as const),
  ...(['start', 'memory', 'postgres', 'people'] as const),
]

/** Runs one after the other, each in a process of its own, so that none disturbs another. */
export async function measureAll(tell: (name: string) => void): Promise<Measurements> {
  const measured: Partial<Record<keyof Measured, unknown>> = {}
  const failed: Partial<Record<keyof Measured, string>> = {}
  for (const name of MEASUREMENTS) {
    tell(name)
    const { figures, reason } = await runOne(name)
    if (figures === undefined) failed[name] = reason
    else measured[name] = figures
  }
  return { measured: measured as Partial<Measured>, failed }
}

/** One that misses what is wanted ends with 1, and says its figures all the same. */
function runOne(name: string): Promise<{ readonly figures?: unknown; readonly reason: string }> {
  const flags = [...flagsOf(dirname(process.argv[1] ?? ''), name), '--json']
  return new Promise((resolve) => {
    execFile(process.execPath, flags, (error, stdout, stderr) => {
      const said = stderr.trim().split('\n').slice(-8).join(' ')
      const reason = `${name} could not be measured: ${said || (error?.message ?? '')}`
      try {
        resolve({ figures: JSON.parse(stdout), reason })
      } catch {
        resolve({ reason })
      }
    })
  })
}
