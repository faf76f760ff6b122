import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import type { StartOptions } from '../../src/start.ts'
import { launchChromium } from './chromium.ts'
import { startServer, type TestServer } from './server.ts'

/** A whole Dalil and a Chromium, for the tests of one `describe`. */
export interface ServerBrowser {
  readonly server: TestServer
  readonly browser: Browser
}

/**
 * Opens both before the first test and closes them after the last; `prepare` comes before, and says
 * what else than usual Dalil is started with.
 */
export function useServerBrowser(
  prepare: () => Promise<Partial<StartOptions>> | Partial<StartOptions> = () => ({}),
): ServerBrowser {
  let server: TestServer | undefined
  let browser: Browser | undefined
  beforeAll(async () => {
    server = await startServer(await prepare())
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })
  return {
    get server() {
      return opened(server)
    },
    get browser() {
      return opened(browser)
    },
  }
}

/** What a `beforeAll` has opened by now. */
export function opened<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('It is opened right before the first test.')
  return value
}
