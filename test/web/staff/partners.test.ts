import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../../src/cli/paths.ts'
import { toPersonId } from '../../../src/core/index.ts'
import { type Referral, sealReferral } from '../../../src/referrals/index.ts'
import { sealer } from '../../support/staff.ts'
import { readPageForm } from './forms.ts'
import {
  createWorkspace,
  type Fields,
  pseudonym,
  type TestWorkspace,
  type Visitor,
} from './workspace.ts'

const SOURCE = readFileSync(join(PROJECT_ROOT, 'content/partners/lalla-salma.yaml'), 'utf8')
const PATH = '/partners/lalla-salma'

let work: TestWorkspace
let editor: Visitor

beforeEach(async () => {
  work = createWorkspace()
  editor = await work.enter('amina', 'editor')
  await work.enter('bilal', 'editor')
})

const page = async (path: string) =>
  (await work.visit(`/staff${path}${path.includes('?') ? '&' : '?'}lang=en`, editor.cookie)).text()

const send = (path: string, fields: URLSearchParams | Fields) => {
  const body = new URLSearchParams(fields)
  body.set('csrf', editor.csrf)
  return work.submit(`/staff${path}?lang=en`, body, { cookie: editor.cookie })
}

const formOf = async (path: string, change: Fields = {}) => {
  const body = await page(path)
  return readPageForm(body, change)
}

const changes = async () => work.store.overrides.list({ limit: 9 })

async function draftSource(): Promise<string> {
  const [record] = await changes()
  return record?.change.type === 'whole' ? record.change.source : ''
}

describe('the list of partners', () => {
  it('finds one by its other names, its town and what it helps with, in any language', async () => {
    for (const find of ['maison de vie', 'مكناس', 'sleeping near the hospital agadir']) {
      expect(await page(`/partners?find=${encodeURIComponent(find)}`), find).toContain(
        '/staff/partners/lalla-salma',
      )
    }
    expect(await page('/partners?find=insaf')).not.toContain('/staff/partners/lalla-salma')
  })

  it('shows those of one state, and when their contacts were checked', async () => {
    const body = await page('/partners?status=closed')

    expect(body).not.toContain('/staff/partners/lalla-salma')
    expect(await page('/partners?find=insaf')).toContain('no contact known')
  })
})

describe('the page of a partner', () => {
  it('keeps nothing but what was changed, in the words of its file', async () => {
    const form = await formOf(PATH, {
      'name-en': 'Lalla Salma Foundation',
      'contact-date': '2026-11',
    })

    await send(PATH, form)

    const [before, after] = [SOURCE.split('\n'), (await draftSource()).split('\n')]
    expect(after.filter((line) => !before.includes(line))).toEqual([
      '  en: "Lalla Salma Foundation"',
      expect.stringMatching(/^ {4}source: \{ title: .+, date: "2026-11", confidence: C \}$/u),
    ])
    expect(after).toHaveLength(before.length)
  })

  it('takes a contact out and puts another in', async () => {
    const source = { 'contact-title': 'Their page', 'contact-url': '', 'contact-date': '2026-11' }
    const contact = { 'contact-type': 'phone', 'contact-value': '05 00 00 00 00' }
    const form = await formOf(PATH, { ...contact, ...source, 'contact-confidence': '1' })

    await send(PATH, form)

    expect(await draftSource()).toContain('value: "05 00 00 00 00"')
    expect(await draftSource()).not.toContain('value: "https://contrelecancer.ma"')
  })

  it('says at once what the checks find, and shows the card in both directions', async () => {
    const form = await formOf(PATH, { 'does-ar': 'تؤوي 99 مريضا', cities: 'atlantis' })

    const body = await (await send(`${PATH}/look`, form)).text()

    expect(body).toContain('This town is not known: «\u00a0\u2068atlantis\u2069\u00a0»')
    expect(body).toContain(
      'A figure is not the same in every language: «\u00a0\u206899\u2069\u00a0»',
    )
    expect(body).toMatch(/<div class="bubble" dir="rtl" lang="ar"><p><strong>/u)
    expect(await changes()).toEqual([])
  })

  it('says in which chat of Telegram it is told who comes', async () => {
    const form = await formOf(PATH, { telegramChat: ' -1001234567890 ' })

    await send(PATH, form)

    expect(await draftSource()).toContain('\ntelegramChat: "-1001234567890"\nvia:')
    const [draft] = await changes()
    const again = await formOf(`${PATH}?change=${draft?.id}`, { telegramChat: '' })
    expect((await formOf(`${PATH}?change=${draft?.id}`)).get('telegramChat')).toBe('-1001234567890')
    expect(await page(`/changes/${draft?.id}`)).toContain('<dt>Telegram chat</dt>')
    await send(`${PATH}?change=${draft?.id}`, again)
    expect(await draftSource()).not.toContain('telegramChat')
  })

  it('takes no name of a chat for its number', async () => {
    const form = await formOf(PATH, { telegramChat: '@somebody' })

    const body = await (await send(`${PATH}/look`, form)).text()

    expect(body).toMatch(/<li>Telegram chat: .*@somebody/u)
  })

  it('says when it is open, whether there is room, and what it costs', async () => {
    const form = await formOf(PATH, { capacity: 'few', cost: 'free' })
    form.append('opening-days-0', 'mon')
    form.append('opening-days-0', 'tue')
    form.set('opening-from', '08:30')
    form.set('opening-to', '16:30')

    await send(PATH, form)

    expect(await draftSource()).toContain(
      'opening:\n  - { days: [mon, tue], from: 08:30, to: 16:30 }\ncapacity: few\ncost: free\n',
    )
    const [draft] = await changes()
    const again = await formOf(`${PATH}?change=${draft?.id}`)
    expect(again.getAll('opening-days-0')).toEqual(['mon', 'tue'])
    expect(again.getAll('opening-from')).toEqual(['08:30', ''])
  })

  it('tells what became of those who were sent there, and which contacts are dead', async () => {
    const hiding = { sealer, hide: pseudonym }
    for (const id of ['a', 'b', 'c']) {
      const at = { createdAt: work.clock.now(), saidAt: work.clock.now() }
      const referral: Referral = {
        ...{ id, code: id, partner: 'lalla-salma', need: 'lodging', locale: 'fr', ...at },
        ...{ personSays: 'not-reached', silent: 'https://contrelecancer.ma' },
      }
      const of = { person: toPersonId(`person-${id}`), channel: 'telegram' } as const
      await work.store.referrals.put(sealReferral(hiding, referral, of))
    }
    await work.silent.gather()

    const body = await page(PATH)

    expect(body).toContain('Slips given: 3')
    expect(body).toContain('Could not reach it: 3')
    expect(body).toContain('</bdi> does not answer, say 3 people.')
    expect(await page('/partners/insaf')).not.toContain('Slips given')
  })

  it('is published by somebody else than the one who wrote it', async () => {
    await send(PATH, await formOf(PATH, { 'name-en': 'Lalla Salma Foundation' }))
    const [draft] = await changes()
    const response = await send(`/changes/${draft?.id}/publish`, { revision: '1' })

    expect(response.status).toBe(409)
    expect(await changes()).toMatchObject([{ state: 'draft' }])
  })

  it('is full for now by one button, at once, and open again', async () => {
    const paused = await send(`${PATH}/pause`, { status: 'paused' })

    expect(paused.headers.get('location')).toBe('/staff/partners/lalla-salma?done=paused')
    expect(await changes()).toMatchObject([
      { state: 'published', change: { type: 'status', status: 'paused' } },
    ])
    expect(await formOf(PATH).then((form) => form.get('status'))).toBe('paused')
    expect((await work.audited()).at(-1)).toMatchObject({
      ...{ action: 'change-published', target: 'lalla-salma' },
    })
    await send(`${PATH}/pause`, { status: 'open' })
    expect(await formOf(PATH).then((form) => form.get('status'))).toBe('open')
  })

  it('stays as it is where the content would have a mistake without it', async () => {
    const rule = 'partners/nobody-helps'
    const message = 'No open partner meets the need "blood".'
    work.faults.push({
      ...{ rule, message, severity: 'error', file: 'content/partners/.yaml', line: 1, column: 1 },
    })

    const response = await send(`${PATH}/pause`, { status: 'paused' })

    expect(response.status).toBe(409)
    expect(await response.text()).toContain(
      'would meet this need any more: «\u00a0\u2068blood\u2069\u00a0»',
    )
    expect(await changes()).toEqual([])
  })

  it('of a new one wants a name that is free', async () => {
    const form = await formOf('/partners/new', { partner: 'insaf' })
    expect(await (await send('/partners/new', form)).text()).toContain('This name is taken')
    form.set('partner', 'new-house')
    const response = await send('/partners/new', form)

    expect(response.headers.get('location')).toMatch(/^\/staff\/partners\/new-house\?change=/u)
    expect(await page('/partners')).toContain('new-house')
  })
})
