import { DOCUMENT_CACHE, MODEL_CACHE, PROJECT_ROOT } from './cli/paths.ts'
import { readConfig } from './config.ts'
import { flawOf, messageOf } from './errors.ts'
import { createLogger } from './log.ts'
import { systemClock } from './ports/index.ts'
import { keepMemoryOffDisk, refuseTelltales, watchCrashes } from './start/crash.ts'
import { openChannels } from './start/open-channels.ts'
import { startReport } from './start/report.ts'
import { start } from './start.ts'

try {
  keepMemoryOffDisk()
  refuseTelltales([...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(/\s+/u)])
  const config = readConfig(process.env)
  const logger = createLogger(config.logLevel)
  watchCrashes(logger)
  const running = await start({
    config,
    root: PROJECT_ROOT,
    modelDirs: [MODEL_CACHE],
    documentCache: DOCUMENT_CACHE,
    clock: systemClock,
    logger,
    channels: openChannels(config, logger),
  })
  process.stdout.write(startReport(running, config))
  const stop = () => {
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error('stopping failed', { ...flawOf(error) })
        process.exit(1)
      },
    )
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`)
  process.exitCode = 1
}
