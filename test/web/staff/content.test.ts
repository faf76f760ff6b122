import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../../src/cli/paths.ts'
import type { OverrideRecord } from '../../../src/ports/index.ts'
import { readPageForm } from './forms.ts'
import {
  createWorkspace,
  type Fields,
  ORIGIN,
  type TestWorkspace,
  type Visitor,
} from './workspace.ts'

const SOURCE = readFileSync(join(PROJECT_ROOT, 'content/faq/work/card-delay.yaml'), 'utf8')
const PATH = '/content/entries/card-delay'

const DAY_MS = 24 * 60 * 60 * 1000

let work: TestWorkspace
let editor: Visitor
let other: Visitor

beforeEach(async () => {
  work = createWorkspace()
  editor = await work.enter('amina', 'editor')
  other = await work.enter('bilal', 'editor')
})

const page = async (path: string, who = editor) =>
  (await work.visit(`/staff${path}${path.includes('?') ? '&' : '?'}lang=en`, who.cookie)).text()

const send = (path: string, fields: URLSearchParams | Fields, who = editor) => {
  const body = new URLSearchParams(fields)
  body.set('csrf', who.csrf)
  return work.submit(`/staff${path}?lang=en`, body, { cookie: who.cookie })
}

const formOf = async (path: string, change: Fields = {}) => readPageForm(await page(path), change)

const drafts = async (): Promise<readonly OverrideRecord[]> =>
  work.store.overrides.list({ limit: 9 })

const sourceOf = (record: OverrideRecord | undefined) =>
  record?.change.type === 'whole' ? record.change.source : ''

describe('the list of answers', () => {
  it('finds an answer by its words, in the language that is asked for', async () => {
    const body = await page('/content?find=when+do+i+get+my+card&topic=work&locale=fr')

    expect(body).toContain('/staff/content/entries/card-delay')
    expect(body).not.toContain('/staff/content/entries/birth-deadline')
  })

  it('shows those that are about to expire, and those that have', async () => {
    expect(await page('/content?state=expired')).toContain('Answers: 0')
    work.clock.advance(160 * DAY_MS)
    const later = await work.enter('chafik', 'editor')
    expect(await page('/content?state=soon', later)).toContain(PATH)
    work.clock.advance(1000 * DAY_MS)
    const late = await work.enter('driss', 'editor')

    expect(await page('/content?state=expired', late)).toContain('Date has passed')
  })

  it('shows all of them page by page, and says where nothing fits', async () => {
    expect(await page('/content')).toContain('href="/staff/content?at=2"')
    expect(await page('/content?at=5')).not.toContain('at=6')
    expect(await page('/content?locale=ar&state=missing')).toContain('Nothing fits')
  })

  it('shows drafts, also of answers that are not in use yet', async () => {
    await send(PATH, await formOf(PATH, { 'title-fr': 'Ma carte' }))
    await send('/content/new', await formOf('/content/new', { entry: 'lost-card' }))

    const body = await page('/content?state=draft')

    expect(body).toContain('Answers: 2')
    expect(body).toContain('lost-card')
  })
})

describe('the page of an answer', () => {
  it('keeps nothing but what was changed, in the words of its file', async () => {
    await send(PATH, await formOf(PATH, { 'title-fr': 'Ma carte : quand ?' }))

    const [draft] = await drafts()
    expect(draft).toMatchObject({ state: 'draft', by: editor.id, change: { kind: 'entry' } })
    const [before, after] = [SOURCE.split('\n'), sourceOf(draft).split('\n')]
    const changed = after.filter((line) => !before.includes(line))
    expect(changed).toEqual(['  fr: "Ma carte : quand ?"'])
    expect(after).toHaveLength(before.length)
  })

  it('says at once what the checks find, in words, and shows both directions', async () => {
    const form = await formOf(PATH, { 'answer-ar': 'في أجل 99 يوما', 'phrasings-en': 'one\ntwo' })

    const body = await (await send(`${PATH}/look`, form)).text()

    expect(body).toContain(
      'A figure is not the same in every language: «\u00a0\u206815, 2026, 7\u2069\u00a0», «\u00a0\u206899\u2069\u00a0»',
    )
    expect(body).toContain('Too few wordings in this language to be understood well. (2; limit: 8)')
    expect(body).toMatch(/<div class="bubble" dir="rtl" lang="ar"><p>[^<]*في أجل/u)
    expect(body).toContain('<div class="bubble" dir="ltr" lang="en">')
    expect(body).not.toContain('<html')
    expect(await drafts()).toEqual([])
  })

  it('shows an answer as people get it, and runs nothing that stands in it', async () => {
    const answer = '*Gras* <script>alert(1)</script> https://dalil.example/a'
    const body = await (
      await send(`${PATH}/look`, await formOf(PATH, { 'answer-fr': answer }))
    ).text()

    expect(body).toContain('<strong>Gras</strong> &lt;script&gt;')
    expect(body).toContain('href="https://dalil.example/a"')
    expect(body).toContain('to be confirmed')
  })

  it('takes a draft with mistakes and shows it again, to be written on', async () => {
    const saved = await send(PATH, await formOf(PATH, { 'answer-fr': '' }))
    const path = saved.headers.get('location')?.replace('/staff', '') ?? ''
    const body = await page(path)
    await send(PATH, await formOf(path, { 'answer-fr': 'Bientôt.' }))

    expect(body).toContain('The draft is saved.')
    expect(body).toContain('To be mended before publishing: 1')
    expect(await drafts()).toMatchObject([{ revision: 2 }])
    expect(sourceOf((await drafts())[0])).toContain('Bientôt.')
  })

  it('keeps what was typed where somebody else changed the draft meanwhile', async () => {
    const saved = await send(PATH, await formOf(PATH, { 'title-fr': 'Un' }))
    const path = saved.headers.get('location')?.replace('/staff', '') ?? ''
    const mine = await formOf(path, { 'title-fr': 'Deux' })
    await send(PATH, await formOf(path, { 'title-fr': 'Trois' }), other)

    const response = await send(PATH, mine)

    expect(response.status).toBe(409)
    expect(await response.text()).toContain('value="Deux"')
    expect(sourceOf((await drafts())[0])).toContain('Trois')
  })

  it('loses nothing of what was typed when the session ends meanwhile', async () => {
    const form = await formOf(PATH, { 'answer-ar': 'جواب مكتوب من جديد' })
    const ended = await work.submit(`/staff${PATH}`, form)
    const kept = /name="kept" value="([^"]*)"/u.exec(await ended.text())?.[1] ?? ''
    const { fields } = JSON.parse(Buffer.from(kept, 'base64url').toString('utf8'))

    expect(ended.status).toBe(401)
    expect(fields).toContainEqual(['answer-ar', 'جواب مكتوب من جديد'])
    expect(fields.filter(([name]: readonly string[]) => name === 'related')).toHaveLength(
      form.getAll('related').length,
    )
  })

  it('tells of the drafts of others before there are two', async () => {
    await send(PATH, await formOf(PATH, { 'title-fr': 'Un' }), other)

    expect(await page(PATH)).toContain('Draft of bilal')
  })

  it('checks without saving where no script runs', async () => {
    const body = await (
      await send(PATH, await formOf(PATH, { look: '1', 'title-fr': 'Ma' }))
    ).text()

    expect(body).toContain('value="Ma"')
    expect(await drafts()).toEqual([])
  })

  it('starts from what was published, added phrasings included', async () => {
    const change = { type: 'phrasings', kind: 'entry', target: 'card-delay' } as const
    const by = { id: editor.id, name: 'amina' }
    const made = await work.publishing.draft(
      { ...change, phrasings: { fr: ['tu la vois ou ma carte'] } },
      by,
    )
    await work.publishing.publish(made.id, by, 1)

    expect(await page(PATH)).toContain('tu la vois ou ma carte')
  })

  it('of a new answer wants a name that is free', async () => {
    const taken = await send('/content/new', await formOf('/content/new', { entry: 'card-delay' }))
    const bad = await send('/content/new', await formOf('/content/new', { entry: '../../x' }))

    expect(await taken.text()).toContain('This name is taken')
    expect(await bad.text()).toContain('Give a short name')
    expect(await drafts()).toEqual([])
    expect((await work.visit('/staff/content/entries/nowhere', editor.cookie)).status).toBe(303)
  })
})

describe('the content as a spreadsheet', () => {
  const upload = (name: string, text: string, more: Fields = {}) => {
    const body = new FormData()
    body.set('csrf', editor.csrf)
    body.set('file', new File([text], name))
    for (const [field, value] of Object.entries(more)) body.set(field, value)
    return work.app.request(`${ORIGIN}/staff/content/import?lang=en`, {
      method: 'POST',
      body,
      headers: { cookie: editor.cookie, origin: ORIGIN },
    })
  }

  it('goes out and comes back, and what changed is one draft', async () => {
    const file = await work.visit('/staff/content/content.csv?kind=partner', editor.cookie)
    const text = (await file.text()).replace('Maisons de Vie', 'Maison de Vie')

    const response = await upload('partners.csv', text)

    expect(file.headers.get('content-disposition')).toContain('dalil-partner.csv')
    expect(await response.text()).toContain('Rows taken: 1.')
    await upload('partners.csv', text)
    const [draft] = await drafts()
    expect(await page('/partners/lalla-salma')).toContain(`href="/staff/changes/${draft?.id}"`)
    expect(await drafts()).toMatchObject([
      { state: 'draft', change: { type: 'import', kind: 'partner', target: 'partners.csv' } },
    ])
  })

  it('is an XLSX file where that is asked for', async () => {
    const response = await work.visit('/staff/content/content.xlsx', editor.cookie)

    expect(new Uint8Array(await response.arrayBuffer()).slice(0, 2)).toEqual(
      new Uint8Array([0x50, 0x4b]),
    )
  })

  it('with a mistake is not taken, unless the good rows are asked for', async () => {
    const text = 'entry,title.fr,expires\ncard-delay,Ma carte,2027-05-31\nzero-turnover,<b>,x'

    const refused = await upload('a.csv', text)

    const body = await refused.text()
    expect(refused.status).toBe(400)
    expect(body).toContain('Nothing was taken. Rows without a mistake: 1.')
    expect(body).toMatch(/<td>3<\/td><td><bdi class="code">expires<\/bdi><\/td><td>A field/u)
    expect(await drafts()).toEqual([])
    await upload('a.csv', text, { good: '1' })
    expect(await drafts()).toMatchObject([
      { change: { target: 'a.csv', rows: [{ row: 2, target: 'card-delay' }] } },
    ])
  })

  it('that is none, or too large, is refused in words', async () => {
    expect(await (await upload('a.xlsx', 'PK nonsense')).text()).toContain('neither XLSX nor CSV')
    expect(await (await upload('a.csv', 'a,b\n1,2')).text()).toContain('The name is missing')
    expect((await upload('a.csv', 'a'.repeat(5 * 1024 * 1024))).status).toBe(413)
  })
})
