import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { browserMissing } from '../support/chromium.ts'
import {
  DESK,
  faultsOf,
  keepScreen,
  LOOKS,
  tabTo,
  useStaffBrowser,
} from '../support/staff-browser.ts'

/** Words that nobody knows, of two people. */
const [CARD, BABY] = ['qwzrt vkpxj mnbvc', 'wxcvb poiuy hgfds']

describe.skipIf(browserMissing())('changes of the content, in a browser', () => {
  const staff = useStaffBrowser()

  beforeAll(async () => {
    await Promise.all([passOn(CARD), passOn(BABY)])
  })

  async function passOn(words: string): Promise<void> {
    const person = await staff.visitor()
    await person.goto(staff.at('/?lang=fr'))
    await person.waitForSelector('.message.guide')
    await person.fill('#text', words)
    await person.press('#text', 'Enter')
    await person.locator('.choices button:enabled', { hasText: 'Oui, transmettre' }).click()
    await person.waitForFunction(() =>
      [...document.querySelectorAll('.message.guide')].at(-1)?.textContent?.includes('90'),
    )
  }

  async function openGroup(page: Page, words: string): Promise<void> {
    await page.goto(staff.at('/staff'))
    await page.locator('a.open', { hasText: words }).click()
    await page.waitForSelector('#threads')
  }

  it('are made from a question, published and taken back by the keyboard alone', async () => {
    const page = await staff.admin({ lang: 'fr', viewport: DESK })
    await openGroup(page, CARD)
    await page.keyboard.press('p')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('find')
    await page.keyboard.type('carte')
    await page.locator('#found input[value="card-delay"]').waitFor()
    await tabTo(page, '#found input[type=radio]')
    for (let press = 0; press < 8; press += 1) {
      if (await page.locator('#found input[value="card-delay"]').isChecked()) break
      await page.keyboard.press('ArrowDown')
    }
    await tabTo(page, '[name=text-0]')
    await page.keyboard.press('End')
    await page.keyboard.type(' zzyxw')
    await tabTo(page, '#act-phrasing form[method=post] button')
    await page.keyboard.press('Enter')
    expect(await page.locator('.parts ins').innerText()).toBe(`${CARD} zzyxw`)
    await tabTo(page, '[name=send]')
    await page.keyboard.press('Space')
    await page.keyboard.press('p')
    await page.locator('.notice.good', { hasText: 'publié' }).waitFor()
    expect(
      staff.server.running.live.services().knowledge.entries.get('card-delay')?.phrasings,
    ).toMatchObject({ fr: expect.arrayContaining([`${CARD} zzyxw`]) })
    await page.keyboard.press('z')
    await page.locator('.notice.good', { hasText: 'retiré' }).waitFor()

    expect(
      staff.server.running.live.services().knowledge.entries.get('card-delay')?.phrasings.fr,
    ).not.toContain(`${CARD} zzyxw`)
  }, 60_000)

  it('begin a new answer in Arabic, by the keyboard alone', async () => {
    const page = await staff.admin({ lang: 'ar', viewport: DESK })
    await openGroup(page, BABY)
    await page.keyboard.press('n')
    await page.locator('#act-entry[open]').waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('locale')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await page.keyboard.type('ضاعت البطاقة')
    await page.keyboard.press('Tab')
    await page.keyboard.type('اطلبوا نظيرا منها.')
    await tabTo(page, '[name=source]')
    await page.keyboard.type('الدليل')
    await tabTo(page, '[name=source-date]')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('n.d.')
    await tabTo(page, '#act-entry form button')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#effect progress')

    expect(await page.locator('h1').innerText()).toBe('الإجابة «ضاعت البطاقة»')
    expect(await page.locator('.parts').innerText()).toContain('اطلبوا نظيرا منها.')
    await page.keyboard.press('b')
    await page.locator('.group', { hasText: 'ضاعت البطاقة' }).waitFor()
  })

  it.each(LOOKS)('read well in $lang, $viewport.width px, $colorScheme', async (look) => {
    const page = await staff.admin(look)
    const kept = `${look.lang}-${look.viewport.width}`
    const isWell = async (name: string) => {
      await keepScreen(page, `${name}-${kept}`)
      expect(await faultsOf(page, look.axe), name).toEqual([])
    }
    await openGroup(page, BABY)
    for (const panel of ['phrasing', 'entry']) {
      await page.click(`#act-${panel} summary`)
      await isWell(`group-${panel}`)
    }
    await page.goto(staff.at('/staff/changes'))
    await isWell('changes')
    await page.locator('a.open', { hasText: 'ضاعت' }).click()
    await page.waitForSelector('#effect progress')
    await isWell('change')
  })
})
