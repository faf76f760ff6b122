import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createConsoleChannel } from '../channels/console/index.ts'
import { type Config, readConfig } from '../config.ts'
import { readProject } from '../content/index.ts'
import { dayOf, isLocale, LOCALES } from '../core/index.ts'
import { openDocumentCache } from '../documents/index.ts'
import { createLogger } from '../log.ts'
import { type Channel, systemClock } from '../ports/index.ts'
import { type Running, start } from '../start.ts'
import { COMMANDS } from './commands.ts'
import { DOCUMENT_CACHE, MODEL_CACHE, PROJECT_ROOT } from './paths.ts'
import { refuseRecordFile } from './record/record-file.ts'
import { createRecorder, recording } from './record/recorder.ts'
import { EXIT, runCommand, UsageError } from './run.ts'

await runCommand(COMMANDS.chat, async ({ values }) => {
  const { locale, record } = values
  if (locale !== undefined && !isLocale(locale)) {
    throw new UsageError(`"${locale}" is not a locale; it is one of ${LOCALES.join(', ')}.`)
  }
  const config = readConfig(process.env)
  if (record === undefined) return chat(config, locale, (channel) => channel)
  refuseRecordFile(record)
  const recorder = createRecorder({
    name: basename(record, '.yaml'),
    locale: locale ?? config.defaultLocale,
    today: dayOf(systemClock.now()),
    project: readProject(PROJECT_ROOT, openDocumentCache(DOCUMENT_CACHE)),
  })
  // A transcript begins with a stranger, so that it replays: what was said before is left aside.
  const dataDir = mkdtempSync(join(tmpdir(), 'dalil-record-'))
  try {
    const status = await chat({ ...config, dataDir }, locale, (channel, running) =>
      recording(channel, recorder, async () => running()?.dalil.idle()),
    )
    writeFileSync(record, recorder.transcript())
    process.stderr.write(`Wrote ${record}.\n`)
    return status
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
})

/** Talks in the terminal until the input ends. */
async function chat(
  config: Config,
  locale: string | undefined,
  wrap: (channel: Channel, running: () => Running | undefined) => Channel,
): Promise<number> {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  let running: Running | undefined
  running = await start({
    config: { ...config, port: 0 },
    root: PROJECT_ROOT,
    modelDirs: [MODEL_CACHE],
    documentCache: DOCUMENT_CACHE,
    clock: systemClock,
    logger: createLogger(config.logLevel === 'info' ? 'warn' : config.logLevel),
    // Opened here and not before: what is typed while Dalil starts would be lost.
    channels: async () => ({ channels: [wrap(openTerminal(), () => running)], webhooks: {} }),
  })
  await ended
  // What was typed last is answered, also where the lines came from a file.
  await running.dalil.idle()
  await running.stop()
  return EXIT.ok

  function openTerminal(): Channel {
    return createConsoleChannel({
      input: process.stdin,
      output: process.stdout,
      clock: systemClock,
      newId: randomUUID,
      onEnd: () => end(),
      ...(locale === undefined ? {} : { locale }),
    })
  }
}
