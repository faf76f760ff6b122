import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DOCUMENT_CACHE, MODEL_CACHE, PROJECT_ROOT } from '../../../src/cli/paths.ts'
import { readConfig } from '../../../src/config.ts'
import { type Clock, silentLogger } from '../../../src/ports/index.ts'
import { openChannels } from '../../../src/start/open-channels.ts'
import { start } from '../../../src/start.ts'
import { UNHURRIED } from './dalil.ts'

/** A Dalil in this process, whose clock is ours. */
export interface InProcess {
  readonly url: string
  stop(): Promise<void>
}

/** Starts Dalil on a data folder of its own. */
export async function startInProcess(
  clock: Clock,
  settings: Readonly<Record<string, string>> = {},
): Promise<InProcess> {
  const dir = mkdtempSync(join(tmpdir(), 'dalil-soak-'))
  const config = readConfig({ ...UNHURRIED, ...settings, DATA_DIR: dir, PORT: '0' })
  const running = await start({
    config,
    clock,
    logger: silentLogger,
    root: PROJECT_ROOT,
    modelDirs: [MODEL_CACHE],
    documentCache: DOCUMENT_CACHE,
    channels: openChannels(config, silentLogger),
    watch: false,
  })
  return {
    url: `http://127.0.0.1:${running.port}`,
    async stop() {
      await running.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
