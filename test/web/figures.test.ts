import { beforeAll, describe, expect, it } from 'vitest'
import { type Facets, type FigureEvent, toFigure } from '../../src/core/index.ts'
import { createWorkspace, type TestWorkspace, type Visitor } from './staff/workspace.ts'

let work: TestWorkspace
let viewer: Visitor
let editor: Visitor

/** The clock of the workspace shows noon on 2026-11-23. */
async function count(day: string, event: FigureEvent, facets: Facets, by = 1): Promise<void> {
  await work.store.figures.increment(toFigure(day, event, facets), by)
}

const FRENCH: Facets = { topic: 'work', locale: 'fr', channel: 'telegram' }
const DARIJA: Facets = { topic: 'mothers', locale: 'ary', channel: 'web-chat' }

beforeAll(async () => {
  work = createWorkspace()
  viewer = await work.enter('vera', 'viewer')
  editor = await work.enter('edna', 'editor')
  await count('2026-11-20', 'answered', FRENCH, 40)
  await count('2026-11-20', 'unknown', DARIJA, 30)
  await count('2026-11-20', 'urgent', { locale: 'ary', channel: 'web-chat' }, 3)
  await count('2026-10-05', 'answered', FRENCH, 12)
  await count('2026-11-21', 'flow-started', { ...DARIJA, flow: 'register-birth' }, 20)
  await count('2026-11-21', 'flow-finished', { ...DARIJA, flow: 'register-birth' }, 11)
  await count('2026-11-21', 'flow-asked', { flow: 'register-birth', node: 'born' }, 20)
  await count('2026-11-21', 'flow-went-on', { flow: 'register-birth', node: 'born' }, 13)
})

const page = async (path: string, who: Visitor = viewer) => {
  const response = await work.visit(path, who.cookie)
  return { response, text: await response.text() }
}

describe('the page of figures', () => {
  it('shows the last 30 days unless the address says otherwise', async () => {
    const { text } = await page('/staff/figures?lang=fr')

    expect(text).toContain('<bdi>73</bdi>')
    expect(text).toContain('value="2026-10-25"')
    expect(text).toContain('value="2026-11-23"')
  })

  it('takes period and filters from the address, and what cannot be as not said', async () => {
    const year = await page('/staff/figures?from=2026-01-01&to=2026-11-23&locale=fr')
    const odd = await page('/staff/figures?from=2026-13-45&to=x&locale=xx&topic=%3Cb%3E')

    expect(year.text).toContain('<bdi>52</bdi>')
    expect(year.text).toContain('<option value="fr" selected')
    expect(odd.text).toContain('<bdi>73</bdi>')
    expect(odd.text).not.toContain('<b>')
  })

  it('hides a small group, also from its total', async () => {
    const { text } = await page('/staff/figures')
    const outcomes = /Comment elles ont fini.*?<\/table>/su.exec(text)?.[0] ?? ''

    expect(outcomes).toContain('masqué')
    expect(outcomes).not.toMatch(/<bdi>(3|30)<\/bdi>/u)
  })

  it('shows where people leave a flow', async () => {
    const { text } = await page('/staff/figures')
    const stops = /id="stops-register-birth".*?<\/details>/su.exec(text)?.[0] ?? ''

    expect(stops).toContain('Quel jour votre enfant est-il né ?')
    expect(stops).toMatch(/<bdi>20<\/bdi>.*<bdi>7<\/bdi>/su)
  })

  it('draws each flow with how many people met each question', async () => {
    const { response, text } = await page('/staff/figures/flows/register-birth/picture.svg')
    const shown = await page('/staff/figures')
    const nobody = await page('/staff/figures/flows/nobody/picture.svg')

    expect(response.headers.get('content-type')).toContain('image/svg+xml')
    expect(text).toMatch(/>born<\/text>.*?20/su)
    expect(shown.text).toContain('/staff/figures/flows/find-partner/picture.svg?from=')
    expect(nobody.response.status).toBe(404)
  })

  it('loads nothing and runs nothing that its policy forbids', async () => {
    const { text } = await page('/staff/figures')

    expect(text).not.toMatch(/ style=|<style|<script>| on[a-z]+="/u)
  })
})

describe('the figures for a spreadsheet', () => {
  it('are the numbers of the page, with what it hides hidden', async () => {
    const { response, text } = await page('/staff/figures/figures.csv?lang=fr')

    expect(response.headers.get('content-disposition')).toContain('dalil-2026-10-25-2026-11-23.csv')
    expect(text.split('\r\n')).toContain('Comment elles ont fini,Répondues,40')
    expect(text.split('\r\n')).toContain('Comment elles ont fini,Urgences,masqué')
  })

  it('hold no formula, whatever a campaign is called', async () => {
    const form = { csrf: editor.csrf, name: '=HYPERLINK("http://x")', from: '2026-11-01' }
    await work.submit('/staff/campaigns', form, { cookie: editor.cookie })
    const { text } = await page('/staff/campaigns/campaigns.csv?lang=fr')

    expect(text).toContain(`'=HYPERLINK`)
    expect(text).not.toMatch(/(^|,|\n)"?=/u)
  })
})

describe('the report', () => {
  it('is a PDF of the period in the language of the page', async () => {
    const response = await work.visit('/staff/figures/report.pdf?lang=ar', viewer.cookie)
    const bytes = Buffer.from(await response.arrayBuffer()).toString('latin1')

    expect(response.headers.get('content-type')).toBe('application/pdf')
    expect(bytes.startsWith('%PDF-')).toBe(true)
    expect(bytes).toContain('/Lang (ar-MA)')
  })
})

describe('the campaigns of the workspace', () => {
  it('are made, shown and changed by an editor', async () => {
    const form = {
      ...{ csrf: editor.csrf, name: 'Affiche <b>maternité</b>', topic: 'mothers', locale: 'ary' },
      ...{ channel: 'any', from: '2026-11-01', flow: 'register-birth' },
    }
    const made = await work.submit('/staff/campaigns', form, { cookie: editor.cookie })
    const path = (made.headers.get('location') ?? '').replace(/\?.*$/u, '')
    const { text } = await page(`${path}?lang=fr`)

    expect(path).toMatch(/^\/staff\/campaigns\/[A-Z]{7}$/u)
    expect(text).toContain('Affiche &lt;b&gt;maternité&lt;/b&gt;')
    expect(text).toContain(`https://dalil.example/?c=${path.slice(-7)}&amp;lang=ary`)
    const change = { ...form, revision: '1', until: '2026-12-31' }
    const changed = await work.submit(path, change, { cookie: editor.cookie })
    expect(changed.headers.get('location')).toBe(`${path}?done`)
    const late = await work.submit(path, change, { cookie: editor.cookie })
    expect(late.status).toBe(400)
    expect(await late.text()).toContain('entre-temps')
  })

  it('keep what was typed when something is wrong with it', async () => {
    const form = { csrf: editor.csrf, name: 'Radio', from: '2026-11-01', until: '2026-10-01' }
    const response = await work.submit('/staff/campaigns', form, { cookie: editor.cookie })

    expect(response.status).toBe(400)
    expect(await response.text()).toContain('value="Radio"')
  })

  it('count each step of the people who came, and hide the small ones', async () => {
    const [first] = await work.campaigns.list()
    const campaign = first?.code ?? ''
    for (const [step, people] of [
      ['came', 40],
      ['asked', 30],
      ['answered', 28],
      ['finished', 9],
    ] as const) {
      await count('2026-11-22', 'campaign-step', { campaign, step }, people)
    }
    const { text } = await page(`/staff/campaigns/${campaign}?lang=fr`)
    const funnel = /<caption>Personnes<\/caption>.*?<\/table>/su.exec(text)?.[0] ?? ''

    expect([...funnel.matchAll(/<bdi>(\d+)<\/bdi>/gu)].map((found) => found[1])).toEqual([
      ...['40', '30', '9', '0', '0'],
    ])
  })

  it('lead nowhere that is not there', async () => {
    const { response } = await page('/staff/campaigns/NOTHING/poster.pdf')

    expect(response.headers.get('location')).toBe('/staff/campaigns')
  })
})

describe('the observatory', () => {
  it('is open to everybody and shows the last month that is over', async () => {
    const response = await work.app.request('https://dalil.example/observatory?lang=fr')
    const text = await response.text()

    expect(response.status).toBe(200)
    expect(text).toContain('octobre 2026')
    expect(text).toContain('<bdi>12</bdi>')
    expect(text).not.toContain('Aucun chiffre')
  })

  it('shows nothing of the month that runs', async () => {
    const response = await work.app.request('https://dalil.example/observatory?period=2026-11')
    const text = await response.text()

    expect(text).not.toContain('<bdi>73</bdi>')
    expect(text).toContain('class="empty"')
  })

  it('gives its months to a spreadsheet', async () => {
    const response = await work.app.request('https://dalil.example/observatory/figures.csv')

    expect((await response.text()).split('\r\n')).toContain('2026-10,topic,work,12')
  })
})
