import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserMissing } from '../support/chromium.ts'
import {
  faultsOf,
  keepScreen,
  LOOKS,
  openStaffBrowser,
  type StaffBrowser,
  tabTo,
} from '../support/staff-browser.ts'

const ENTRY = '/staff/content/entries/card-delay'
const PARTNER = '/staff/partners/lalla-salma'

describe.skipIf(browserMissing())('the content, in a browser', () => {
  let staff: StaffBrowser

  beforeAll(async () => {
    staff = await openStaffBrowser()
  })

  afterAll(async () => {
    await staff?.stop()
  })

  it('is found, changed and put into use by the keyboard alone', async () => {
    const page = await staff.admin({ lang: 'fr' })
    await page.goto(staff.at('/staff/content'))
    await tabTo(page, '[name=find]')
    await page.keyboard.type('recevoir ma carte auto entrepreneur')
    await page.waitForSelector(`#found li:first-child a[href="${ENTRY}"]`)
    await tabTo(page, `a[href="${ENTRY}"]`)
    await page.keyboard.press('Enter')
    await page.waitForURL(staff.at(ENTRY))
    expect(await page.locator('#look .fine').count()).toBe(1)
    await tabTo(page, '[name=answer-fr]')
    await page.keyboard.press('Control+Home')
    await page.keyboard.type('*Patience* : il faut 99 jours. ')
    await page.waitForSelector('#look .bubble strong:text("Patience")')
    const checks = page.locator('#look .notes')
    await checks.getByText('99').first().waitFor()
    await keepScreen(page, 'content-faults-360')
    for (const _ of 'il faut 99 jours. ') await page.keyboard.press('Backspace')
    await page.waitForSelector('#look .fine')
    await tabTo(page, 'form button[type=submit]:not([name])')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.notice.good')

    await page.click('a[href^="/staff/changes/"]')
    await page.click('form[action$="/publish"] button')
    await page.waitForSelector('.notice.good')
    const { entries } = staff.server.running.live.services().knowledge
    expect(entries.get('card-delay')?.answers.fr).toMatch(/^\*Patience\* : /u)
  })

  it('is told of a partner that is full, and people hear it with the next message', async () => {
    const page = await staff.admin({ lang: 'fr' })
    await page.goto(staff.at(PARTNER))
    await tabTo(page, 'form[action$="/pause"] button')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.notice.good')

    const { directory } = staff.server.running.live.services().knowledge
    expect(directory.partners.get('lalla-salma')?.status).toBe('paused')
  })

  it.each(LOOKS)('is fit to be seen: $lang, $viewport.width px, $colorScheme', async (look) => {
    const page = await staff.admin(look)
    const mark = `${look.lang}-${look.viewport.width}-${look.colorScheme}`
    const faults: Record<string, readonly string[]> = {}
    for (const path of [
      '/staff/content?topic=general',
      ENTRY,
      '/staff/content/import',
      '/staff/partners?find=maison',
      PARTNER,
    ]) {
      await page.goto(staff.at(path))
      await page.evaluate(() => {
        for (const part of document.querySelectorAll('details.panel')) {
          part.setAttribute('open', '')
        }
      })
      faults[path] = await faultsOf(page, look.axe)
      await keepScreen(page, `content-${path.split('/').at(-1)?.split('?')[0]}-${mark}`)
    }

    expect(Object.values(faults).flat()).toEqual([])
  })
})
