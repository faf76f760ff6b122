import { describe, expect, it } from 'vitest'
import { LOCALES } from '../../src/core/index.ts'
import type { NoticeFacts } from '../../src/web/notice/page.tsx'
import { noticeRoutes } from '../../src/web/notice/routes.tsx'
import { realServices } from '../support/project.ts'

async function read(locale: string, facts: Partial<NoticeFacts> = {}): Promise<string> {
  const notice = { questionDays: 90, personDays: 365, ...facts }
  const texts = () => realServices().knowledge.texts
  const routes = noticeRoutes({ texts, defaultLocale: 'fr', notice }, 'v')
  const response = await routes.request(`/?lang=${locale}`)
  expect(response.status).toBe(200)
  return (await response.text()).replace(/[\u2066-\u2069]/gu, '')
}

describe('the data-protection notice', () => {
  it.each(LOCALES)(
    'names in %s the law, the commission, and for how long what is kept',
    async (locale) => {
      const page = await read(locale)

      for (const said of ['09-08', 'CNDP', '90', '12']) expect(page).toContain(said)
    },
  )

  it('names the association, where to write, and the number of its declaration', async () => {
    const page = await read('fr', {
      name: 'Association Exemple',
      contact: 'donnees@exemple.example',
      cndpNumber: 'D-000/2026',
    })

    for (const said of ['Association Exemple', 'donnees@exemple.example', 'D-000/2026']) {
      expect(page).toContain(said)
    }
  })

  it('says what to ask for where the association has not named itself', async () => {
    expect(await read('en')).toContain('Ask it for its name')
  })

  it('is read from right to left in Arabic', async () => {
    expect(await read('ar')).toContain('dir="rtl"')
  })
})
