import ExcelJS from 'exceljs'
import Papa from 'papaparse'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { browserMissing } from '../support/chromium.ts'
import { faultsOf, keepScreen, LOOKS, tabTo, useStaffBrowser } from '../support/staff-browser.ts'

const ENTRY = '/staff/content/entries/card-delay'
const PARTNER = '/staff/partners/lalla-salma'

describe.skipIf(browserMissing())('the content, in a browser', () => {
  const staff = useStaffBrowser()

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

  it('is seen as chat bubbles by the press of a button where scripts are off', async () => {
    const page = await staff.admin({ lang: 'fr', scripts: false })
    await page.goto(staff.at(ENTRY))
    await page.fill('[name=answer-fr]', '*Vue* sans script : il faut 99 jours.')
    await page.click('[name=look]')

    expect(await page.locator('#look .bubble strong', { hasText: 'Vue' }).count()).toBe(1)
    expect(await page.locator('#look .notes').first().innerText()).toContain('99')
    expect(await page.inputValue('[name=answer-fr]')).toContain('sans script')
    expect(await page.locator('h1').count()).toBe(1)
  })

  describe.each([
    ['fr', 'essai'],
    ['ar', 'تجربة'],
  ] as const)('brought as a spreadsheet, in %s', (lang, mark) => {
    const send = async (page: Page, name: string, content: Buffer) => {
      await page.goto(staff.at('/staff/content/import'))
      const mimeType = 'application/octet-stream'
      await page.setInputFiles('[name=file]', { name, mimeType, buffer: content })
      await page.click('main form button')
      await page.waitForSelector('.notice')
      return page.locator('table.faults tbody tr')
    }

    it('becomes one change, from which a row is left out before it is published', async () => {
      const page = await staff.admin({ lang })
      const file = await page.request.get(staff.at('/staff/content/content.csv?kind=partner'))
      const [head = '', ...rows] = Papa.parse<readonly string[]>(await file.text()).data
      const at = [...head].indexOf(`does.${lang}`)
      const changed = rows.slice(0, 3).map((row) => row.with(at, `${row[at]} ${mark}`))
      await send(page, `${lang}.csv`, Buffer.from(Papa.unparse([[...head], ...changed])))
      await page.click('.notice.good a')
      await page.locator('.rows summary').first().click()
      await keepScreen(page, `import-change-${lang}-360`)
      expect(await page.locator('.rows > li').count()).toBe(3)
      expect(await page.locator('.rows ins').first().innerText()).toContain(mark)
      expect(await faultsOf(page)).toEqual([])
      await page.locator('.rows input').nth(1).check()
      await page.click('form[action$="/leave-out"] button')
      await page.waitForSelector('.notice.good')
      await page.click('form[action$="/publish"] button')
      await page.waitForSelector('.notice.good')

      const { partners } = staff.server.running.live.services().knowledge.directory
      const does = changed.map(([name = '']) => partners.get(name)?.does[lang] ?? '')
      expect(does.map((text) => text.endsWith(mark))).toEqual([true, false, true])
      await page.click('form[action$="/withdraw"] button')
      await page.waitForSelector('.notice.good')
    }, 90_000)

    it('is refused row by row with formulas, 4,000 characters, or when it is broken', async () => {
      const page = await staff.admin({ lang })
      const broken = await send(page, 'a.xlsx', Buffer.from('PK\u0003\u0004 nothing in it'))
      expect(await broken.count()).toBe(1)
      const book = new ExcelJS.Workbook()
      const sheet = book.addWorksheet('x')
      sheet.addRow(['partner', 'name.fr'])
      sheet.addRow(['lalla-salma', { formula: 'HYPERLINK("http://evil.example")' }])
      sheet.addRow([`x${'y'.repeat(4000)} <script>`, 'é'.repeat(4000)])
      const faults = await send(page, 'b.xlsx', Buffer.from(await book.xlsx.writeBuffer()))
      await keepScreen(page, `import-faults-${lang}-360`)

      expect(await faults.locator('td:first-child').allInnerTexts()).toEqual(['2', '2', '3'])
      expect(await page.locator('.notice.good').count()).toBe(0)
      expect(await faultsOf(page)).toEqual([])
    })
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
