import { type Options, PRINTS_JSON } from '../../../src/cli/arguments.ts'
import { amount, argumentsOf, type Given } from '../../support/arguments.ts'

/** A measurement alone, as `npm run bench -- <name>` runs it. */
export interface Bench<O extends Options> {
  readonly name: string
  readonly about: string
  /** Besides `--json`. */
  readonly options: O
}

/** What a measurement was called with. */
export function benchArguments<const O extends Options>({ name, about, options }: Bench<O>) {
  const json = { json: PRINTS_JSON } as const
  const shown = Object.entries(options).map(([name, { value }]) => ` [--${name} <${value}>]`)
  const given: Given<O & typeof json> = argumentsOf({
    ...{ name: 'bench', usage: [`${name} [--json]${shown.join('')}`], about },
    options: { ...options, ...json },
  })
  return given
}

/** A measurement of many who write at once. */
export interface Crowd {
  readonly name: string
  readonly about: string
  /** How many write, where nobody says, and for how many seconds. */
  readonly usual: { readonly people: string; readonly seconds: string }
}

/** How many write at once and for how long in each round, in ms. */
export function crowdArguments({ name, about, usual }: Crowd) {
  const { values, number } = benchArguments({
    ...{ name, about },
    options: {
      people: amount(usual.people, 'people who write at once'),
      seconds: amount(usual.seconds, 'how long each round takes'),
    },
  })
  return { people: number('people'), ms: number('seconds') * 1000, json: values.json }
}

/** Prints what was measured, in one line for a program. */
export function printReport(report: object, json: boolean): void {
  process.stdout.write(`${JSON.stringify(report, null, json ? 0 : 2)}\n`)
}
