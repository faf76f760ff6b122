import type { Seen } from './support/crowd.ts'

/** How long a fault is tried. */
export interface SoakOptions {
  /** A round is one kill, one restart, one damaged file… */
  readonly rounds: number
  readonly say: (line: string) => void
}

/** How it ended. */
export type Outcome =
  | { readonly type: 'held'; readonly says: string }
  | { readonly type: 'broken'; readonly says: string }
  /** The machine does not allow it. */
  | { readonly type: 'not run'; readonly says: string }

/** A fault that is tried, and what must hold through it. */
export interface Scenario {
  readonly name: string
  readonly about: string
  /** Rounds in CI, and at length. */
  readonly brief: number
  readonly long: number
  run(options: SoakOptions): Promise<Outcome>
}

/** What people saw, as an outcome. */
export function judge(seen: Seen, more = ''): Outcome {
  const { acknowledged, lost, doubled, disordered } = seen
  const says =
    `${acknowledged} acknowledged, ${lost} replies lost, ${doubled} doubled, ` +
    `${disordered} out of order${more}`
  const held = acknowledged > 0 && lost + doubled + disordered === 0
  return { type: held ? 'held' : 'broken', says }
}
