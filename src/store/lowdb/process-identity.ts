import { readFileSync, readlinkSync } from 'node:fs'
import { errnoOf } from './failures.ts'

/** A process, told from a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number
  /** Boot and start time; empty where the system does not tell them. */
  readonly birth: string
  /** Where its number counts: containers number their processes each for itself. */
  readonly space: string
}

/** This process. */
export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, birth: birthOf(process.pid) ?? '', space: ownSpace() }
}

/** Reads an identity that was written as JSON; `undefined` when it is none. */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return undefined
    const { pid, birth, space } = value as Partial<Record<keyof ProcessIdentity, unknown>>
    if (typeof pid !== 'number' || typeof birth !== 'string') return undefined
    return { pid, birth, space: typeof space === 'string' ? space : '' }
  } catch {
    return undefined
  }
}

/** Whether that process lives; `undefined` where its number says nothing here. */
export function isAlive({ pid, birth, space }: ProcessIdentity): boolean | undefined {
  if (space !== ownSpace()) return undefined
  const now = birthOf(pid)
  // Numbers are given again, in a container nearly always the same one: compare the birth.
  if (now !== undefined && birth !== '') return now === birth
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errnoOf(error) === 'EPERM'
  }
}

function birthOf(pid: number): string | undefined {
  const boot = bootId()
  if (boot === '') return undefined
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in parentheses, may hold spaces; the start time is the 20th field after it.
    const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    return start === undefined ? undefined : `${boot}:${start}`
  } catch {
    return undefined
  }
}

/** Boot and name space of the system; the same text everywhere where there is no such thing. */
function ownSpace(): string {
  try {
    return `${bootId()}:${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return bootId()
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return ''
  }
}
