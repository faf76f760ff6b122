import { beforeEach, describe, expect, it } from 'vitest'
import { subscription } from '../../store/records.ts'
import { realProject } from '../../support/project.ts'
import { createWorkspace, type TestWorkspace, type Visitor } from './workspace.ts'

const FIELDS = {
  audience: 'topic:mothers',
  until: '2026-03-31',
  'text-fr': 'Une visite *gratuite* le 30.',
  'text-ar': 'زيارة مجانية يوم 30.',
  'text-ary': 'زيارة فابور نهار 30.',
  'text-en': 'A free visit on the 30th.',
}
const { texts } = realProject()
const read = async (response: Response) => (await response.text()).replaceAll('&#39;', "'")
const say = (key: string) => texts.text('fr', `announcements:${key}`).split('{{')[0] ?? ''

describe('the pages of announcements', () => {
  let work: TestWorkspace
  let salma: Visitor
  let amina: Visitor

  beforeEach(async () => {
    work = createWorkspace()
    salma = await work.enter('salma', 'editor')
    amina = await work.enter('amina', 'editor')
  })

  const post = (path: string, who: Visitor, fields: Readonly<Record<string, string>>) =>
    work.submit(path, { ...fields, csrf: who.csrf }, { cookie: who.cookie })
  const page = async (path: string, who: Visitor) =>
    read(await work.visit(`${path}?lang=fr`, who.cookie))
  const write = async (fields: Readonly<Record<string, string>> = {}) => {
    const until = new Date(work.clock.now() + 5 * 86_400_000).toISOString().slice(0, 10)
    const made = await post('/staff/announcements', salma, { ...FIELDS, until, ...fields })
    return (made.headers.get('location') ?? '').split('?')[0] ?? ''
  }

  it('show a draft as people will see it, in four languages', async () => {
    const shown = await page(await write(), salma)

    expect(shown.match(/class="bubble"/gu)).toHaveLength(4)
    expect(shown).toContain('<strong>gratuite</strong>')
    expect(shown).toContain('زيارة فابور نهار 30.')
    expect(shown).toContain(`<strong>حبس</strong>`)
    expect(shown).toContain('Mères et enfants')
  })

  it.each([
    [0, '>0</p>'],
    [4, 'Moins de 5 personnes'],
    [5, '>5</p>'],
  ])('say that it would reach %i people, but no number below five', async (count, words) => {
    for (let at = 0; at < count; at += 1) {
      await work.store.subscriptions.put(subscription(`s${at}`, { list: 'list:topic:mothers' }))
    }

    const shown = await page(await write(), salma)

    expect(shown).toContain(words)
    expect(shown).not.toContain('>4</p>')
  })

  it('let another editor approve what one wrote, and nobody their own', async () => {
    const path = await write()
    await post(`${path}/propose`, salma, { revision: '1' })

    const own = await post(`${path}/approve`, salma, { revision: '2' })
    const offered = await page(path, salma)
    const other = await post(`${path}/approve`, amina, { revision: '2' })
    const sending = await page(path, amina)

    expect(own.status).toBe(400)
    expect(await read(own)).toContain(texts.text('fr', 'announcements:problem.same-person'))
    expect(offered).not.toContain(say('act.approve'))
    expect(other.status).toBe(303)
    expect(sending).toContain(say('act.stop'))
    expect(sending).toContain(say('count.sent'))
    expect(await work.store.announcements.listSending()).toHaveLength(1)
  })

  it('keep what was typed when it cannot be kept, and say why', async () => {
    const refused = await post('/staff/announcements', salma, {
      ...FIELDS,
      'text-fr': 'é'.repeat(701),
    })
    const shown = await read(refused)

    expect(refused.status).toBe(400)
    expect(shown).toContain(texts.text('fr', 'announcements:problem.too-long'))
    expect(shown).toContain('زيارة فابور نهار 30.')
    expect(await work.store.announcements.list(9)).toEqual([])
  })

  it.each([
    [{ 'text-ary': '' }, 'texts'],
    [{ 'text-en': 'A free visit on the 31st.' }, 'numbers'],
    [{ until: '2020-01-01' }, 'until'],
  ])('do not propose what is not whole: %o', async (fields, problem) => {
    const path = await write(fields)

    const refused = await post(`${path}/propose`, salma, { revision: '1' })

    expect(refused.status).toBe(400)
    expect(await read(refused)).toContain(say(`problem.${problem}`))
  })

  it('tell the second of two that the first has changed it', async () => {
    const path = await write()
    await post(path, salma, { ...FIELDS, revision: '1' })

    const second = await post(path, amina, { ...FIELDS, revision: '1' })

    expect(second.status).toBe(400)
    expect(await read(second)).toContain(say('problem.changed'))
  })

  it('hide how many of a few it did not reach', async () => {
    const path = await write()
    await post(`${path}/propose`, salma, { revision: '1' })
    await post(`${path}/approve`, amina, { revision: '2' })
    const [sending] = await work.store.announcements.listSending()
    const day = new Date(work.clock.now()).toISOString().slice(0, 10)
    const count = (event: 'queued' | 'sent' | 'failed', by: number) => {
      const facets = { announcement: sending?.id ?? '', channel: 'telegram' }
      return work.store.figures.increment({ day, event: `announcement-${event}`, facets }, by)
    }
    await count('queued', 43)
    await count('sent', 40)
    await count('failed', 3)

    const shown = await page(path, amina)

    expect(shown).toContain('>40</bdi>')
    expect(shown).not.toContain('>3</bdi>')
    expect(shown).toContain(texts.text('fr', 'figures:hidden'))
  })

  it('note every step in the log', async () => {
    const path = await write()
    await post(`${path}/propose`, salma, { revision: '1' })
    await post(`${path}/return`, amina, { revision: '2' })
    await post(`${path}/discard`, salma, { revision: '3' })

    const actions = (await work.store.audit.list({ limit: 4 })).map(({ action }) => action)
    expect(actions).toEqual([
      'announcement-discarded',
      'announcement-returned',
      'announcement-proposed',
      'announcement-written',
    ])
    expect(await page('/staff/announcements', salma)).toContain(say('nothing').slice(0, 12))
  })
})
