import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContext, Frame, Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { readConfig } from '../../src/config.ts'
import { browserMissing } from '../support/chromium.ts'
import { type HostPage, type HostSite, startHostSite } from '../support/host-site.ts'
import { useServerBrowser } from '../support/server-browser.ts'

const PHONE = { width: 360, height: 640 }
const DESK = { width: 1280, height: 800 }
const SCREENS = join(PROJECT_ROOT, '.artefacts')
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

describe.skipIf(browserMissing())('the widget on another site', () => {
  let site: HostSite
  let stranger: HostSite
  const here = useServerBrowser(async () => {
    site = await startHostSite()
    stranger = await startHostSite()
    return { config: readConfig({ WIDGET_ORIGINS: site.origin }) }
  })

  afterAll(async () => {
    await site?.stop()
    await stranger?.stop()
  })

  const tag = (more = '') => `<script src="${here.server.url}/widget.js"${more} defer></script>`

  async function visit(
    shown: Partial<HostPage> = {},
    { viewport = DESK, on = site } = {},
  ): Promise<{ page: Page; context: BrowserContext }> {
    on.show({ lang: 'fr', tag: tag(), ...shown })
    const context = await here.browser.newContext({ viewport })
    const page = await context.newPage()
    await page.goto(on.origin)
    await page.waitForSelector('.open')
    return { page, context }
  }

  async function openChat(page: Page): Promise<Frame> {
    await page.click('.open')
    const element = await page.waitForSelector('iframe')
    const frame = await element.contentFrame()
    if (frame === null) throw new Error('The panel holds no page')
    await frame.waitForSelector('.choices button:enabled')
    return frame
  }

  it('answers a question in a panel of the site, in French', async () => {
    const { page, context } = await visit()
    const frame = await openChat(page)

    const before = await frame.locator('.message.guide').count()
    await frame.fill('#text', 'combien de jours pour déclarer une naissance ?')
    await frame.press('#text', 'Enter')
    await frame.locator('.message.guide').nth(before).waitFor()
    await page.screenshot({ path: join(SCREENS, 'widget-fr-1280.png') })

    expect(await frame.locator('.message.guide').nth(before).innerText()).toContain('30')
    await context.close()
  })

  it('speaks the language of the page, from right to left on its left side', async () => {
    const { page, context } = await visit({ lang: 'ar', dir: 'rtl' })
    const button = await page.locator('.open').boundingBox()
    const frame = await openChat(page)
    await page.screenshot({ path: join(SCREENS, 'widget-ar-1280.png') })

    expect(button?.x).toBe(16)
    expect(await frame.locator('html').getAttribute('dir')).toBe('rtl')
    expect(await frame.locator('html').getAttribute('lang')).toBe('ar')
    await context.close()
  })

  it('loads nothing but its script and leaves nothing behind before it is opened', async () => {
    const asked: string[] = []
    site.show({ lang: 'fr', tag: tag() })
    const context = await here.browser.newContext({ viewport: DESK })
    const page = await context.newPage()
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(site.origin)
    await page.waitForSelector('.open')
    const kept = await page.evaluate(() => localStorage.length + sessionStorage.length)

    expect(asked).toEqual([`${site.origin}/`, `${here.server.url}/widget.js`])
    expect(kept).toBe(0)
    await openChat(page)
    const hosts = new Set(asked.map((url) => new URL(url).origin))
    expect([...hosts]).toEqual([site.origin, here.server.url])
    expect(await context.cookies()).toEqual([])
    await context.close()
  })

  it('weighs at most 4 KB compressed', async () => {
    const answer = await fetch(`${here.server.url}/widget.js`)
    const script = await answer.text()

    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(gzipSync(script).length).toBeLessThanOrEqual(4096)
  })

  it('is worked by the keyboard alone, and gives the focus back', async () => {
    const { page, context } = await visit()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    const element = await page.waitForSelector('iframe')
    const frame = await element.contentFrame()
    await frame?.waitForSelector('.choices button:enabled')
    const isIn = await page.evaluate(
      () => document.activeElement?.shadowRoot?.activeElement?.tagName,
    )
    await frame?.focus('#text')
    await page.keyboard.press('Escape')
    await page.waitForSelector('.panel', { state: 'hidden' })

    const isBack = await page.evaluate(
      () => document.activeElement?.shadowRoot?.activeElement?.className,
    )
    expect([isIn, isBack]).toEqual(['IFRAME', 'open'])
    await context.close()
  })

  it('keeps the conversation while its panel is closed', async () => {
    const { page, context } = await visit()
    const frame = await openChat(page)
    await frame.fill('#text', 'bonjour')
    await frame.press('#text', 'Enter')
    await page.click('.close')
    await page.click('.open')

    expect(await frame.locator('.message.mine').innerText()).toContain('bonjour')
    await context.close()
  })

  it('passes the campaign on', async () => {
    const { page, context } = await visit({ tag: tag(' data-campaign="DAKUKUD" data-lang="en"') })
    await page.click('.open')
    const { src } = await page.$eval('iframe', ({ src }) => ({ src }))

    const { searchParams } = new URL(src)
    expect(searchParams.get('c')).toBe('DAKUKUD')
    expect(searchParams.get('lang')).toBe('en')
    await context.close()
  })

  it('bears a neutral name where the site asks for it', async () => {
    const { page, context } = await visit({ tag: tag(' data-discreet') })
    const outside = await page.locator('.open').innerText()
    const frame = await openChat(page)

    expect(outside).toBe('Messages')
    expect(await page.getAttribute('iframe', 'title')).toBe('Messages')
    expect(await frame.title()).toBe('Messages')
    expect(await frame.locator('header').innerText()).not.toMatch(/Dalil|famille/u)
    await context.close()
  })

  it('takes on a neutral name when the person asks for discreet mode, and gives it up again', async () => {
    const { page, context } = await visit()
    const frame = await openChat(page)
    const names = async () => [
      await page.locator('.panel .title').innerText(),
      await frame.title(),
      await frame.locator('#subtitle').isHidden(),
    ]
    const write = async (text: string, then: string) => {
      await frame.fill('#text', text)
      await frame.press('#text', 'Enter')
      await page.locator('.panel .title', { hasText: then }).waitFor()
    }

    await write('mode discret', 'Messages')
    expect(await names()).toEqual(['Messages', 'Messages', true])
    await write('mode discret', 'Dalil')
    expect(await names()).toEqual(['Dalil, le guide', 'Dalil, le guide', false])
    await context.close()
  })

  it('follows the language that the person chooses inside, also when the site is loaded again', async () => {
    // On a subdomain of the site, where browsers let the frame remember.
    const { page, context } = await visit({ tag: tag().replace('127.0.0.1', 'localhost') })
    const inFrench = await page.locator('.open').innerText()
    const frame = await openChat(page)
    await frame.selectOption('#language', 'en')
    await page.locator('.panel[lang="en"]').waitFor()
    const title = await page.locator('.panel .title').innerText()
    await page.reload()
    expect(await page.locator('.open').innerText()).toBe(inFrench)
    const again = await openChat(page)
    await page.locator('.panel[lang="en"]').waitFor()

    expect(await page.locator('.panel .title').innerText()).toBe(title)
    expect(new URL(again.url()).searchParams.get('lang')).toBe('en')
    await context.close()
  })

  it('offers to keep the conversation only where the browser lets a frame remember', async () => {
    const { page, context } = await visit()
    const frame = await openChat(page)
    const remembers = await frame.evaluate(() => {
      try {
        return localStorage.length >= 0
      } catch {
        return false
      }
    })

    expect(await frame.locator('#keep').isVisible()).toBe(remembers)
    await context.close()
  })

  it('runs under a strict policy of the site', async () => {
    const policy = `default-src 'none'; script-src ${here.server.url}; frame-src ${here.server.url}`
    const { page, context } = await visit({ policy })
    const place = await page.$eval('.open', (open) => getComputedStyle(open).position)
    await openChat(page)

    expect(place).toBe('fixed')
    await context.close()
  })

  it('leaves the site with the button for leaving quickly', async () => {
    const { page, context } = await visit()
    await context.route('https://www.google.com/', (route) => route.fulfill({ body: 'elsewhere' }))
    const frame = await openChat(page)
    await frame.click('#exit')
    await page.waitForURL('https://www.google.com/')

    await page.goBack({ waitUntil: 'commit' })
    expect(page.url()).toBe('about:blank')
    await context.close()
  })

  it('is a link on a site that was not named, which cannot frame the chat either', async () => {
    const { page, context } = await visit({}, { on: stranger })
    const href = await page.getAttribute('.open', 'href')

    expect(href).toBe(`${here.server.url}/?lang=fr`)
    const { headers } = await fetch(`${here.server.url}/`)
    expect(headers.get('content-security-policy')).toContain(`frame-ancestors ${site.origin}`)
    expect(headers.get('x-frame-options')).toBeNull()
    await context.close()
  })

  it('opens no other page to any site', async () => {
    for (const path of ['/staff', '/observatory', '/static/chat.css']) {
      const { headers } = await fetch(`${here.server.url}${path}`, { redirect: 'manual' })

      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-frame-options')).toBe('DENY')
    }
  })

  it('has no fault that axe finds at WCAG 2.2 AA, open and closed, large and small', async () => {
    for (const [lang, viewport] of [
      ['fr', PHONE],
      ['ar', DESK],
    ] as const) {
      const { page, context } = await visit({ lang }, { viewport })
      const closed = await new AxeBuilder({ page }).withTags(WCAG).analyze()
      await openChat(page)
      await page.screenshot({ path: join(SCREENS, `widget-${lang}-${viewport.width}-open.png`) })
      const open = await new AxeBuilder({ page }).withTags(WCAG).analyze()

      const faults = [...closed.violations, ...open.violations]
      expect(faults.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      await context.close()
    }
  })
})
