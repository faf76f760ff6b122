import { type ParseArgsConfig, parseArgs } from 'node:util'
import { nearestName } from '../core/index.ts'

/** An option of a command, and the line about it in the help. */
export interface Option {
  readonly type: 'string' | 'boolean'
  readonly help: string
  /** What stands after it, as the help shows it: `file.yaml`. */
  readonly value?: string
  readonly default?: string | boolean
}

/** A command of package.json: what it takes and what its help says. */
export interface Command<O extends Options = Options> {
  /** As in `npm run chat`. */
  readonly name: string
  /** Ways to call it: what stands after `--`. */
  readonly usage: readonly string[]
  readonly about: string
  /** Where the first word says what to do: each with what it does. */
  readonly commands?: Readonly<Record<string, string>>
  readonly options: O
  /** Words that are no options may follow. */
  readonly words?: boolean
  /** Said at the end of the help. */
  readonly notes?: string
}

/** The option by which a command prints what a program reads. */
export const PRINTS_JSON = { type: 'boolean', default: false, help: 'prints JSON' } as const

/** Lets TypeScript see which options a command has. */
export function command<const O extends Options>(one: Command<O>): Command<O> {
  return one
}

/** The options of a command by their name. */
export type Options = Readonly<Record<string, Option>>

/** What was given for each option; `undefined` where nothing was and nothing stands for it. */
export type Values<O extends Options> = {
  readonly [K in keyof O]: O[K] extends { readonly default: boolean | string }
    ? Given<O[K]>
    : Given<O[K]> | undefined
}

type Given<T extends Option> = T['type'] extends 'boolean' ? boolean : string

type ParseArgsOptions = NonNullable<ParseArgsConfig['options']>

/** What a command was called with. */
export interface Arguments<O extends Options> {
  readonly values: Values<O>
  readonly positionals: readonly string[]
}

/** Wrong use of a command: said on standard error, exit status 2; the whole help where nothing is said. */
export class UsageError extends Error {}

/**
 * Reads what a command was called with; `undefined` where it was asked for its help.
 *
 * @throws UsageError for an option or a word that the command does not know.
 */
export function readArguments<const O extends Options>(
  { options, words = false }: Command<O>,
  args: readonly string[],
): Arguments<O> | undefined {
  const known: ParseArgsOptions = { ...options, help: { type: 'boolean', short: 'h' } }
  const lenient = { args: [...args], options: known, allowPositionals: true, strict: false }
  const { tokens } = parseArgs({ ...lenient, tokens: true })
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    if (token.name === 'help') return undefined
    if (!Object.hasOwn(known, token.name)) throw unknownOption(token.rawName, Object.keys(known))
  }
  try {
    const strict = { ...lenient, allowPositionals: words, strict: true }
    const { values, positionals } = parseArgs(strict)
    return { values: values as Values<O>, positionals }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** What to throw for a first word that a command does not know, or for none. */
export function noSuchCommand({ commands = {} }: Command, found: string | undefined): UsageError {
  if (found === undefined) return new UsageError()
  const known = Object.keys(commands).map((one) => one.split(' ')[0] ?? '')
  const near = nearestName(found, known)
  const hint = near === undefined ? `It is one of ${known.join(', ')}.` : `Did you mean "${near}"?`
  return new UsageError(`There is no command "${found}". ${hint}`)
}

/** The help of a command: how it is called, what it does, and a line for each of its options. */
export function helpOf({ name, usage, about, commands = {}, options, notes }: Command): string {
  const calls = usage.map((one) => `npm run -s ${name}${one === '' ? '' : ` -- ${one}`}`)
  const lines = Object.entries(options).map(([option, { value, help, default: usual }]) => {
    const left = value === undefined ? `--${option}` : `--${option} <${value}>`
    return [left, typeof usual === 'string' ? `${help} (${usual})` : help] as const
  })
  const blocks = [
    calls.join('\n'),
    wrapped(about),
    inColumns(Object.entries(commands)),
    inColumns([...lines, ['--help', 'shows this']]),
    wrapped(notes ?? ''),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

/** Lines that a terminal shows whole. */
function wrapped(text: string): string {
  return text.replace(/(.{1,99})(?:\s|$)/gu, '$1\n').trimEnd()
}

function inColumns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
}

function unknownOption(found: string, known: readonly string[]): UsageError {
  const near = nearestName(found.replace(/^-+/u, ''), known)
  const hint = near === undefined ? '' : ` Did you mean "--${near}"?`
  return new UsageError(`There is no option "${found}".${hint}`)
}
