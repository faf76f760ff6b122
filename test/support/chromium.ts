import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The Chromium named by `CHROMIUM_PATH` or found on the path; `undefined` where there is none. */
export function findChromium(): string | undefined {
  const set = process.env.CHROMIUM_PATH
  if (set !== undefined && set !== '') return set
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isProgram)
}

/**
 * Whether the browser tests cannot run here. With `CI=true` that is a failure, not a gap.
 *
 * @example
 * describe.skipIf(browserMissing())('the chat page', …)
 */
export function browserMissing(): boolean {
  if (findChromium() !== undefined) return false
  const message = 'NOT RUN: no Chromium found; install one or set CHROMIUM_PATH.'
  if (process.env.CI === 'true') throw new Error(message)
  process.stderr.write(`${message}\n`)
  return true
}

/** Starts a Chromium with an empty profile that talks to nobody but the pages it is given. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium() ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
