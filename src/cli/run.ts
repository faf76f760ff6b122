import { isDalilError, messageOf } from '../errors.ts'

/** Exit statuses of every command. */
export const EXIT = { ok: 0, finding: 1, wrongUse: 2 } as const

/** Wrong use of a command: said on standard error, exit status 2. */
export class UsageError extends Error {}

/**
 * Runs a command and ends the process with its status. Nothing but what the command prints goes to
 * standard output; an error is one clear line on standard error.
 */
export async function runCommand(command: () => Promise<number> | number): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever reads has had enough, as `head` does: nobody is left to print for.
    if (error.code === 'EPIPE') process.exit()
    throw error
  })
  try {
    process.exitCode = await command()
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`)
    const wrongUse = error instanceof UsageError || isDalilError(error, 'config:invalid')
    process.exitCode = wrongUse || isArgumentError(error) ? EXIT.wrongUse : EXIT.finding
  }
}

/** What `parseArgs` of Node throws for an unknown or incomplete option. */
function isArgumentError(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  )
}
