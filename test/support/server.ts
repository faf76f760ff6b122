import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DOCUMENT_CACHE, MODEL_CACHE, PROJECT_ROOT } from '../../src/cli/paths.ts'
import { readConfig } from '../../src/config.ts'
import { silentLogger, systemClock } from '../../src/ports/index.ts'
import { type Running, type StartOptions, start } from '../../src/start.ts'

/** A whole Dalil on a free port of this machine, with a data folder of its own. */
export interface TestServer {
  readonly url: string
  readonly running: Running
  readonly dataDir: string
  /** Stops it, and starts it again on the same data. */
  restart(meanwhile?: () => void): Promise<void>
  stop(): Promise<void>
}

/** Starts Dalil as `npm start` does, but for the port, the folder and the log. */
export async function startServer(
  options: Partial<StartOptions> = {},
  wanted = 0,
  dataDir = mkdtempSync(join(tmpdir(), 'dalil-test-')),
): Promise<TestServer> {
  const config = { ...readConfig({ DATA_DIR: dataDir, PORT: '0' }), ...options.config }
  const open = (port: number) =>
    start({
      root: PROJECT_ROOT,
      modelDirs: [MODEL_CACHE],
      documentCache: DOCUMENT_CACHE,
      clock: systemClock,
      logger: silentLogger,
      channels: async () => ({ channels: [], webhooks: {} }),
      watch: false,
      ...options,
      config: { ...config, dataDir, port },
    })
  let running = await open(wanted)
  const { port } = running
  return {
    url: `http://127.0.0.1:${port}`,
    get running() {
      return running
    },
    dataDir,
    async restart(meanwhile = () => {}) {
      await running.stop()
      meanwhile()
      running = await open(port)
    },
    async stop() {
      await running.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
