import { beforeAll, describe, expect, it } from 'vitest'
import { toPersonId } from '../../../src/core/index.ts'
import { type Referral, sealReferral } from '../../../src/referrals/index.ts'
import { outgoing } from '../../store/records.ts'
import { sealer } from '../../support/staff.ts'
import { createWorkspace, pseudonym, type TestWorkspace, type Visitor } from './workspace.ts'

let work: TestWorkspace
let editor: Visitor

const NUMBER = '05 00 00 00 01'

async function refer(id: string, change: Partial<Referral> = {}): Promise<void> {
  const referral: Referral = {
    ...{ id, code: `code-${id}`, partner: 'lavenir', need: 'lodging', town: 'rabat' },
    ...{ locale: 'fr', createdAt: work.clock.now() },
    ...change,
  }
  const of = { person: toPersonId(`person-${id}`), channel: 'telegram' } as const
  await work.store.referrals.put(sealReferral({ sealer, hide: pseudonym }, referral, of))
}

const page = async (path: string) =>
  (
    await (
      await work.visit(`${path}${path.includes('?') ? '&' : '?'}lang=fr`, editor.cookie)
    ).text()
  ).replaceAll(/\s+/gu, ' ')

/** The cells of the row that names something. */
function rowOf(html: string, name: string): readonly string[] {
  const row = html.split('<tr>').find((one) => one.includes(name)) ?? ''
  return [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gu)].map(([, cell = '']) => cell)
}

beforeAll(async () => {
  work = createWorkspace()
  editor = await work.enter('amina', 'editor')
  await refer('a', { partnerSays: 'came', personSays: 'helped', toldFor: '2026-12-01' })
  await refer('b', { partnerSays: 'not-helped', personSays: 'not-helped' })
  await refer('c', { partner: 'insaf', need: 'shelter' })
  await refer('d', { partner: 'taken-out', need: 'shelter' })
  for (const id of ['x', 'y', 'z']) {
    await refer(id, { personSays: 'not-reached', silent: NUMBER, saidAt: work.clock.now() })
  }
  await work.store.outbox.add(
    outgoing('a-notice', { channel: 'email', state: 'failed', reason: 'refused' }),
  )
  await work.silent.gather()
})

describe('the referrals, as the staff see them', () => {
  it('say of each partner what it says and what the people say', async () => {
    const html = await page('/staff/referrals')

    expect(rowOf(html, '/staff/referrals/lavenir')).toEqual(['5', '1', '1', '1', '1', '3'])
    expect(rowOf(html, '/staff/referrals/insaf')).toEqual(['1', '0', '0', '0', '0', '0'])
    expect(rowOf(html, 'Partenaire retiré')).toEqual(['1', '0', '0', '0', '0', '0'])
    expect(html).not.toMatch(/person-[a-z]/u)
  })

  it('list the slips of a partner, with a town only where the person let it be told', async () => {
    const html = await page('/staff/referrals/lavenir')

    expect(rowOf(html, 'code-a')).toContain('Rabat')
    expect(rowOf(html, 'code-b')).not.toContain('Rabat')
    expect(html).not.toContain('code-c')
    expect((await work.visit('/staff/referrals/nobody', editor.cookie)).status).toBe(404)
  })

  it('name letters that could not be brought', async () => {
    expect(await page('/staff/referrals')).toContain('Le service refuse ce message.')
  })

  it('show a contact that does not answer, until somebody has checked it', async () => {
    const before = await page('/staff/referrals')
    const fields = { csrf: editor.csrf, partner: 'lavenir', value: NUMBER }
    const done = await work.submit('/staff/referrals/contacts/check', fields, editor)
    const after = await page('/staff/referrals?checked')

    expect(before).toContain(NUMBER)
    expect(before).toContain('avertissement affiché')
    expect(done.status).toBe(303)
    expect(after).not.toContain(NUMBER)
    expect(await work.audited()).toContainEqual({
      ...{ by: editor.id, action: 'contact-checked', target: 'lavenir' },
    })
  })

  it('are not for reviewers', async () => {
    const reviewer = await work.enter('bilal', 'reviewer')

    expect((await work.visit('/staff/referrals', reviewer.cookie)).status).toBe(403)
  })
})
