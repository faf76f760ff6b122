import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { browserMissing } from '../support/chromium.ts'
import {
  DESK,
  faultsOf,
  keepScreen,
  LOOKS,
  tabTo,
  useStaffBrowser,
} from '../support/staff-browser.ts'

describe.skipIf(browserMissing())('the questions of the staff, in a browser', () => {
  const staff = useStaffBrowser()

  /** Somebody who asks what nobody knows, and agrees to pass it on. */
  async function passOn(words: string): Promise<Page> {
    const person = await staff.visitor()
    await person.goto(staff.at('/?lang=fr'))
    await person.waitForSelector('.message.guide')
    await say(person, words)
    await person.locator('.choices button:enabled', { hasText: 'Oui, transmettre' }).click()
    await person.waitForFunction(() =>
      [...document.querySelectorAll('.message.guide')].at(-1)?.textContent?.includes('90'),
    )
    return person
  }

  async function say(person: Page, words: string): Promise<void> {
    await person.fill('#text', words)
    await person.press('#text', 'Enter')
  }

  /** Opens the group of a question from the list. */
  async function openGroup(page: Page, words: string): Promise<void> {
    await page.goto(staff.at('/staff'))
    await page.locator('a.open', { hasText: words }).click()
    await page.waitForSelector('#threads')
  }

  it('appear without reloading; the reply reaches the chat, and can be taken back before', async () => {
    const page = await staff.admin()
    await page.goto(staff.at('/staff?lang=fr'))
    expect(await page.locator('.empty').count()).toBe(1)

    const person = await passOn('qwzrt vkpxj mnbvc')
    await page.locator('a.open', { hasText: 'qwzrt' }).click()
    await page.fill('[name=text-fr]', 'Trop vite.')
    await page.click('#reply button')
    await page.click('.notice button')
    await page.locator('.notice', { hasText: 'Annulé' }).waitFor()
    await openGroup(page, 'qwzrt')
    await page.fill('[name=text-fr]', 'Voici la réponse de notre équipe.')
    await page.click('#reply button')
    await page.locator('.notice.good', { hasText: 'Réponses envoyées' }).waitFor()
    staff.advance(10_000)
    await person.waitForSelector('.message.team')

    const said = await person.locator('.message.team').allInnerTexts()
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('Voici la réponse')
    expect(await page.locator('a.open').count()).toBe(0)
  })

  it('are threads: the team asks back, the person answers it, and closes', async () => {
    const person = await passOn('wxcvb poiuy hgfds')
    const page = await staff.admin()
    await openGroup(page, 'wxcvb')
    await page.click('.own summary')
    await page.fill('.own textarea', 'Dans quelle ville ?')
    await page.locator('.own button', { hasText: 'Demander' }).click()
    await page.waitForSelector('.notice.good')
    staff.advance(10_000)
    await person.locator('.message.team', { hasText: 'quelle ville' }).waitFor()
    await say(person, 'jklmp qsdfg nbvcx')
    await page.locator('a.open', { hasText: 'wxcvb' }).click()

    expect(await page.locator('#threads blockquote').allInnerTexts()).toEqual([
      expect.stringContaining('wxcvb'),
      expect.stringContaining('Dans quelle ville ?'),
      expect.stringContaining('jklmp'),
    ])
    await page.fill('[name=text-fr]', 'Alors, voici.')
    await page.click('#reply button')
    await page.waitForSelector('.notice.good')
    staff.advance(10_000)
    await person.locator('.choices button:enabled', { hasText: "C'est réglé" }).click()
    await page.goto(staff.at('/staff/questions/closed'))
    await page.locator('.tag', { hasText: 'close par la personne' }).waitFor()
  })

  it('tell whoever writes that a colleague writes too, and what changed, and keep their words', async () => {
    const person = await passOn('hjklm plmko zzxcv')
    const [one, two] = [await staff.admin(), await staff.admin()]
    for (const page of [one, two]) await openGroup(page, 'hjklm')
    await one.fill('[name=text-fr]', 'la première')
    await say(person, 'xqzwv kjhgf plmok')
    await person.locator('.choices button:enabled', { hasText: 'Ajouter' }).click()
    await one.waitForSelector('#news:not([hidden])')
    await one.click('#news a')
    await one.locator('blockquote', { hasText: 'xqzwv' }).waitFor()

    expect(await one.inputValue('[name=text-fr]')).toBe('la première')
    await two.fill('[name=text-fr]', 'la seconde')
    await one.click('#reply button')
    await one.waitForSelector('.notice.good')
    await two.click('#reply button')
    await two.locator('.notice', { hasText: "Quelqu'un d'autre" }).waitFor()
    expect(await two.locator('textarea[readonly]').inputValue()).toBe('la seconde')
  })

  it('are worked on by the keyboard alone', async () => {
    await passOn('bnvcx ytrez lkjhg')
    const page = await staff.admin({ lang: 'fr', viewport: DESK })
    await page.goto(staff.at('/staff'))
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#threads')
    await page.keyboard.press('t')
    await page.locator('aside', { hasText: 'Suivie par amina' }).waitFor()
    await page.keyboard.press('x')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('partner')
    await page.keyboard.press('Escape')
    await page.keyboard.press('i')
    await page.locator('.notice.good', { hasText: 'ignorées' }).waitFor()
    await page.keyboard.press('z')
    await page.locator('.notice', { hasText: 'Annulé' }).waitFor()
    await tabTo(page, '[data-keys-on]')
    await page.keyboard.press('Space')
    await page.keyboard.press('j')

    expect(await page.evaluate(() => document.activeElement?.matches('[data-item]'))).toBe(false)
  })

  it.each(LOOKS)('read well in $lang, $viewport.width px, $colorScheme', async (look) => {
    const page = await staff.admin(look)
    await openGroup(page, 'bnvcx')
    const group = new URL(page.url()).pathname
    const paths = [
      '/staff',
      group,
      '/staff/questions/closed',
      '/staff/undelivered',
      '/staff/disliked',
    ]
    for (const path of paths) {
      if (page.url() !== staff.at(path)) await page.goto(staff.at(path))
      if (path === group) {
        await page.click('#act-refer summary')
      }
      const name = path === group ? 'group' : path.replaceAll('/', '-').slice(1)
      await keepScreen(page, `${name}-${look.lang}-${look.viewport.width}`)

      expect(await page.locator('html').getAttribute('dir')).toBe(
        look.lang === 'ar' ? 'rtl' : 'ltr',
      )
      expect(await faultsOf(page, look.axe), path).toEqual([])
    }
  })
})
