import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { dayOf } from '../../src/core/index.ts'
import { dayAfter } from '../../src/insights/index.ts'
import { browserMissing } from '../support/chromium.ts'
import { readPdf, readPng } from '../support/qr.ts'
import { useServerBrowser } from '../support/server-browser.ts'
import { countSomeFigures } from '../support/some-figures.ts'

const PHONE = { width: 360, height: 640 }
const DESK = { width: 1280, height: 800 }
const SCREENS = join(PROJECT_ROOT, '.artefacts')
const PASSWORD = 'seven green mountains'

interface Look {
  readonly lang: string
  readonly viewport: { readonly width: number; readonly height: number }
  readonly colorScheme: 'light' | 'dark'
}

const FRENCH: Look = { lang: 'fr', viewport: PHONE, colorScheme: 'light' }

describe.skipIf(browserMissing())('campaigns and figures, in a browser', () => {
  const here = useServerBrowser()
  let campaign = ''

  beforeAll(async () => {
    const page = await openPage(FRENCH)
    const { search } = new URL(here.server.running.signInLink ?? '')
    await page.goto(`${here.server.url}/staff/join${search}&lang=fr`)
    await page.fill('[name=name]', 'amina')
    await page.fill('[name=password]', PASSWORD)
    await page.click('main button')
    await page.waitForURL(`${here.server.url}/staff`)
  })

  async function openPage({ viewport, colorScheme }: Look): Promise<Page> {
    return (await here.browser.newContext({ viewport, colorScheme })).newPage()
  }

  async function signIn(look: Look): Promise<Page> {
    const page = await openPage(look)
    await page.goto(`${here.server.url}/staff/sign-in?lang=${look.lang}`)
    await page.fill('[name=name]', 'amina')
    await page.fill('[name=password]', PASSWORD)
    await page.click('main button')
    await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
    return page
  }

  const bytesOf = async (page: Page, selector: string) => {
    const href = await page.locator(selector).first().getAttribute('href')
    const response = await page.request.get(`${here.server.url}${href}`)
    return new Uint8Array(await response.body())
  }

  it('make a campaign, whose codes and posters lead to its link', async () => {
    const page = await signIn(FRENCH)
    await page.goto(`${here.server.url}/staff/campaigns`)
    expect(await page.locator('.empty').count()).toBe(1)
    await page.click('a[href$="/campaigns/new"]')
    await page.fill('[name=name]', 'Affiche maternité')
    await page.selectOption('[name=topic]', 'mothers')
    await page.selectOption('[name=flow]', 'register-birth')
    await page.selectOption('[name=locale]', 'ary')
    await page.fill('[name=place]', 'Salle d’attente')
    await page.screenshot({ path: screen('campaign-new-360.png'), fullPage: true })
    await page.click('main button[type=submit]')
    await page.waitForSelector('.notice.good')

    campaign = new URL(page.url()).pathname.slice(-7)
    const link = await page.locator('.links input.link').first().inputValue()
    expect(link).toContain(`/?c=${campaign}&lang=ary`)
    expect(readPng(await bytesOf(page, 'a[href*="qr.png"]'))).toBe(link)
    expect(readPdf(await bytesOf(page, 'a[href*="size=A5"]'))).toBe(link)
    const drawn = await page.locator('.qr img').first().screenshot({ scale: 'css' })
    expect(readPng(drawn)).toBe(link)
  })

  it('greet by the link in its language and begin its flow, once for each link', async () => {
    const page = await openPage(FRENCH)
    await page.goto(`${here.server.url}/?c=${campaign}&lang=ary`)
    await page.waitForSelector('.message.guide >> nth=1')
    const { texts } = here.server.running.live.services().knowledge

    const shown = await page.locator('#log').innerText()
    expect(shown).toContain(texts.text('ary', 'flow-register-birth:born').split('*')[0]?.trim())
    await page.reload()
    expect(await page.locator('.message.guide').count()).toBe(2)
    const counted = await here.server.running.store.figures.list('2020-01-01', '2100-01-01')
    const came = counted.filter(({ event, facets }) => {
      return event === 'campaign-step' && facets.campaign === campaign
    })
    expect(came.map(({ facets, count }) => `${facets.step} ${count}`)).toEqual(['came 1'])
  })

  it.each<Look>([
    { lang: 'fr', viewport: PHONE, colorScheme: 'light' },
    { lang: 'ar', viewport: PHONE, colorScheme: 'dark' },
    { lang: 'ar', viewport: DESK, colorScheme: 'light' },
    { lang: 'fr', viewport: DESK, colorScheme: 'dark' },
  ])('read well in $lang, $viewport.width px, $colorScheme', async (look) => {
    // What is read out and how colours stand out does not depend on the width.
    const isHeard = look.viewport === PHONE
    await countSomeFigures(here.server.running.store, campaign, dayOf(Date.now()))
    const page = await signIn(look)
    const lastMonth = dayAfter(`${dayOf(Date.now()).slice(0, 7)}-01`, -1).slice(0, 7)
    const paths = [
      ...['staff/figures', 'staff/campaigns', `staff/campaigns/${campaign}`],
      ...[`staff/campaigns/${campaign}/edit`, `observatory?period=${lastMonth}&lang=${look.lang}`],
    ]
    for (const [at, path] of paths.entries()) {
      await page.goto(`${here.server.url}/${path}`)
      const name = ['figures', 'campaigns', 'campaign', 'campaign-edit', 'observatory'][at]
      const file = `${name}-${look.lang}-${look.viewport.width}.png`
      await page.screenshot({ path: screen(file), fullPage: true })

      expect(await overflowOf(page), path).toBeLessThanOrEqual(0)
      if (isHeard) expect(await faultsOf(page), path).toEqual([])
    }
  })

  it('choose a period and a filter by the keyboard, kept in the address', async () => {
    const page = await signIn({ lang: 'fr', viewport: DESK, colorScheme: 'light' })
    await page.goto(`${here.server.url}/staff/figures`)
    await page.locator('.filters summary').focus()
    await page.keyboard.press('Enter')
    await page.locator('[name=locale]').focus()
    await page.keyboard.type('Darija')
    await page.keyboard.press('Tab')
    await page.locator('.filters button').focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/locale=ary/u)

    expect(await page.inputValue('[name=locale]')).toBe('ary')
    expect(await page.locator('h1').innerText()).toBe('Chiffres')
  })
})

const screen = (name: string) => join(SCREENS, name)

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
