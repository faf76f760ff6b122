import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { fromBase32, hotp, toStep } from '../../src/staff/totp.ts'
import { browserMissing } from '../support/chromium.ts'
import { PASSWORD } from '../support/staff.ts'
import { faultsOf, keepScreen, LOOKS, tabTo, useStaffBrowser } from '../support/staff-browser.ts'

const PAGES = ['people', 'audit', 'account', 'account/second-factor'] as const

describe.skipIf(browserMissing())('the people of the staff, in a browser', () => {
  const staff = useStaffBrowser()

  /** The same address below the one that the test server has. */
  const local = (link: string) => {
    const { pathname, search } = new URL(link)
    return staff.at(`${pathname}${search}`)
  }

  async function signIn(name: string): Promise<Page> {
    const page = await staff.visitor()
    await page.goto(staff.at('/staff/sign-in?lang=fr'))
    await page.fill('[name=name]', name)
    await page.fill('[name=password]', PASSWORD)
    await page.click('main button')
    return page
  }

  it('invite somebody by a link that is shown once, and set the role', async () => {
    const admin = await staff.admin({ lang: 'fr' })
    await admin.goto(staff.at('/staff/people'))
    await admin.selectOption('#invite-role', 'viewer')
    await admin.click('form[action$="/invite"] button')
    const link = await admin.inputValue('input.link')
    await keepScreen(admin, 'staff-invite-360')
    const colleague = await staff.visitor()
    await colleague.goto(`${local(link)}&lang=fr`)
    await keepScreen(colleague, 'staff-join-360')
    await colleague.fill('[name=name]', 'bilal')
    await colleague.fill('[name=password]', PASSWORD)
    await colleague.click('main button')
    await colleague.waitForURL(staff.at('/staff'))
    const again = await staff.visitor()
    const used = await again.goto(local(link))

    expect(used?.status()).toBe(410)
    expect(await colleague.locator('.figure').innerText()).toBe('0')
    await admin.goto(staff.at('/staff/people'))
    const card = admin.locator('li.card', { hasText: 'bilal' })
    await card.locator('select').selectOption('reviewer')
    await card.locator('form[action$="/role"] button').click()
    await admin.waitForSelector('.notice.good')
    await colleague.reload()
    expect(await admin.locator('input.link').count()).toBe(0)
    expect(await colleague.locator('.empty').count()).toBe(1)
  })

  it('turn on the second factor by the keyboard alone, and sign in with it', async () => {
    const page = await signIn('bilal')
    await page.waitForURL(staff.at('/staff'))
    await page.goto(staff.at('/staff/account'))
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

    const again = await signIn('bilal')
    await again.waitForURL(staff.at('/staff/code'))
    await keepScreen(again, 'staff-code-360')
    expect(await faultsOf(again)).toEqual([])
    await again.keyboard.press('Tab')
    await tabTo(again, '[name=code]')
    await again.keyboard.type(codeAt(secret, 1))
    await again.keyboard.press('Enter')
    await again.waitForURL(staff.at('/staff'))
  })

  it('shut somebody out, who then finds the door', async () => {
    const admin = await staff.admin()
    await admin.goto(staff.at('/staff/people'))
    const card = admin.locator('li.card', { hasText: 'bilal' })
    await card.locator('form[action$="/disable"] button').click()
    await admin.waitForSelector('.tag.warn')
    const colleague = await signIn('bilal')

    await colleague.waitForSelector('.notice')
    expect(await faultsOf(colleague)).toEqual([])
  })

  it.each(LOOKS)('read well in $lang, $viewport.width px, $colorScheme', async (look) => {
    const page = await staff.admin(look)
    for (const path of PAGES) {
      await page.goto(staff.at(`/staff/${path}`))
      await keepScreen(page, `staff-${path.replace('/', '-')}-${look.lang}-${look.viewport.width}`)

      expect(await faultsOf(page, look.axe), path).toEqual([])
    }
  })

  it('stay what they are when the language changes', async () => {
    const page = await staff.admin({ lang: 'fr' })
    await page.goto(staff.at('/staff/people'))
    await page.click('nav a[lang=ar]')

    expect(new URL(page.url()).pathname).toBe('/staff/people')
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
  })
})

function codeAt(secret: string, steps: number): string {
  return hotp(fromBase32(secret) ?? new Uint8Array(), toStep(Date.now()) + steps)
}
