import { describe, expect, it } from 'vitest'
import { toPersonId } from '../../src/core/index.ts'
import { systemClock } from '../../src/ports/index.ts'
import { createKeyring, createPseudonymizer, createSealer } from '../../src/privacy/index.ts'
import { codeFrom, createPartnerDoors, sealReferral, toToken } from '../../src/referrals/index.ts'
import { browserMissing } from '../support/chromium.ts'
import {
  DESK,
  faultsOf,
  keepScreen,
  PHONE,
  LOOKS as STAFF_LOOKS,
  useStaffBrowser,
} from '../support/staff-browser.ts'

const LOOKS = [
  { lang: 'fr', viewport: PHONE, colorScheme: 'light' },
  { lang: 'ar', viewport: PHONE, colorScheme: 'dark' },
  { lang: 'ary', viewport: DESK, colorScheme: 'light' },
] as const

describe.skipIf(browserMissing())('the page of a partner, in a browser', () => {
  const staff = useStaffBrowser()

  /** A new slip: its code, and the address of its page. */
  async function slip(id: string, silent?: string) {
    const { server } = staff
    const keyring = createKeyring({ dir: server.dataDir })
    const hide = createPseudonymizer(keyring)
    const createdAt = Date.now()
    const code = codeFrom(hide, id)
    await server.running.store.referrals.put(
      sealReferral(
        { sealer: createSealer(keyring), hide },
        {
          ...{ id, code, partner: 'lavenir', need: 'lodging', town: 'rabat' },
          ...{ locale: 'fr', createdAt, toldFor: '2026-12-01' },
          ...(silent === undefined ? {} : { silent, saidAt: createdAt }),
        },
        { person: toPersonId(id), channel: 'telegram' },
      ),
    )
    return { code, address: `${server.url}/partner/${toToken(id, createdAt, hide)}` }
  }

  it.each(LOOKS)('takes one tap and says thank you: $lang, $colorScheme', async (look) => {
    const { lang, viewport, colorScheme } = look
    const page = await staff.visitor({ viewport, colorScheme })
    const { address } = await slip(`slip-${lang}`)
    await page.goto(`${address}?lang=${lang}`)
    const before = await faultsOf(page)
    await keepScreen(page, `partner-${lang}`)
    await page.click('button[value=came]')
    const after = await faultsOf(page)
    await keepScreen(page, `partner-${lang}-said`)

    expect([...before, ...after]).toEqual([])
    expect(await page.locator('[role=status]').count()).toBe(1)
    expect(await page.locator('form button').count()).toBe(1)
    const record = await staff.server.running.store.referrals.find(`slip-${lang}`)
    expect(record?.partnerSays).toBe('came')
  })

  it.each(LOOKS)('has a door at which a code is typed: $lang, $colorScheme', async (look) => {
    const { lang, viewport, colorScheme } = look
    const { server } = staff
    const id = `door-${lang}`
    const { code } = await slip(id)
    const page = await staff.visitor({ viewport, colorScheme })
    const keyring = createKeyring({ dir: server.dataDir })
    const { store } = server.running
    const doors = createPartnerDoors({
      ...{ store, clock: systemClock, sealer: createSealer(keyring), audit: async () => {} },
      hide: createPseudonymizer(keyring),
    })
    const key = await doors.keyOf('lavenir')
    await page.goto(`${server.url}/partner?lang=${lang}`)
    const faults = [...(await faultsOf(page))]
    await keepScreen(page, `partner-key-${lang}`)
    await page.fill('input[name=key]', `${server.url}/partner/at/${key}`)
    await page.click('form.card button')
    await page.fill('input[name=code]', '99999-B')
    await page.click('form.card button')
    faults.push(...(await faultsOf(page)))
    await keepScreen(page, `partner-door-${lang}`)
    await page.fill('input[name=code]', code.toLowerCase().replace('-', ' '))
    await page.click('form.card button')
    await page.click('button[value=not-helped]')
    faults.push(...(await faultsOf(page)))

    expect(faults).toEqual([])
    const record = await server.running.store.referrals.find(id)
    expect(record?.partnerSays).toBe('not-helped')
  })

  it.each(STAFF_LOOKS)('is seen by the staff with what became of it: %j', async (look) => {
    for (const id of ['a', 'b', 'c']) await slip(id, '05 00 00 00 01')
    await staff.server.running.silent.gather()
    const page = await staff.admin(look)
    await page.goto(staff.at('/staff/referrals'))
    const before = await faultsOf(page, look.axe)
    await keepScreen(page, `staff-referrals-${look.lang}-${look.viewport.width}`)
    await page.click('main table a')
    const after = await faultsOf(page, look.axe)
    await keepScreen(page, `staff-referrals-of-${look.lang}-${look.viewport.width}`)

    expect([...before, ...after]).toEqual([])
    expect(await page.locator('main tbody tr').count()).toBeGreaterThanOrEqual(3)
  })
})
