import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { createConsoleChannel } from '../channels/console/index.ts'
import { readConfig } from '../config.ts'
import { createLogger } from '../log.ts'
import { systemClock } from '../ports/index.ts'
import { start } from '../start.ts'
import { DOCUMENT_CACHE, MODEL_CACHE, PROJECT_ROOT } from './paths.ts'
import { EXIT, runCommand } from './run.ts'

await runCommand(async () => {
  const { values } = parseArgs({ options: { locale: { type: 'string' } } })
  const config = readConfig(process.env)
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const running = await start({
    config: { ...config, port: 0 },
    root: PROJECT_ROOT,
    modelDirs: [MODEL_CACHE],
    documentCache: DOCUMENT_CACHE,
    clock: systemClock,
    logger: createLogger(config.logLevel === 'info' ? 'warn' : config.logLevel),
    channels: async () => ({
      channels: [
        createConsoleChannel({
          input: process.stdin,
          output: process.stdout,
          clock: systemClock,
          newId: randomUUID,
          onEnd: () => end(),
          ...(values.locale === undefined ? {} : { locale: values.locale }),
        }),
      ],
      webhooks: {},
    }),
  })
  await ended
  await running.stop()
  return EXIT.ok
})
