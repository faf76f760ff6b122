import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { browserMissing, launchChromium } from '../support/chromium.ts'
import { startServer, type TestServer } from '../support/server.ts'

const PHONE = { width: 360, height: 640 }
const SCREENS = join(PROJECT_ROOT, '.artefacts')
const PASSWORD = 'a long enough password'

describe.skipIf(browserMissing())('the staff page on a phone', () => {
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

  const link = () => {
    const { pathname, search } = new URL(server.running.signInLink ?? '')
    return `${server.url}${pathname}${search}`
  }

  async function openPage(viewport = PHONE): Promise<Page> {
    const context = await browser.newContext({ viewport })
    return context.newPage()
  }

  async function signIn(lang: string, viewport = PHONE): Promise<Page> {
    const page = await openPage(viewport)
    await page.goto(`${server.url}/staff/sign-in?lang=${lang}`)
    await page.fill('[name=name]', 'amina')
    await page.fill('[name=password]', PASSWORD)
    await page.click('main button')
    await page.waitForURL(`${server.url}/staff`)
    return page
  }

  async function passOn(words: string): Promise<Page> {
    const person = await openPage()
    await person.goto(`${server.url}/?lang=fr`)
    await person.waitForSelector('.message.guide')
    await person.fill('#text', words)
    await person.press('#text', 'Enter')
    await person.locator('.choices button:enabled', { hasText: 'Oui, transmettre' }).click()
    await person.waitForFunction(() =>
      [...document.querySelectorAll('.message.guide')].at(-1)?.textContent?.includes('90'),
    )
    return person
  }

  it('is entered through the one-time link, once', async () => {
    const first = link()
    const page = await openPage()

    await page.goto(`${first}&lang=fr`)
    await page.fill('[name=name]', 'Amina')
    await page.fill('[name=password]', PASSWORD)
    await page.screenshot({ path: join(SCREENS, 'staff-join-360.png') })
    await page.click('main button')
    await page.waitForURL(`${server.url}/staff`)
    const again = await openPage()
    const response = await again.goto(first)

    expect(response?.status()).toBe(410)
    expect(await page.locator('.empty').count()).toBe(1)
  })

  it('shows a question that was passed on without reloading, and the reply reaches the same chat', async () => {
    const staff = await signIn('fr')
    await staff.waitForLoadState('networkidle').catch(() => undefined)

    const person = await passOn('qwzrt vkpxj mnbvc')
    const card = staff.locator('article', { hasText: 'qwzrt' })
    await card.waitFor()
    await staff.screenshot({ path: join(SCREENS, 'staff-fr-360.png') })
    await card.locator('textarea').fill('Voici la réponse de notre équipe.')
    await card.locator('button[value=answer]').click()
    await staff.waitForSelector('.notice.good')
    await person.waitForSelector('.message.team')

    expect(await person.locator('.message.team').innerText()).toContain('Voici la réponse')
    expect(await staff.locator('article').count()).toBe(0)
  })

  it('tells the second of two who reply that the question changed, and keeps what was typed', async () => {
    await passOn('hjklm plmko zzxcv')
    const [one, two] = [await signIn('fr'), await signIn('fr')]

    await one.locator('article textarea').fill('la première')
    await two.locator('article textarea').fill('la seconde')
    await one.locator('button[value=answer]').click()
    await one.waitForSelector('.notice.good')
    await two.locator('button[value=answer]').click()
    await two.waitForSelector('.notice')

    expect(await two.locator('.notice').getAttribute('class')).toBe('notice')
  })

  it('reads from right to left in Arabic, at 360 and 1280 px, without scrolling sideways', async () => {
    await passOn('wrtzu opqrs <b>gras</b>')
    for (const viewport of [PHONE, { width: 1280, height: 800 }]) {
      const page = await signIn('ar', viewport)

      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      await page.screenshot({ path: join(SCREENS, `staff-ar-${viewport.width}.png`) })

      expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
      expect(await page.locator('article blockquote b').count()).toBe(0)
      expect(overflow).toBeLessThanOrEqual(0)
    }
  })

  it('has no fault that axe finds at WCAG 2.2 AA', async () => {
    const signedIn = await signIn('ar')
    const entrance = await openPage()
    await entrance.goto(`${server.url}/staff/sign-in?lang=fr`)

    for (const page of [signedIn, entrance]) {
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze()

      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    }
  })
})
