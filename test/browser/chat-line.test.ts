import type { BrowserContext, Page, Response } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { browserMissing } from '../support/chromium.ts'
import { useServerBrowser } from '../support/server-browser.ts'

const PHONE = { width: 360, height: 640 }
/** The slowest that a phone in the country gets: GPRS, as browsers' tools have it. */
const GPRS = { latency: 500, downloadThroughput: 50_000 / 8, uploadThroughput: 20_000 / 8 }
const DAY = 86_400_000

describe.skipIf(browserMissing())('the chat page on a bad line', () => {
  const here = useServerBrowser()

  async function visit(path = '/?lang=fr'): Promise<{ page: Page; context: BrowserContext }> {
    const context = await here.browser.newContext({ viewport: PHONE })
    const page = await context.newPage()
    await page.goto(`${here.server.url}${path}`)
    await page.waitForSelector('.choices button:enabled')
    return { page, context }
  }

  async function write(page: Page, text: string): Promise<void> {
    await page.fill('#text', text)
    await page.press('#text', 'Enter')
  }

  async function weigh(response: Response) {
    const { responseBodySize, responseHeadersSize } = await response.request().sizes()
    const headers = await response.allHeaders()
    return {
      host: new URL(response.url()).host,
      encoding: headers['content-encoding'],
      type: headers['content-type'] ?? '',
      bytes: responseBodySize + responseHeadersSize,
    }
  }

  it('loads at most 60 KB, compressed and all of it from this machine', async () => {
    const context = await here.browser.newContext({ viewport: PHONE })
    const page = await context.newPage()
    const answers: ReturnType<typeof weigh>[] = []
    page.on('response', (response) => {
      if (response.url().includes('/chat/')) return
      answers.push(weigh(response))
    })

    await page.goto(`${here.server.url}/?lang=ary`)
    await page.waitForSelector('.choices button:enabled')
    const loaded = await Promise.all(answers)

    const bytes = loaded.reduce((sum, one) => sum + one.bytes, 0)
    process.stdout.write(`The first load weighs ${bytes} bytes.\n`)
    expect(bytes).toBeGreaterThan(1000)
    expect(bytes).toBeLessThanOrEqual(60 * 1024)
    const texts = loaded.filter(({ type }) => /html|css|javascript/u.test(type))
    expect(texts.map(({ encoding }) => encoding)).toEqual(['gzip', 'gzip', 'gzip'])
    expect(new Set(loaded.map(({ host }) => host))).toEqual(
      new Set([new URL(here.server.url).host]),
    )
    await context.close()
  })

  it('can be written on within 5 s at the speed of GPRS, and is answered', async () => {
    const context = await here.browser.newContext({ viewport: PHONE })
    const page = await context.newPage()
    const line = await context.newCDPSession(page)
    await line.send('Network.enable')
    await line.send('Network.emulateNetworkConditions', { offline: false, ...GPRS })
    const began = performance.now()
    await page.goto(`${here.server.url}/?lang=fr`, { waitUntil: 'commit' })
    await page.waitForFunction(() => document.forms[0]?.onsubmit)
    const took = performance.now() - began
    process.stdout.write(`The first message can be written after ${Math.round(took)} ms at GPRS.\n`)
    await write(page, 'bonjour')
    await page.waitForSelector('.message.guide')

    expect(took).toBeLessThan(5000)
    await context.close()
  })

  it('sends after the page was closed what was written without a line', async () => {
    const { page, context } = await visit()
    await page.selectOption('#keep', 'day')
    await context.setOffline(true)
    await write(page, 'menu')
    await page.waitForFunction(() => document.getElementById('status')?.textContent !== '')
    await page.close()
    await context.setOffline(false)
    const again = await context.newPage()
    await again.goto(`${here.server.url}/?lang=fr`)
    await again.waitForFunction(() => {
      const own = document.querySelector('.message.mine')
      return own?.nextElementSibling?.classList.contains('guide')
    })

    expect(await again.locator('.message.mine').allInnerTexts()).toEqual([
      expect.stringContaining('menu'),
    ])
    await context.close()
  })

  it('says so and sends later what one network wrote too much of', async () => {
    const { page, context } = await visit()
    const refuse = { status: 429, json: { error: 'too-many' } }
    await context.route('**/chat/messages', (route) => route.fulfill(refuse))
    await page.clock.install()
    await write(page, 'menu')
    await page.waitForFunction(() => document.getElementById('status')?.textContent !== '')
    const said = await page.locator('#status').innerText()
    const before = await page.locator('.message.guide').count()
    await context.unroute('**/chat/messages')
    await page.clock.fastForward(10_000)
    await page.locator('.message.guide').nth(before).waitFor()

    expect(said).toContain('à la fois')
    await context.close()
  })

  it('is told at once that the line is back', async () => {
    const { page, context } = await visit()
    await page.clock.install()
    await context.setOffline(true)
    await write(page, 'menu')
    await page.waitForFunction(() => document.getElementById('status')?.textContent !== '')
    const before = await page.locator('.message.guide').count()
    await context.setOffline(false)
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await page.locator('.message.guide').nth(before).waitFor()

    expect(await page.locator('.message.mine').count()).toBe(1)
    await context.close()
  })

  it.each([
    ['day', 0.9 * DAY, 1.1 * DAY],
    ['month', 29 * DAY, 31 * DAY],
  ])('keeps the conversation for a %s, not longer', async (choice, within, after) => {
    const { page, context } = await visit()
    await write(page, 'merci')
    await page.selectOption('#keep', choice)
    await page.close()
    const now = Date.now()
    const shown: number[] = []
    for (const passed of [within, after]) {
      const later = await context.newPage()
      await later.clock.setFixedTime(now + passed)
      await later.goto(`${here.server.url}/?lang=fr`)
      await later.waitForSelector('.message.guide')
      shown.push(await later.locator('.message.mine').count())
      // Looking at it keeps it: the second visit asks as if the first had not been.
      await later.evaluate(
        (until) => {
          const kept = JSON.parse(localStorage.getItem('dalil') ?? '{}')
          localStorage.setItem('dalil', JSON.stringify({ ...kept, until }))
        },
        now + (within + after) / 2,
      )
      await later.close()
    }

    expect(shown).toEqual([1, 0])
    await context.close()
  })

  it('bears a neutral name in discreet mode, also after it was loaded again', async () => {
    const { page, context } = await visit()
    await write(page, 'mode discret')
    await page.waitForFunction(() => document.title === 'Messages')
    await page.reload()
    await page.waitForSelector('.message.mine')

    expect(await page.title()).toBe('Messages')
    expect(await page.locator('header').innerText()).not.toMatch(/Dalil|famille/u)
    await context.close()
  })

  it('forgets the conversation in this tab with the button for leaving quickly', async () => {
    const { page, context } = await visit()
    // The other page takes its time: a reply comes in before it is there.
    const posted = page.waitForResponse(
      (response) => response.request().postData()?.includes('encore') === true,
    )
    await context.route('https://www.google.com/', async (route) => {
      await posted
      await route.fulfill({ body: 'elsewhere' })
    })
    await write(page, 'merci')
    await page.selectOption('#language', 'ar')
    await page.waitForSelector('html[lang=ar]')
    await page.fill('#text', 'encore')
    await page.press('#text', 'Enter')
    await page.click('#exit')
    await page.waitForURL('https://www.google.com/')
    await page.goBack({ waitUntil: 'commit' })
    expect(page.url()).toBe('about:blank')

    await page.goto(`${here.server.url}/?lang=fr`)
    await page.waitForSelector('.message.guide')
    expect(await page.locator('.message.mine').count()).toBe(0)
    await context.close()
  })
})
