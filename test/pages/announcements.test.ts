import { describe, expect, it } from 'vitest'
import { announcement } from '../store/records.ts'
import { browserMissing } from '../support/chromium.ts'
import {
  DESK,
  faultsOf,
  keepScreen,
  LOOKS,
  PHONE,
  tabTo,
  useStaffBrowser,
} from '../support/staff-browser.ts'

const TEXTS = {
  fr: 'Une *visite gratuite* pour les mères et leurs bébés : le 3 décembre, de 9 h à 12 h.\nApportez le carnet de santé.',
  ar: 'زيارة *مجانية* للأمهات ورضّعهن: يوم 3 دجنبر، من 9 إلى 12.\nأحضروا الدفتر الصحي.',
  ary: 'زيارة *فابور* للأمهات والدراري الصغار: نهار 3 دجنبر، من 9 حتى ل12.\nجيبو معاكم الكناش ديال الصحة.',
  en: 'A *free visit* for mothers and their babies: on 3 December, from 9 to 12.\nBring the health booklet.',
}

describe.skipIf(browserMissing())('announcements, in a browser', () => {
  const staff = useStaffBrowser()
  let path = ''

  it('are written in four languages by the keyboard and seen as bubbles', async () => {
    const page = await staff.admin({ lang: 'fr', viewport: PHONE })
    await page.goto(staff.at('/staff/announcements'))
    await tabTo(page, 'a[href$="/announcements/new"]')
    await page.keyboard.press('Enter')
    await page.waitForSelector('[name=audience]')
    await page.selectOption('[name=audience]', 'topic:mothers')
    for (const [locale, text] of Object.entries(TEXTS)) {
      await tabTo(page, `[name=text-${locale}]`)
      await page.keyboard.insertText(text)
    }
    await keepScreen(page, 'announcement-new-360')
    expect(await faultsOf(page)).toEqual([])
    await tabTo(page, 'main form.card button[type=submit]')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.notice.good')

    path = new URL(page.url()).pathname
    expect(await page.locator('.phone').count()).toBe(4)
    expect(await page.locator('.bubble strong').first().innerText()).toBe('visite gratuite')
    await page.click('form[action$="/propose"] button')
    await page.waitForURL(/done=proposed/u)
    expect(await page.locator('form[action$="/approve"]').count()).toBe(0)
  })

  it('of somebody else are approved, and stopped', async () => {
    const texts = { ...TEXTS }
    const now = Date.now()
    const until = new Date(now + 3 * 86_400_000).toISOString().slice(0, 10)
    const change = { texts, until, state: 'proposed', by: 'other', createdAt: now } as const
    await staff.server.running.store.announcements.put(announcement('others', change))
    const page = await staff.admin({ lang: 'ar', viewport: DESK })
    await page.goto(staff.at('/staff/announcements/others'))
    await page.click('form[action$="/approve"] button')
    await page.waitForURL(/done=approved/u)
    await keepScreen(page, 'announcement-sending-ar-1280')
    await page.click('form[action$="/stop"] button')
    await page.waitForURL(/done=stopped/u)

    const record = await staff.server.running.store.announcements.find('others')
    expect(record?.state).toBe('stopped')
  })

  it.each(LOOKS)('read well in $lang, $viewport.width px, $colorScheme', async (look) => {
    const { lang, viewport } = look
    const page = await staff.admin(look)
    for (const [name, address] of [
      ['announcements', '/staff/announcements'],
      ['announcement', path],
      ['announcement-edit', `${path}/edit`],
    ] as const) {
      await page.goto(staff.at(address))
      await keepScreen(page, `${name}-${lang}-${viewport.width}`)

      expect(await faultsOf(page, look.axe), address).toEqual([])
    }
  })
})
