import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { DalilError, isDalilError } from '../errors.ts'
import { openStore } from '../open-store.ts'
import { type Store, silentLogger, systemClock } from '../ports/index.ts'
import { exportContent, settleContent } from './content/export.ts'
import { PROJECT_ROOT } from './paths.ts'
import { EXIT, runCommand, UsageError } from './run.ts'

const USAGE = `npm run content -- <command>     (stop Dalil first, unless DATABASE_URL is set)
  export [--to <folder>]      writes what the staff published into the files of content/, or into
                              a copy of them below another folder; it stays published as well
  settle                      takes those changes out of use that the files hold by now: after the
                              exported files have come to every machine
`

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    options: { to: { type: 'string' } },
    allowPositionals: true,
  })
  const [command] = positionals
  switch (command) {
    case 'export':
      return withStore((store) => exportContent({ root: PROJECT_ROOT, to: values.to, store, say }))
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
