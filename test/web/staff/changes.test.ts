import { beforeEach, describe, expect, it } from 'vitest'
import { readEntry, writeNewEntry } from '../../../src/content/index.ts'
import { toPersonId } from '../../../src/core/index.ts'
import type { ContentChange, OverrideRecord } from '../../../src/ports/index.ts'
import { realServices } from '../../support/project.ts'
import { createWorkspace, type Fields, type TestWorkspace, type Visitor } from './workspace.ts'

let work: TestWorkspace
let editor: Visitor
let reviewer: Visitor

beforeEach(async () => {
  work = createWorkspace()
  editor = await work.enter('amina', 'editor')
  reviewer = await work.enter('bilal', 'reviewer')
})

const PHRASING: ContentChange = {
  ...{ type: 'phrasings', kind: 'entry', target: 'card-delay' },
  phrasings: { fr: ['elle arrive quand ma carte rouge'] },
}

const ENTRY: ContentChange = {
  ...{ type: 'whole', kind: 'entry', target: 'lost-card' },
  source: writeNewEntry({
    ...{ entry: 'lost-card', topic: 'work', group: 'register', need: 'tax', locale: 'fr' },
    ...{ title: 'Carte perdue', answer: 'Demandez un duplicata.', phrasings: ['carte perdue'] },
    ...{ confirm: [], source: { title: 'Guide', date: '2026-01', confidence: '1' } },
    ...{ reviewed: '2026-01-01', expires: '2026-06-30' },
  }),
}

const draft = (change: ContentChange = PHRASING, by = reviewer) =>
  work.publishing.draft(change, { id: by.id, name: 'somebody' })

const page = async (path: string, who = editor) =>
  (await work.visit(`/staff${path}${path.includes('?') ? '&' : '?'}lang=en`, who.cookie)).text()

const send = (path: string, fields: Fields, who = editor) =>
  work.submit(`/staff${path}?lang=en`, { ...fields, csrf: who.csrf }, { cookie: who.cookie })

const act = ({ id, revision }: OverrideRecord, action: string, who = editor) =>
  send(`/changes/${id}/${action}`, { revision: String(revision) }, who)

const stateOf = async ({ id }: OverrideRecord) => (await work.store.overrides.find(id))?.state

describe('a mistake in the newest files', () => {
  const fault = { rule: 'flow/missing-target', message: 'There is no node "<ende>".' }

  it('is shown with its place on every page, to those who are signed in', async () => {
    work.fileFaults.push({
      ...{ ...fault, severity: 'error', file: 'flows/register-birth.yaml', line: 15, column: 3 },
    })

    for (const path of ['', '/changes']) {
      const body = await page(path)

      expect(body).toContain('The newest files have mistakes')
      expect(body).toContain('flows/register-birth.yaml:15:3')
      expect(body).toContain(
        'A step leads to one that does not exist: «\u00a0\u2068&lt;ende&gt;\u2069\u00a0»',
      )
    }
    expect(await (await work.visit('/staff/sign-in')).text()).not.toContain('register-birth')
  })
})

describe('the changes of the content', () => {
  it('are listed by where they stand, with who wrote them', async () => {
    const [one, two, three] = [await draft(), await draft(ENTRY), await draft()]
    await act(two, 'publish')
    await act(three, 'discard')

    const body = await page('/changes')

    expect(body).toContain('Wordings for “When will I get my card?”')
    expect(body).toContain('Answer “Carte perdue”')
    expect(body.indexOf('To be published')).toBeLessThan(body.indexOf('In use'))
    expect(body).toMatch(/written by \u2068bilal\u2069, .+ · published by \u2068amina/u)
    expect(await stateOf(one)).toBe('draft')
    expect(await stateOf(three)).toBeUndefined()
  })

  it('say where to begin while there are none', async () => {
    expect(await page('/changes')).toContain('From a question, choose')
    expect((await work.visit('/staff/changes/gone', editor.cookie)).status).toBe(404)
  })

  it('show part by part what goes and what comes', async () => {
    const old = realServices().knowledge.entries.get('card-delay')
    const source = JSON.stringify({ ...old, expires: '2099-01-01' })
    const change = await draft({ type: 'whole', kind: 'entry', target: 'card-delay', source })

    const body = await page(`/changes/${change.id}`)

    expect(body).toMatch(/To be reviewed after<\/dt><dd[^>]*><del><bdi>[\d-]+<\/bdi><\/del><\/dd>/u)
    expect(body).toContain('<ins><bdi>2099-01-01</bdi></ins>')
    expect(body).not.toContain('<dt>Answer')
  })

  it('show a new answer in the languages it is written in', async () => {
    const body = await page(`/changes/${(await draft(ENTRY)).id}`)

    expect(body).toContain('<dt>Answer · Français</dt>')
    expect(body).toContain('<ins><bdi>Demandez un duplicata.</bdi></ins>')
    expect(body).not.toContain('<dt>Answer · English</dt>')
  })

  it('show all that they say once they are in use', async () => {
    const old = realServices().knowledge.entries.get('card-delay')
    const source = JSON.stringify(old)
    const change = await draft({ type: 'whole', kind: 'entry', target: 'card-delay', source })
    expect(await page(`/changes/${change.id}`)).toContain('The content says so already.')
    await act(change, 'publish')

    expect(await page(`/changes/${change.id}`)).toContain('<dt>Answer · English</dt>')
  })

  it('show as it stands what cannot be read', async () => {
    const change = await draft({
      type: 'whole',
      kind: 'entry',
      target: 'x',
      source: 'title: <b>\n',
    })

    const body = await page(`/changes/${change.id}`)

    expect(body).toContain('This cannot be read')
    expect(body).toContain('title: &lt;b&gt;')
  })

  it('go into use and out of it by an editor, and the log says so', async () => {
    const change = await draft()

    expect(await (await act(change, 'publish', reviewer)).text()).toContain(
      'needs the role “Content”',
    )
    const published = await act(change, 'publish')
    expect(await page((published.headers.get('location') ?? '').slice('/staff'.length))).toContain(
      'It is published.',
    )
    await act({ ...change, revision: 2 }, 'withdraw')

    expect(await stateOf(change)).toBe('withdrawn')
    expect(await work.audited()).toEqual(
      expect.arrayContaining([
        { by: editor.id, action: 'change-published', target: 'card-delay' },
        { by: editor.id, action: 'change-withdrawn', target: 'card-delay' },
      ]),
    )
  })

  it('are proposed by a reviewer, who cannot delete those of others', async () => {
    const [own, other] = [await draft(), await draft(PHRASING, editor)]

    await act(own, 'propose', reviewer)
    await act(other, 'discard', reviewer)
    await act({ ...own, revision: 2 }, 'discard', reviewer)

    expect(await stateOf(own)).toBeUndefined()
    expect(await stateOf(other)).toBe('draft')
  })

  it('of a spreadsheet are one, read row by row, and rows are left out of it', async () => {
    const old = JSON.stringify(realServices().knowledge.entries.get('card-delay'))
    const rows = [
      { row: 2, target: 'lost-card', source: ENTRY.type === 'whole' ? ENTRY.source : '' },
      { row: 3, target: 'card-delay', source: old.replace(/2027-\d\d-\d\d/u, '2099-01-01') },
    ]
    const sheet: ContentChange = { type: 'import', kind: 'entry', target: '<b>.csv', rows }
    const change = await draft(sheet, editor)

    const body = await page(`/changes/${change.id}`)
    const fields = { revision: '1', row: 'card-delay' }
    const refused = await send(`/changes/${change.id}/leave-out`, fields, reviewer)
    const done = await send(`/changes/${change.id}/leave-out`, fields)

    expect(body).toContain('Spreadsheet “&lt;b&gt;.csv”')
    expect(body).toContain('Rows: 2.')
    expect(body).toContain('<ins><bdi>Demandez un duplicata.</bdi></ins>')
    expect(refused.status).toBe(403)
    expect(await page((done.headers.get('location') ?? '').slice('/staff'.length))).toContain(
      'Rows left out: 1.',
    )
    expect((await work.store.overrides.find(change.id))?.change).toEqual({
      ...sheet,
      rows: [rows[0]],
    })
    await act({ ...change, revision: 2 }, 'publish')
    expect(await page(`/changes/${change.id}`)).not.toContain('type="checkbox"')
  })

  it('of a long spreadsheet are read fifty rows at a time', async () => {
    const rows = Array.from({ length: 120 }, (_, at) => ({
      ...{ row: at + 2, target: `x-${at}`, source: 'title: x\n' },
    }))
    const change = await draft({ type: 'import', kind: 'entry', target: 'a.csv', rows })

    const [first, last] = [`/changes/${change.id}`, `/changes/${change.id}?from=100`]

    expect(await page(first)).toContain(`href="/staff${first}?from=50"`)
    expect((await page(last)).match(/<summary><bdi>/gu)?.length).toBe(20)
    expect(await page(last)).not.toContain('from=150')
  })

  it('that fail the checks stay as they are, and it is said in words', async () => {
    const change = await draft()
    work.faults.push({
      ...{ rule: 'content/phrasing-twice', severity: 'error', line: 7, column: 3 },
      ...{ file: 'content/faq/work/card-delay.yaml' },
      message: '"ma carte" also stands under "bank-account"; keep it under one.',
    })

    const response = await act(change, 'publish')
    const body = await response.text()

    expect(response.status).toBe(409)
    expect(body).toContain('nothing is lost')
    expect(body).toContain(
      'Keep it in one place: «\u00a0\u2068ma carte\u2069\u00a0», «\u00a0\u2068bank-account\u2069\u00a0»',
    )
    expect(body).toContain('elle arrive quand ma carte rouge')
    expect(await stateOf(change)).toBe('draft')
  })

  it('are put into use once, though two do it at once: the second is told', async () => {
    const other = await work.enter('chafik', 'editor')
    const change = await draft()
    await act(change, 'publish')

    const second = await act(change, 'publish', other)

    expect(second.status).toBe(409)
    expect(await second.text()).toContain('Somebody else has just changed this.')
  })

  it('of a whole answer are read by somebody else before their author publishes them', async () => {
    const other = await work.enter('chafik', 'editor')
    const change = await draft(ENTRY, editor)

    expect(await (await act(change, 'publish')).text()).toContain('Somebody else has to review')
    expect(await page(`/changes/${change.id}`)).not.toContain('/review"')
    expect(await (await act(change, 'review')).text()).toContain('other than the author')
    await act(change, 'review', other)
    await act({ ...change, revision: 2 }, 'publish')

    expect(await stateOf(change)).toBe('published')
  })
})

describe('what a change would do', () => {
  /** The events that are told, by name, in their order. */
  const told = async ({ id }: OverrideRecord) => {
    const path = `/changes/${id}/effect`
    const events = (await page(path, reviewer)).split('\n\n').filter((event) => event !== '')
    return events.map((event) => ({
      name: /^event: (.*)$/mu.exec(event)?.[1],
      data: [...event.matchAll(/^data: (.*)$/gmu)].map(([, line]) => line).join('\n'),
    }))
  }

  it('is told while it is worked out: how far, which answers, how well', async () => {
    const nothing = { compared: 0, switched: 0, shown: [] }
    const old = { text: '<b>ma carte</b>', before: 'smalltalk:thanks', after: 'faq:card-delay' }
    const past = { text: 'wa7d lkarta', before: undefined, after: 'faq:lost-card', group: 'g 1' }
    work.effect.push(
      { type: 'progress', share: 0.237 },
      {
        ...{ type: 'effect' },
        effect: {
          learns: true,
          phrasings: { compared: 19_000, switched: 31, shown: [old] },
          questions: { ...nothing, compared: 12, switched: 1, shown: [past] },
        },
      },
      { type: 'accuracy', accuracy: { folds: 3, before: 0.8512, after: 0.8534 } },
    )

    const [begun, progress, answers, accuracy, end] = await told(await draft(ENTRY))

    expect(begun?.data).toContain('Being worked out: 0 %')
    expect(progress?.data).toContain('Being worked out: 23 %')
    expect(answers?.data).toContain('19000 known wordings, 12 past questions')
    expect(answers?.data).toContain('Known wordings that would get another answer: 31')
    expect(answers?.data).toContain('&lt;b&gt;ma carte&lt;/b&gt;')
    expect(answers?.data).toContain('Before: a courtesy (hello, thanks…)')
    expect(answers?.data).toContain('After: When will I get my card?')
    expect(answers?.data).toContain('and 30 more')
    expect(answers?.data).toMatch(/href="\/staff\/groups\/g%201".+wa7d lkarta.+no sure answer/su)
    expect(answers?.data).toContain('After: Carte perdue')
    expect(accuracy?.data).toContain('First answer right: 85.1 % before, 85.3 % after')
    expect(end?.name).toBe('end')
  })

  it('says that nothing would, where the wordings stay the same', async () => {
    const none = { compared: 0, switched: 0, shown: [] }
    work.effect.push({
      type: 'effect',
      effect: { learns: false, phrasings: none, questions: none },
    })

    expect((await told(await draft()))[1]?.data).toContain('no question would get another answer')
  })

  it('says what keeps it from being published, before anybody tries', async () => {
    const place = { file: 'content/faq/work/lost-card.yaml', line: 1, column: 1 }
    const fault = { rule: 'content/no-source', severity: 'error', message: 'No source.', ...place }
    work.effect.push({ type: 'refused', faults: [{ ...fault, severity: 'error' }] })

    expect((await told(await draft(ENTRY)))[1]?.data).toContain('Say where the information comes')
  })
})

describe('questions that wait', () => {
  const ask = (text: string, change: Parameters<TestWorkspace['ask']>[1] = {}) =>
    work.ask(text, { group: 'g', person: toPersonId(text), ...change })

  const WORDING = { 'use-0': 'yes', 'locale-0': 'ary', 'text-0': ' lkarta  mazal\nma jatch ' }

  const NEW = {
    ...{ locale: 'fr', title: 'Carte perdue', answer: 'Demandez un duplicata.' },
    ...{ phrasings: "j'ai perdu ma carte\n\n carte  volée ", place: 'work/register', need: 'tax' },
    ...{ source: 'Guide', 'source-date': '2026-01', confidence: '1', expires: '2027-01-31' },
  }

  /** The change that an action leads to. */
  const changeOf = async (response: Response) => {
    const id = (response.headers.get('location') ?? '').split('/').at(-1) ?? ''
    return (await work.store.overrides.find(id))?.change
  }

  it('offer their words, the language they are written in, and answers that are near', async () => {
    await ask('wa7d lkarta dyal auto-entrepreneur mazal ma jatch', { locale: 'fr' })

    const body = await page('/groups/g', reviewer)

    expect(body).toContain('mazal ma jatch</textarea>')
    expect(body).toMatch(/<option value="ary" selected="">Darija/u)
    expect(body).toMatch(/<input type="radio" name="entry" value="[\w-]+"/u)
    expect(await page('/groups/g/entries?find=carte', reviewer)).toContain('value="card-delay"')
  })

  it('become phrasings of an answer that exists, each in its language', async () => {
    await ask('lkarta mazal ma jatch')
    const fields = { ...WORDING, 'locale-1': 'fr', 'text-1': 'not this one', entry: 'card-delay' }

    const response = await send('/groups/g/phrasing', fields, reviewer)

    expect(await changeOf(response)).toEqual({
      ...{ type: 'phrasings', kind: 'entry', target: 'card-delay', from: 'g' },
      phrasings: { ary: ['lkarta mazal ma jatch'] },
    })
  })

  it('become a new answer in one language, marked incomplete', async () => {
    await ask("j'ai perdu ma carte")

    const change = await changeOf(await send('/groups/g/entry', NEW, reviewer))

    expect(change).toMatchObject({ type: 'whole', target: 'carte-perdue', from: 'g' })
    expect(change && readEntry(change)).toMatchObject({
      ...{ topic: 'work', group: 'register', need: 'tax', expires: '2027-01-31' },
      ...{ incomplete: { missing: ['ar', 'ary', 'en'] } },
      phrasings: { fr: ["j'ai perdu ma carte", 'carte volée'] },
    })
  })

  it('show what a colleague has written for them already', async () => {
    await ask('un')
    expect(await page('/groups/g')).not.toContain('There is a draft')
    await send('/groups/g/entry', NEW, reviewer)

    expect(await page('/groups/g')).toMatch(/There is a draft.+Answer “Carte perdue”/su)
  })

  it('give no two answers the same name', async () => {
    await ask('deux fois')
    await send('/groups/g/entry', NEW, reviewer)

    const second = await changeOf(await send('/groups/g/entry', NEW, reviewer))
    const arabic = await changeOf(
      await send('/groups/g/entry', { ...NEW, locale: 'ar', title: 'ضاعت البطاقة' }, reviewer),
    )

    expect(second?.target).toBe('carte-perdue-2')
    expect(arabic?.target).toBe('answer')
  })

  it.each([
    ['phrasing', 'no answer chosen', { ...WORDING, entry: 'none' }, 'Choose an answer first.'],
    ['phrasing', 'nothing ticked', { entry: 'card-delay', 'text-0': 'x' }, 'Keep one wording'],
    [
      'phrasing',
      'a mark of redaction left',
      { ...WORDING, entry: 'card-delay', 'text-0': 'appelez [téléphone] vite' },
      'A mark in brackets is left',
    ],
    ['entry', 'a field empty', { ...NEW, source: ' ' }, 'Fill in all fields.'],
    ['entry', 'a date that has passed', { ...NEW, expires: '2020-01-01' }, 'Check the dates'],
    ['entry', 'a title too long', { ...NEW, title: 'x'.repeat(46) }, 'The text is too long.'],
    ['entry', 'no place in the menu', { ...NEW, place: 'work/none' }, 'Fill in all fields.'],
  ])(
    'as %s with %s keep what was typed, and say what is wrong',
    async (panel, _, fields, words) => {
      await ask('un')

      const response = await send(`/groups/g/${panel}`, { 'text-9': 'x', ...fields }, reviewer)
      const body = await response.text()

      expect(response.status).toBe(409)
      expect(body).toContain(words)
      expect(body).toMatch(new RegExp(`id="act-${panel}"[^>]* open`, 'u'))
      if (panel === 'entry') expect(body).toContain('Demandez un duplicata.</textarea>')
      expect(await work.store.overrides.list({ limit: 1 })).toEqual([])
    },
  )

  it('are answered when their answer is published, in the languages it is written in', async () => {
    const [one, two] = [await ask('un'), await ask('deux', { locale: 'ar' })]
    const made = await send('/groups/g/entry', NEW, reviewer)
    const path = (made.headers.get('location') ?? '').slice('/staff'.length)
    expect(await page(path)).toContain('Also send the answer to those who wait: 2')

    const published = await send(`${path}/publish`, { revision: '1', send: 'yes' })

    expect(published.headers.get('location')).toMatch(/^\/staff\?done=answered&count=1/u)
    expect((await work.store.questions.find(one))?.state).toBe('answered')
    expect((await work.store.questions.find(two))?.state).toBe('open')
    const sent = await work.store.outbox.listOf(toPersonId('un'))
    expect(sent.map(({ message }) => message)).toEqual(['Demandez un duplicata.'])
  })
})
