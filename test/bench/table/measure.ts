import { execFile } from 'node:child_process'
import { dirname } from 'node:path'
import { flagsOf } from '../support/translated.ts'
import { better, type Measured } from './rows.ts'

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

/** What is compared with each other is measured in turn, so that both meet the same hour. */
const IN_TURN: readonly (keyof Measured)[] = ['turns', 'dialogs']
const ORDER = [...IN_TURN, ...MEASUREMENTS]

/** Runs one after the other, each in a process of its own, so that none disturbs another. */
export async function measureAll(tell: (name: string) => void): Promise<Measurements> {
  let measured: Partial<Measured> = {}
  const failed: Partial<Record<keyof Measured, string>> = {}
  for (const name of ORDER) {
    tell(name)
    const { figures, reason } = await runOne(name)
    if (figures === undefined) failed[name] = reason
    else measured = { ...measured, ...better({ [name]: figures }, measured) }
  }
  return { measured, failed }
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
