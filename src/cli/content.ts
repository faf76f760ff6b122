import { readConfig } from '../config.ts'
import { DalilError, isDalilError } from '../errors.ts'
import { type Store, silentLogger, systemClock } from '../ports/index.ts'
import { openStore } from '../start/open-store.ts'
import { COMMANDS } from './commands.ts'
import { exportContent, settleContent } from './content/export.ts'
import { importContent } from './content/import.ts'
import { PROJECT_ROOT } from './paths.ts'
import { EXIT, noSuchCommand, runCommand, UsageError } from './run.ts'

await runCommand(COMMANDS.content, async ({ values, positionals }) => {
  const [command, file] = positionals
  switch (command) {
    case 'export':
      return withStore((store) => exportContent({ root: PROJECT_ROOT, to: values.to, store, say }))
    case 'import': {
      if (file === undefined) throw new UsageError('Name the XLSX or CSV file to import.')
      const options = { root: PROJECT_ROOT, to: values.to, onlyGood: values['only-good'], say }
      if (!values['files-only']) {
        return withStore((store) => importContent(file, { ...options, store }))
      }
      return (await importContent(file, options)) ? EXIT.ok : EXIT.finding
    }
    case 'settle':
      return withStore((store) =>
        settleContent({ root: PROJECT_ROOT, store, clock: systemClock, say }),
      )
    default:
      throw noSuchCommand(COMMANDS.content, command)
  }
})

async function withStore(work: (store: Store) => Promise<boolean>): Promise<number> {
  const config = readConfig(process.env)
  const opening = openStore({ config, clock: systemClock, logger: silentLogger })
  const { store } = await opening.catch(explainRunning)
  try {
    return (await work(store)) ? EXIT.ok : EXIT.finding
  } finally {
    await store.close()
  }
}

function explainRunning(error: unknown): never {
  if (!isDalilError(error, 'store:locked')) throw error
  const message = `${error.message}\nStop Dalil, run this command again, start Dalil.`
  throw new DalilError(error.code, message, { cause: error })
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
