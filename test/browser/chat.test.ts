import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { browserMissing } from '../support/chromium.ts'
import { readPng } from '../support/qr.ts'
import { useServerBrowser } from '../support/server-browser.ts'

const PHONE = { width: 360, height: 640 }
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const SCREENS = join(PROJECT_ROOT, '.artefacts')

describe.skipIf(browserMissing())('the chat page on a phone', () => {
  const here = useServerBrowser()

  async function open(
    lang: string,
    options: Parameters<Browser['newContext']>[0] = {},
  ): Promise<{ page: Page; context: BrowserContext }> {
    const context = await here.browser.newContext({ viewport: PHONE, ...options })
    const page = await context.newPage()
    await page.goto(`${here.server.url}/?lang=${lang}`)
    // The welcome has several messages; the last offers the subjects.
    await page.waitForSelector('.choices button:enabled')
    return { page, context }
  }

  async function ask(page: Page, text: string): Promise<string> {
    const before = await page.locator('.message.guide').count()
    await page.fill('#text', text)
    await page.press('#text', 'Enter')
    await page.locator('.message.guide').nth(before).waitFor()
    return page.locator('.message.guide').nth(before).innerText()
  }

  it('greets, and answers a question in French without reloading', async () => {
    const { page, context } = await open('fr')

    const answer = await ask(page, 'combien de jours pour déclarer une naissance ?')
    await page.screenshot({ path: join(SCREENS, 'chat-fr-360.png') })

    expect(answer).toContain('30')
    expect(await page.locator('html').getAttribute('dir')).toBe('ltr')
    await context.close()
  })

  it('greets also whoever comes by a link that was spoilt on the way', async () => {
    const { page, context } = await open(`fr&c=${'%20x'.repeat(100)}`)

    expect(await page.locator('.message.guide').first().innerText()).toContain('Dalil')
    await context.close()
  })

  it('reads from right to left and answers in Arabic letters in Darija', async () => {
    const { page, context } = await open('ary')

    const answer = await ask(page, 'شحال ديال الوقت باش نسجل الولد فالحالة المدنية')
    await page.screenshot({ path: join(SCREENS, 'chat-ary-360.png') })

    expect(answer).toContain('30')
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    await context.close()
  })

  it('does not go on writing where the reply was here before the word that it was heard', async () => {
    const { page, context } = await open('fr')
    const guide = page.locator('.message.guide')
    const before = await guide.count()
    await page.route('**/chat/messages', async (route) => {
      const response = await route.fetch()
      await guide.nth(before).waitFor()
      await route.fulfill({ response })
    })

    await ask(page, 'menu')
    await page.waitForFunction(
      () => JSON.parse(sessionStorage.getItem('dalil') ?? '{}').outgoing?.length === 0,
    )

    expect(await page.locator('#status').innerText()).toBe('')
    await context.close()
  })

  it('never scrolls sideways, on a phone or a large screen', async () => {
    for (const lang of ['fr', 'ar', 'ary', 'en']) {
      for (const viewport of [PHONE, { width: 1280, height: 800 }]) {
        const { page, context } = await open(lang, { viewport })

        await ask(page, 'menu')
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        await page.screenshot({ path: join(SCREENS, `chat-${lang}-${viewport.width}-menu.png`) })

        expect(overflow, `${lang} at ${viewport.width}`).toBeLessThanOrEqual(0)
        await context.close()
      }
    }
  })

  it('is walked through with taps alone', async () => {
    const { page, context } = await open('ary')

    for (const choice of [1, 0]) {
      const before = await page.locator('.message.guide').count()
      await page.locator('.choices button:enabled').nth(choice).click()
      await page.locator('.message.guide').nth(before).waitFor()
    }

    expect(await page.locator('.choices button:enabled').count()).toBeGreaterThan(2)
    await context.close()
  })

  it('shows a slip as a picture that a scanner reads, with words for who does not see it', async () => {
    const { page, context } = await open('ary')

    await ask(page, '100% Mamans')
    await page.locator('.choices button:enabled', { hasText: 'ورقة' }).first().click()
    const picture = page.locator('.message img')
    await picture.waitFor()
    await page.waitForFunction(() => (document.querySelector('img')?.naturalWidth ?? 0) > 0)
    await page.locator('.choices button:enabled').first().waitFor()
    const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze()
    const shot = await picture.screenshot({ path: join(SCREENS, 'chat-slip-picture-ary.png') })
    await picture.scrollIntoViewIfNeeded()
    await page.screenshot({ path: join(SCREENS, 'chat-slip-ary-360.png') })
    const alt = (await picture.getAttribute('alt')) ?? ''
    const text = await page.locator('.message.guide').last().innerText()
    const code = /[2-9]{5}-[A-Z]/u.exec(text)?.[0] ?? 'no code'
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )

    expect(alt).toContain(code)
    expect(alt).toContain('جيبو')
    expect(readPng(shot)).toMatch(/\/partner\/[\w.-]+$/u)
    expect(overflow).toBeLessThanOrEqual(0)
    expect(violations.map(({ id }) => id)).toEqual([])
    await context.close()
  })

  it('shows what was lost on the way once the connection is back', async () => {
    const { page, context } = await open('fr')

    await context.setOffline(true)
    await page.fill('#text', 'bonjour')
    await page.press('#text', 'Enter')
    await page.waitForFunction(() => document.getElementById('status')?.textContent !== '')
    const before = await page.locator('.message.guide').count()
    await context.setOffline(false)
    await page.locator('.message.guide').nth(before).waitFor({ timeout: 20_000 })

    expect(await page.locator('.message.mine').count()).toBe(1)
    await context.close()
  })

  it('goes on after the server was started again, and says nothing twice', async () => {
    const { page, context } = await open('fr')

    await ask(page, 'taux impot auto entrepreneur')
    await here.server.restart()
    const before = await page.locator('.message.guide').count()
    await page.fill('#text', 'merci')
    await page.press('#text', 'Enter')
    await page.locator('.message.guide').nth(before).waitFor({ timeout: 25_000 })
    const shown = await page.locator('.message.guide').allInnerTexts()

    expect(new Set(shown).size).toBe(shown.length)
    await context.close()
  })

  it('keeps the conversation over closing the page only where the person chose so', async () => {
    const { page, context } = await open('fr')

    await ask(page, 'bonjour')
    await page.selectOption('#keep', 'day')
    await page.close()
    const again = await context.newPage()
    await again.goto(`${here.server.url}/?lang=fr`)
    await again.waitForSelector('.message.mine')
    await again.selectOption('#keep', 'none')
    await again.close()
    const forgotten = await context.newPage()
    await forgotten.goto(`${here.server.url}/?lang=fr`)
    await forgotten.waitForSelector('.message.guide')

    expect(await forgotten.locator('.message.mine').count()).toBe(0)
    await context.close()
  })

  it('shows what comes in as text, never as markup', async () => {
    const { page, context } = await open('fr')

    await ask(page, '<img src=x onerror=alert(1)> *gras*')

    expect(await page.locator('#log img').count()).toBe(0)
    expect(await page.locator('.message.mine strong').innerText()).toBe('gras')
    await context.close()
  })

  it('has no fault that axe finds at WCAG 2.2 AA, light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, context } = await open('ary', { colorScheme })

      const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze()

      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      await context.close()
    }
  })

  it('sets no cookie', async () => {
    const { page, context } = await open('fr')

    await ask(page, 'bonjour')

    expect(await context.cookies()).toEqual([])
    await context.close()
  })
})
