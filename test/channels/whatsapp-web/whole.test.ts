import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findChromium } from '../../../src/channels/find-chromium.ts'
import { PROJECT_ROOT } from '../../../src/cli/paths.ts'
import { readConfig } from '../../../src/config.ts'
import { silentLogger } from '../../../src/ports/index.ts'
import { openChannels } from '../../../src/start/open-channels.ts'
import { browserMissing, launchChromium } from '../../support/chromium.ts'
import { readPng } from '../../support/qr.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { until } from '../support/until.ts'
import { ANNA } from './bench.ts'
import { createStandIn, type StandIn } from './stand-in/server.ts'

const SCREENS = join(PROJECT_ROOT, '.artefacts')
const PASSWORD = 'seven green mountains'

describe.skipIf(browserMissing())('a whole Dalil on WhatsApp by way of a phone', () => {
  let standIn: StandIn
  let dalil: TestServer
  let browser: Browser
  let page: Page
  const printed: string[] = []

  beforeAll(async () => {
    mkdirSync(SCREENS, { recursive: true })
    standIn = await createStandIn()
    const dataDir = mkdtempSync(join(tmpdir(), 'dalil-whatsapp-'))
    const config = {
      ...readConfig({ DATA_DIR: dataDir, WHATSAPP: 'web', WHATSAPP_TYPING: '0' }),
      chromium: findChromium(process.env),
      browserFlags: standIn.flags,
    }
    const channels = openChannels(config, silentLogger, (text) => printed.push(text))
    dalil = await startServer({ config, channels }, 0, dataDir)
    browser = await launchChromium()
    page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()
  })

  afterAll(async () => {
    await browser?.close()
    await dalil?.stop()
    await standIn?.close()
  })

  /** What Anna was shown since she wrote, once `words` are in it. */
  async function says(text: string, words: string): Promise<string> {
    const before = standIn.shown(ANNA).length
    standIn.says(ANNA, text)
    const shown = () => standIn.shown(ANNA).slice(before).join('\n')
    await until(() => shown().includes(words), words)
    await dalil.running.dalil.idle()
    return shown()
  }

  async function look(name: string): Promise<void> {
    await page.screenshot({ path: join(SCREENS, `staff-whatsapp-${name}.png`), fullPage: true })
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
    const overflow = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement
      return scrollWidth - clientWidth
    })
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    expect(overflow).toBeLessThanOrEqual(0)
  }

  it('is paired by the code that the staff page shows, and the page says so by itself', async () => {
    const { pathname, search } = new URL(dalil.running.signInLink ?? '')
    await page.goto(`${dalil.url}${pathname}${search}&lang=ar`)
    await page.fill('[name=name]', 'amina')
    await page.fill('[name=password]', PASSWORD)
    await page.click('main button')
    await page.goto(`${dalil.url}/staff/whatsapp?lang=ar`)
    const code = page.locator('.qr svg')
    await code.waitFor()
    await look('waiting-ar')

    standIn.scans(readPng(await code.screenshot()) ?? 'nothing')
    await page.getByText('واتساب متصل').waitFor()

    await look('connected-ar')
    expect(printed.join('')).toContain('Avant de lier un téléphone')
  })

  it('talks in Darija, with menus by number', async () => {
    const answer = await says('chhal dariba dyal auto entrepreneur', '0,5')
    expect(answer).toContain('إلا كنتي فالتجارة')

    const menu = await says('القائمة', '\n1. ')
    expect(menu).toMatch(/\n2\. /u)
    const chosen = await says('٢', '\n1. ')
    expect(chosen).not.toBe(menu)
  })

  it('keeps the phone over a restart, and answers what came meanwhile, once', async () => {
    const before = standIn.shown(ANNA).length
    const codes = printed.length
    await dalil.restart(() => void standIn.says(ANNA, 'القائمة'))
    await says('شكرا', '')
    await until(() => standIn.shown(ANNA).length >= before + 2, 'both answers')
    await dalil.running.dalil.idle()

    expect(standIn.shown(ANNA)).toHaveLength(before + 2)
    expect(printed).toHaveLength(codes)
    expect(standIn.shown(ANNA)[before]).toContain('\n1. ')
  })
})
