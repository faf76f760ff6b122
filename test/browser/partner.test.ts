import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toPersonId } from '../../src/core/index.ts'
import { createKeyring, createPseudonymizer, createSealer } from '../../src/privacy/index.ts'
import { sealReferral, toToken } from '../../src/referrals/index.ts'
import { browserMissing, launchChromium } from '../support/chromium.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { DESK, faultsOf, keepScreen, PHONE } from '../support/staff-browser.ts'

const LOOKS = [
  { lang: 'fr', viewport: PHONE, colorScheme: 'light' },
  { lang: 'ar', viewport: PHONE, colorScheme: 'dark' },
  { lang: 'ary', viewport: DESK, colorScheme: 'light' },
] as const

describe.skipIf(browserMissing())('the page of a partner, in a browser', () => {
  let server: TestServer
  let browser: Browser

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startServer(), launchChromium()])
  })

  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  /** The address of the page of a new slip. */
  async function slip(id: string): Promise<string> {
    const keyring = createKeyring({ dir: server.dataDir })
    const hide = createPseudonymizer(keyring)
    const createdAt = Date.now()
    await server.running.store.referrals.put(
      sealReferral(
        { sealer: createSealer(keyring), hide },
        {
          ...{ id, code: '48273-K', partner: 'lavenir', need: 'lodging', town: 'rabat' },
          ...{ locale: 'fr', createdAt, toldFor: '2026-12-01' },
        },
        { person: toPersonId(id), channel: 'telegram' },
      ),
    )
    return `${server.url}/partner/${toToken(id, createdAt, hide)}`
  }

  it.each(LOOKS)('takes one tap and says thank you: $lang, $colorScheme', async (look) => {
    const { lang, viewport, colorScheme } = look
    const context = await browser.newContext({ viewport, colorScheme })
    const page = await context.newPage()
    const address = await slip(`slip-${lang}`)
    await page.goto(`${address}?lang=${lang}`)
    const before = await faultsOf(page)
    await keepScreen(page, `partner-${lang}`)
    await page.click('button[value=came]')
    const after = await faultsOf(page)
    await keepScreen(page, `partner-${lang}-said`)

    expect([...before, ...after]).toEqual([])
    expect(await page.locator('[role=status]').count()).toBe(1)
    expect(await page.locator('form').count()).toBe(0)
    const record = await server.running.store.referrals.find(`slip-${lang}`)
    expect(record?.partnerSays).toBe('came')
    await context.close()
  })
})
