import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { DalilError, isDalilError } from '../errors.ts'
import { type Store, silentLogger, systemClock } from '../ports/index.ts'
import { openStore } from '../start/open-store.ts'
import { exportContent, settleContent } from './content/export.ts'
import { importContent } from './content/import.ts'
import { PROJECT_ROOT } from './paths.ts'
import { EXIT, runCommand, UsageError } from './run.ts'

const USAGE = `npm run content -- <command>     (export and settle want Dalil to be stopped, unless
                              DATABASE_URL is set)
  export [--to <folder>]      writes what the staff published into the files of content/, or into
                              a copy of them below another folder; it stays published as well
  import <file> [--only-good] [--to <folder>]
                              reads an XLSX or CSV file of entries or partners into the files of
                              content/; with a mistake nothing is written, or only the good rows
  settle                      takes those changes out of use that the files hold by now: after the
                              exported files have come to every machine
`

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    options: { to: { type: 'string' }, 'only-good': { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const [command, file] = positionals
  switch (command) {
    case 'export':
      return withStore((store) => exportContent({ root: PROJECT_ROOT, to: values.to, store, say }))
    case 'import': {
      if (file === undefined) throw new UsageError(USAGE)
      const options = { root: PROJECT_ROOT, to: values.to, onlyGood: values['only-good'], say }
      return (await importContent(file, options)) ? EXIT.ok : EXIT.finding
    }
    case 'settle':
      return withStore((store) =>
        settleContent({ root: PROJECT_ROOT, store, clock: systemClock, say }),
      )
    default:
      throw new UsageError(USAGE)
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
