import type { ChannelName } from '../../core/index.ts'

/** What was found about one channel, or one model. */
export interface Diagnosis {
  readonly channel: ChannelName | 'encoder' | 'speech'
  /** `off`: no setting switches it on, which is no fault. */
  readonly state: 'ok' | 'failing' | 'off'
  /** One line each: what was found. */
  readonly facts: readonly string[]
  /** What to do, where something is to be done. */
  readonly todo?: string
}

/** The report as people read it. */
export function formatDiagnoses(diagnoses: readonly Diagnosis[]): string {
  return diagnoses
    .map(({ channel, state, facts, todo }) => {
      const lines = [...facts, ...(todo === undefined ? [] : [`-> ${todo}`])]
      const [first = '', ...rest] = lines
      const head = `${channel.padEnd(15)}${state.padEnd(9)}${first}`.trimEnd()
      return [head, ...rest.map((line) => `${' '.repeat(24)}${line}`)].join('\n')
    })
    .join('\n')
}

/** A moment as the people of Morocco read their clocks. */
export function moment(time: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Africa/Casablanca',
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(time)
}
