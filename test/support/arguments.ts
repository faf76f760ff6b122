import {
  type Arguments,
  type Command,
  helpOf,
  type Options,
  readArguments,
  UsageError,
} from '../../src/cli/arguments.ts'

/** What a script was called with. */
export interface Given<O extends Options> extends Arguments<O> {
  /** The number above nought that stands in an option. */
  number(name: keyof O & string): number
}

/**
 * Reads what a script of this folder was called with. Asked for its help it prints that and ends;
 * after wrong use it says what is wrong, prints its help, and ends with status 2.
 */
export function argumentsOf<const O extends Options>(command: Command<O>): Given<O> {
  try {
    const given = readArguments(command, process.argv.slice(2))
    if (given !== undefined) return { ...given, number: (name) => numberOf(command, given, name) }
    process.stdout.write(helpOf(command))
    process.exit(0)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return endWith(command, error.message)
  }
}

/** Ends a script that cannot do what it is asked: says why, prints its help, status 2. */
export function endWith(command: Command, message: string): never {
  process.stderr.write(`${message}\n\n${helpOf(command)}`)
  process.exit(2)
}

/** An option that is a number, as the help shows it. */
export function amount<const D extends string>(usual: D, help: string) {
  return { type: 'string', value: 'n', default: usual, help } as const
}

function numberOf<O extends Options>(
  command: Command<O>,
  { values }: Arguments<O>,
  name: keyof O & string,
): number {
  const value = Number(values[name])
  if (value > 0) return value
  return endWith(command, `--${name} must be a number above 0, not "${String(values[name])}".`)
}
