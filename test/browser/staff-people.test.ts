import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { fromBase32, hotp, toStep } from '../../src/staff/totp.ts'
import { browserMissing, launchChromium } from '../support/chromium.ts'
import { startServer, type TestServer } from '../support/server.ts'

const PHONE = { width: 360, height: 640 }
const DESK = { width: 1280, height: 800 }
const SCREENS = join(PROJECT_ROOT, '.artefacts')
const PASSWORD = 'seven green mountains'
const PAGES = ['people', 'audit', 'account', 'account/second-factor'] as const

describe.skipIf(browserMissing())('the people of the staff, in a browser', () => {
  let server: TestServer
  let browser: Browser

  beforeAll(async () => {
    mkdirSync(SCREENS, { recursive: true })
    server = await startServer()
    browser = await launchChromium()
  })

  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  /** The same address below the one that the test server has. */
  const local = (link: string) => {
    const { pathname, search } = new URL(link)
    return `${server.url}${pathname}${search}`
  }

  async function openPage(look: Partial<Look> = {}): Promise<Page> {
    const { viewport = PHONE, colorScheme = 'light' } = look
    return (await browser.newContext({ viewport, colorScheme })).newPage()
  }

  async function signIn(name: string, lang: string, look: Partial<Look> = {}): Promise<Page> {
    const page = await openPage(look)
    await page.goto(`${server.url}/staff/sign-in?lang=${lang}`)
    await page.fill('[name=name]', name)
    await page.fill('[name=password]', PASSWORD)
    await page.click('main button')
    await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
    return page
  }

  async function join(link: string, name: string): Promise<Page> {
    const page = await openPage()
    await page.goto(`${link}&lang=fr`)
    await page.fill('[name=name]', name)
    await page.fill('[name=password]', PASSWORD)
    await page.click('main button')
    await page.waitForURL(`${server.url}/staff`)
    return page
  }

  const faultsOf = async (page: Page) => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  }

  const overflowOf = (page: Page) =>
    page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement
      return scrollWidth - clientWidth
    })

  it('invite somebody by a link that is shown once, and set the role', async () => {
    const admin = await join(local(server.running.signInLink ?? ''), 'amina')
    await admin.goto(`${server.url}/staff/people?lang=fr`)
    await admin.selectOption('#invite-role', 'viewer')
    await admin.click('form[action$="/invite"] button')
    const link = await admin.inputValue('input.link')
    await admin.screenshot({ path: screen('staff-invite-360.png'), fullPage: true })
    const colleague = await join(local(link), 'bilal')

    expect(await colleague.locator('.figure').innerText()).toBe('0')
    await admin.goto(`${server.url}/staff/people`)
    const card = admin.locator('li.card', { hasText: 'bilal' })
    await card.locator('select').selectOption('reviewer')
    await card.locator('form[action$="/role"] button').click()
    await admin.waitForSelector('.notice.good')
    await colleague.reload()
    expect(await admin.locator('input.link').count()).toBe(0)
    expect(await colleague.locator('.empty').count()).toBe(1)
  })

  it('turn on the second factor by the keyboard alone, and sign in with it', async () => {
    const page = await signIn('bilal', 'fr')
    await page.goto(`${server.url}/staff/account`)
    await tabTo(page, 'a[href$="/second-factor"]')
    await page.keyboard.press('Enter')
    await page.waitForURL(/second-factor/u)
    const secret = (await page.inputValue('input.link')).replaceAll(' ', '')
    await tabTo(page, '[name=code]')
    await page.keyboard.type(codeAt(secret, 0))
    await page.keyboard.press('Tab')
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press('Enter')
    await page.waitForSelector('.notice.good')

    const again = await signIn('bilal', 'fr')
    await again.screenshot({ path: screen('staff-code-360.png') })
    expect(new URL(again.url()).pathname).toBe('/staff/code')
    expect(await faultsOf(again)).toEqual([])
    await again.keyboard.press('Tab')
    await tabTo(again, '[name=code]')
    await again.keyboard.type(codeAt(secret, 1))
    await again.keyboard.press('Enter')
    await again.waitForURL(`${server.url}/staff`)
  })

  it('shut somebody out, who then finds the door', async () => {
    const colleague = await openPage()
    const admin = await signIn('amina', 'en')
    await admin.goto(`${server.url}/staff/people`)
    const card = admin.locator('li.card', { hasText: 'bilal' })
    await card.locator('form[action$="/disable"] button').click()
    await admin.waitForSelector('.tag.warn')
    await colleague.goto(`${server.url}/staff/sign-in`)
    await colleague.fill('[name=name]', 'bilal')
    await colleague.fill('[name=password]', PASSWORD)
    await colleague.click('main button')

    expect(await colleague.locator('.notice').count()).toBe(1)
  })

  it.each([
    { lang: 'fr', viewport: PHONE, colorScheme: 'light' },
    { lang: 'ar', viewport: PHONE, colorScheme: 'dark' },
    { lang: 'ar', viewport: DESK, colorScheme: 'light' },
    { lang: 'fr', viewport: DESK, colorScheme: 'dark' },
  ] as const)('read well in $lang, $viewport.width px, $colorScheme', async (look) => {
    const page = await signIn('amina', look.lang, look)
    for (const path of PAGES) {
      await page.goto(`${server.url}/staff/${path}`)
      const name = `staff-${path.replace('/', '-')}-${look.lang}-${look.viewport.width}.png`
      await page.screenshot({ path: screen(name), fullPage: true })

      expect(await overflowOf(page), path).toBeLessThanOrEqual(0)
      expect(await faultsOf(page), path).toEqual([])
    }
  })

  it('stay what they are when the language changes', async () => {
    const page = await signIn('amina', 'fr')
    await page.goto(`${server.url}/staff/people`)
    await page.click('nav a[lang=ar]')

    expect(new URL(page.url()).pathname).toBe('/staff/people')
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
  })
})

interface Look {
  readonly viewport: { readonly width: number; readonly height: number }
  readonly colorScheme: 'light' | 'dark'
}

const screen = (name: string) => join(SCREENS, name)

function codeAt(secret: string, steps: number): string {
  return hotp(fromBase32(secret) ?? new Uint8Array(), toStep(Date.now()) + steps)
}

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let press = 0; press < 60; press += 1) {
    const isThere = await page.evaluate(
      (wanted) => document.activeElement?.matches(wanted) === true,
      selector,
    )
    if (isThere) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${selector} cannot be reached by the keyboard`)
}
