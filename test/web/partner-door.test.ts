import { describe, expect, it } from 'vitest'
import { toPersonId } from '../../src/core/index.ts'
import { codeFrom, type Referral, sealReferral } from '../../src/referrals/index.ts'
import { sealer } from '../support/staff.ts'
import { createWorkspace, pseudonym } from './staff/workspace.ts'

const CODE = codeFrom(pseudonym, 'a slip')
const OTHER = codeFrom(pseudonym, 'a slip for others')
const UNKNOWN = codeFrom(pseudonym, 'no slip')

/** A partner with its key, a slip for it, and one for another partner. */
async function open() {
  const work = createWorkspace()
  const refer = (id: string, change: Pick<Referral, 'code' | 'partner'>) => {
    const about = { need: 'shelter', town: 'tanger', locale: 'fr' } as const
    const referral: Referral = { ...about, id, createdAt: work.clock.now(), ...change }
    const of = { person: toPersonId('amina'), channel: 'telegram' } as const
    return work.store.referrals.put(sealReferral({ sealer, hide: pseudonym }, referral, of))
  }
  await refer('0mi7k2x9a', { code: CODE, partner: '100-mamans' })
  await refer('0mi7k2x9b', { code: OTHER, partner: 'insaf' })
  const key = await work.doors.keyOf('100-mamans')
  const path = `/partner/at/${key}`
  const type = (code: string) => work.submit(`${path}?lang=fr`, { code })
  return { work, key, path, type }
}

const page = async (response: Response) => (await response.text()).replaceAll(/\s+/gu, ' ')

describe('the door of a partner', () => {
  it('finds the page of a slip by its code, and that page takes the word', async () => {
    const { work, type } = await open()
    const found = await type(CODE)
    const slip = found.headers.get('location') ?? ''
    const shown = await page(await work.visit(slip))
    await work.submit(slip, { word: 'came' })

    expect(found.status).toBe(303)
    expect(slip).toMatch(/^\/partner\/0mi7k2x9a\.[\w.-]+\?lang=fr$/u)
    expect(shown).toContain('Un hébergement')
    // The person did not let it be told.
    expect(shown).not.toContain('Tanger')
    expect((await work.store.referrals.find('0mi7k2x9a'))?.partnerSays).toBe('came')
  })

  it('knows a code that was misheard from one that it does not know', async () => {
    const { type } = await open()
    const wrong = CODE.replace(/^./u, (digit) => (digit === '9' ? '8' : '9'))
    const misspelt = await type(wrong)
    const unknown = await type(UNKNOWN)

    expect([misspelt.status, unknown.status]).toEqual([422, 404])
    expect(await page(misspelt)).toContain('contient une erreur')
    expect(await page(unknown)).toContain('Aucune fiche récente')
  })

  it('says nothing of a slip for another partner, nor of one that is too old', async () => {
    const { work, type } = await open()
    const others = await page(await type(OTHER))
    const unknown = await page(await type(UNKNOWN))
    work.clock.advance(60 * 86_400_000)
    const old = await type(CODE)

    expect(others.replace(OTHER, '')).toBe(unknown.replace(UNKNOWN, ''))
    expect(old.status).toBe(404)
  })

  it('makes whoever tries codes wait, also with a right one', async () => {
    const { work, type } = await open()
    for (let tries = 0; tries < 20; tries += 1) await type(UNKNOWN)
    const waits = await type(CODE)
    work.clock.advance(3 * 60_000)
    const later = await type(CODE)

    expect(waits.status).toBe(429)
    expect(Number(waits.headers.get('retry-after'))).toBe(180)
    expect(later.status).toBe(303)
  })

  it('opens with a key that was pasted as a whole address, and with no other', async () => {
    const { work, key } = await open()
    const paste = (text: string) => work.submit('/partner?lang=fr', { key: text })
    const whole = await paste(` https://dalil.example/partner/at/${key}?lang=ar `)
    const forged = await paste(`${key}x`)
    const others = await paste(key.replace('100-mamans', 'insaf'))

    expect(whole.headers.get('location')).toBe(`/partner/at/${key}?lang=fr`)
    expect([forged.status, others.status]).toEqual([404, 404])
    expect((await work.visit('/partner')).status).toBe(200)
  })

  it('stays shut to a code without a key', async () => {
    const { work } = await open()
    const response = await work.submit('/partner/at/nothing?lang=fr', { code: CODE })

    expect(response.status).toBe(404)
    expect(await page(response)).not.toContain('hébergement')
  })

  it('has these addresses and no other; none is kept by a browser or found by a search', async () => {
    const { work, path } = await open()
    const ours = work.app.routes.filter(
      ({ method, path: at }) => at.startsWith('/partner') && method !== 'ALL',
    )
    const { headers } = await work.visit(path)

    expect([...new Set(ours.map(({ method, path: at }) => `${method} ${at}`))]).toEqual([
      'GET /partner',
      'POST /partner',
      'GET /partner/at/:key',
      'POST /partner/at/:key',
      'GET /partner/:token',
      'POST /partner/:token',
    ])
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-robots-tag')).toBe('noindex')
  })
})

describe('the key of a partner', () => {
  it('is shown to editors beside the way in which it is told, and can be replaced', async () => {
    const { work, key, type } = await open()
    const editor = await work.enter('amina', 'editor')
    const before = await page(await work.visit('/staff/partners/100-mamans?lang=fr', editor.cookie))
    const fields = { csrf: editor.csrf }
    const done = await work.submit('/staff/partners/100-mamans/key', fields, editor)
    const closed = await type(CODE)
    const [entry] = await work.store.audit.list({ limit: 1 })

    expect(before).toContain(`/partner/at/${key}`)
    expect(before).toContain('Ne peut pas être prévenue')
    expect(done.headers.get('location')).toBe('/staff/partners/100-mamans?done=renewed')
    expect(closed.status).toBe(404)
    expect(entry).toMatchObject({ action: 'partner-key-renewed', target: '100-mamans' })
  })
})
