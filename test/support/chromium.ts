import { type Browser, chromium } from 'playwright-core'
import { findChromium } from '../../src/channels/find-chromium.ts'

/**
 * Whether the browser tests cannot run here. With `CI=true` that is a failure, not a gap.
 *
 * @example
 * describe.skipIf(browserMissing())('the chat page', …)
 */
export function browserMissing(): boolean {
  if (findChromium(process.env) !== undefined) return false
  const message = 'NOT RUN: no Chromium found; install one or set CHROMIUM_PATH.'
  if (process.env.CI === 'true') throw new Error(message)
  process.stderr.write(`${message}\n`)
  return true
}

/** Starts a Chromium with an empty profile that talks to nobody but the pages it is given. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(process.env) ?? '',
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
