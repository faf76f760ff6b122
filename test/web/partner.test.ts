import { describe, expect, it } from 'vitest'
import { toPersonId } from '../../src/core/index.ts'
import { openReferral, type Referral, sealReferral, toToken } from '../../src/referrals/index.ts'
import { person } from '../store/records.ts'
import { sealer } from '../support/staff.ts'
import { createWorkspace, ORIGIN, pseudonym } from './staff/workspace.ts'

async function open(change: Partial<Referral> = {}) {
  const work = createWorkspace()
  const referral: Referral = {
    ...{ id: '0mi7k2x9a', code: '48273-K', partner: '100-mamans', need: 'shelter' },
    ...{ topic: 'mothers', town: 'tanger', region: 'tanger-tetouan-al-hoceima', locale: 'fr' },
    createdAt: work.clock.now(),
    ...change,
  }
  const of = { person: toPersonId('amina'), channel: 'telegram' } as const
  await work.store.people.put(person('amina'))
  await work.store.referrals.put(sealReferral({ sealer, hide: pseudonym }, referral, of))
  const path = `/partner/${toToken(referral.id, referral.createdAt, pseudonym)}`
  const press = (word: string) => work.submit(path, { word })
  const counted = async () =>
    (await work.store.figures.list('2000-01-01', '2099-12-31')).map(({ event, count }) => [
      event,
      count,
    ])
  return { work, path, press, counted, referral }
}

describe('the page of a partner', () => {
  it('shows the code and the need in the language of the partner, and keeps nothing', async () => {
    const { work, path, counted } = await open()
    const response = await work.visit(path)
    const page = await response.text()

    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(page).toContain('lang="ar-MA" dir="rtl"')
    expect(page).toContain('48273-K')
    // The town is shown only where the person agreed to have it told.
    expect(page).not.toContain('طنجة')
    expect(await counted()).toEqual([])
    expect((await work.store.referrals.find('0mi7k2x9a'))?.partnerSays).toBeUndefined()
  })

  it('shows the town where the person agreed to it', async () => {
    const { work, path } = await open({ toldFor: '2026-11-24' })

    expect(await (await work.visit(`${path}?lang=fr`)).text()).toContain('Ville : Tanger')
  })

  it('keeps a word once, however often it is said', async () => {
    const { work, press, counted } = await open()
    const first = await press('came')
    await press('came')

    expect(await first.text()).toContain('role="status"')
    expect(await counted()).toEqual([['referral-came', 1]])
    expect((await work.store.referrals.find('0mi7k2x9a'))?.partnerSays).toBe('came')
  })

  it('lets a word be corrected for a week: the figures are put right, both words are kept', async () => {
    const { work, path, press, counted } = await open({ campaign: 'KAMILUZ' })
    await press('came')
    work.clock.advance(6 * 86_400_000)
    const offered = await (await work.visit(`${path}?lang=fr`)).text()
    const corrected = await press('not-helped')
    const record = await work.store.referrals.find('0mi7k2x9a')

    expect(offered).toContain('value="not-helped"')
    expect(offered).not.toContain('value="came"')
    expect(await corrected.text()).toContain('role="status"')
    expect(await counted()).toEqual([
      ['campaign-step', 0],
      ['referral-came', 0],
      ['referral-not-helped', 1],
    ])
    expect(record?.partnerSays).toBe('not-helped')
    const words = record === undefined ? [] : openReferral(sealer, record)?.words
    expect(words?.map(({ word }) => word)).toEqual(['came', 'not-helped'])
  })

  it('lets no word be corrected after that week', async () => {
    const { work, path, press, counted } = await open()
    await press('came')
    work.clock.advance(7 * 86_400_000)
    await press('not-helped')

    expect(await counted()).toEqual([['referral-came', 1]])
    expect(await (await work.visit(path)).text()).not.toContain('<form')
  })

  it('leaves somebody reached who says so, or whom another slip of theirs brought there', async () => {
    const { work, press, counted, referral } = await open({ campaign: 'KAMILUZ' })
    const other = { ...referral, id: '0mi7k2x9b', code: '48274-K', personSays: 'helped' } as const
    const of = { person: toPersonId('amina'), channel: 'telegram' } as const
    await press('came')
    await work.store.referrals.put(sealReferral({ sealer, hide: pseudonym }, other, of))
    await press('not-helped')

    expect(await counted()).toContainEqual(['campaign-step', 1])
  })

  it('counts what is about a campaign once for each person', async () => {
    const { press, counted } = await open({ campaign: 'KAMILUZ' })
    await press('came')
    await press('came')

    expect(await counted()).toEqual([
      ['campaign-step', 1],
      ['referral-came', 1],
    ])
  })

  it('keeps no word that it does not know', async () => {
    const { press, counted } = await open()
    const response = await press('anything')

    expect(response.status).toBe(200)
    expect(await counted()).toEqual([])
  })

  it('knows a link that is forged, one that has ended, and one whose slip was erased', async () => {
    const { work, path, press } = await open()
    const forged = await work.visit(`${path}x`)
    await work.store.referrals.deleteOf(toPersonId('amina'))
    const gone = await press('came')
    work.clock.advance(60 * 86_400_000)
    const ended = await work.visit(path)

    expect([forged.status, gone.status, ended.status]).toEqual([404, 410, 410])
  })

  it('is not found by search engines, and is framed by nobody', async () => {
    const { work, path } = await open()
    const { headers } = await work.app.request(`${ORIGIN}${path}`, { method: 'HEAD' })

    expect(headers.get('x-robots-tag')).toBe('noindex')
    expect(headers.get('x-frame-options')).toBe('DENY')
  })
})
