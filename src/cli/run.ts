import { isDalilError, messageOf } from '../errors.ts'
import { keepMemoryOffDisk } from '../start/crash.ts'
import {
  type Arguments,
  type Command,
  helpOf,
  type Options,
  readArguments,
  UsageError,
} from './arguments.ts'

export { noSuchCommand, UsageError } from './arguments.ts'

/** Exit statuses of every command. */
export const EXIT = { ok: 0, finding: 1, wrongUse: 2 } as const

/**
 * Runs a command with what it was called with, and ends the process with its status; `--help` shows
 * its help instead. Nothing but what the command prints goes to standard output; an error is one
 * clear line on standard error, and after wrong use a second one says where help is.
 */
export async function runCommand<const O extends Options>(
  command: Command<O>,
  run: (given: Arguments<O>) => Promise<number> | number,
): Promise<void> {
  keepMemoryOffDisk()
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever reads has had enough, as `head` does: nobody is left to print for.
    if (error.code === 'EPIPE') process.exit()
    throw error
  })
  try {
    const given = readArguments(command, process.argv.slice(2))
    if (given === undefined) process.stdout.write(helpOf(command))
    process.exitCode = given === undefined ? EXIT.ok : await run(given)
  } catch (error) {
    process.stderr.write(explain(error, command))
    const wrongUse = error instanceof UsageError || isDalilError(error, 'config:invalid')
    process.exitCode = wrongUse ? EXIT.wrongUse : EXIT.finding
  }
}

/** What the system says of a file, in words that say what to do. */
function aboutFile(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && 'path' in error)) return undefined
  switch (error.code) {
    case 'ENOENT':
      return `${error.path} is not there, or its folder is not; correct the name, or make the folder.`
    case 'EACCES':
      return `${error.path} may not be read or written by this user; change its rights.`
    default:
      return undefined
  }
}

function explain(error: unknown, command: Command): string {
  if (!(error instanceof UsageError)) return `${aboutFile(error) ?? messageOf(error)}\n`
  if (error.message === '') return helpOf(command)
  return `${error.message}\nnpm run -s ${command.name} -- --help says how it is used.\n`
}
