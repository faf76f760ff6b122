import { beforeEach, describe, expect, it } from 'vitest'
import { toPersonId } from '../../../src/core/index.ts'
import { PASSWORD } from '../../support/staff.ts'
import { createWorkspace, type Fields, type TestWorkspace, type Visitor } from './workspace.ts'

let work: TestWorkspace
let amina: Visitor

beforeEach(async () => {
  work = createWorkspace()
  amina = await work.enter('amina', 'reviewer')
})

const page = async (path: string) => {
  const mark = path.includes('?') ? '&' : '?'
  return (await work.visit(`${path}${mark}lang=en`, amina.cookie)).text()
}

const send = (path: string, fields: Fields | URLSearchParams, who = amina) => {
  const form = new URLSearchParams(fields)
  form.set('csrf', who.csrf)
  return work.submit(`/staff${path}`, form, { cookie: who.cookie })
}

/** A question of somebody, in a group. */
const ask = (text: string, person: string, change: Parameters<TestWorkspace['ask']>[1] = {}) =>
  work.ask(text, { person: toPersonId(person), group: 'g', ...change })

const stateOf = async (id: string) => (await work.store.questions.find(id))?.state

const sentTo = async (person: string) =>
  (await work.store.outbox.listOf(toPersonId(person))).map(({ message }) => message)

/** What the page after an action says, without markup. */
const outcomeOf = async (response: Response) => {
  const body = await page(response.headers.get('location') ?? '')
  return /class="notice[^"]*"[^>]*>(.*?)<\/div>/su.exec(body)?.[1]?.replace(/<[^>]*>/gu, ' ') ?? ''
}

describe('the list of questions', () => {
  it('shows groups, the largest first, then the oldest, with how they were asked', async () => {
    await ask('young and alone', 'a', { group: 'young', createdAt: 3000 })
    await ask('old and alone', 'b', { group: 'old', createdAt: 2000 })
    await ask('first of two', 'c', { createdAt: 4000 })
    await ask('second of two', 'd', { createdAt: 5000, locale: 'ar', channel: 'web-chat' })

    const body = await page('/staff')

    expect([...body.matchAll(/id="g-(\w+)"/gu)].map(([, id]) => id)).toEqual(['g', 'old', 'young'])
    expect(body).toContain('People who wait: 4. Different questions: 3.')
    expect(body).toContain('first of two')
    expect(body).toContain('second of two')
    expect(body).toContain('العربية, Français · Web page, Telegram')
  })

  it('names the subject and the answer that are near', async () => {
    await ask("ma carte d'auto-entrepreneur n'arrive pas", 'a')

    const body = await page('/staff')

    expect(body).toContain('Close to: When will I get my card?')
  })

  it('goes on to a next page, on which none is left out or repeated', async () => {
    for (let n = 0; n < 30; n += 1)
      await ask(`q${n}`, `p${n}`, { group: `x${n}`, createdAt: n + 1 })
    const groupsIn = (body: string) => [...body.matchAll(/id="g-(\w+)"/gu)].map(([, id]) => id)

    const first = await page('/staff')
    const next = /href="(\/staff\?after=[^"]+)"/u.exec(first)?.[1] ?? ''
    const second = await page(next)

    expect(groupsIn(first)).toHaveLength(25)
    expect([...groupsIn(first), ...groupsIn(second)]).toEqual(
      Array.from({ length: 30 }, (_, n) => `x${n}`),
    )
  })

  it('can be narrowed to those that one takes care of', async () => {
    await ask('mine', 'a', { group: 'mine' })
    await ask('of nobody', 'b', { group: 'other' })
    await send('/groups/mine/assign', { to: amina.id })

    const body = await page('/staff?mine=1')

    expect(body).toContain('id="g-mine"')
    expect(body).not.toContain('id="g-other"')
    expect(body).toContain('Followed by amina')
  })

  it('says what to do next where nobody waits', async () => {
    expect(await page('/staff')).toContain('Nobody is waiting.')
    expect(await page('/staff?mine=1')).toContain('No question is yours.')
  })
})

describe('answering a group', () => {
  it('reaches each person that was picked, in their own language', async () => {
    const [one, two, three] = [
      await ask('un', 'a'),
      await ask('deux', 'b', { locale: 'ar' }),
      await ask('trois', 'c'),
    ]
    const fields = new URLSearchParams({ 'text-fr': 'Voici.', 'text-ar': 'تفضلوا.' })
    for (const id of [one, two]) fields.append('q', `${id}:1`)

    const outcome = await outcomeOf(await send('/groups/g/answer', fields))

    expect(outcome).toContain('Replies sent: 2.')
    expect(await sentTo('a')).toEqual(['Voici.'])
    expect(await sentTo('b')).toEqual(['تفضلوا.'])
    expect(await sentTo('c')).toEqual([])
    expect(await Promise.all([one, two, three].map(stateOf))).toEqual([
      'answered',
      'answered',
      'open',
    ])
  })

  it('leaves those waiting in whose language nothing was written', async () => {
    const [one, two] = [await ask('un', 'a'), await ask('deux', 'b', { locale: 'ar' })]
    const fields = new URLSearchParams({ 'text-fr': 'Voici.', 'text-ar': ' ' })
    for (const id of [one, two]) fields.append('q', `${id}:1`)
    await send('/groups/g/answer', fields)

    expect(await stateOf(two)).toBe('open')
  })

  it('can be undone for ten seconds, and then no more', async () => {
    const [one, two] = [await ask('un', 'a'), await ask('deux', 'b', { group: 'h' })]
    const undo = async (group: string, id: string, afterMs: number) => {
      const done = await send(`/groups/${group}/answer`, { 'text-fr': 'Voici.', q: `${id}:1` })
      const action = new URL(done.headers.get('location') ?? '', 'http://x').searchParams
      work.clock.advance(afterMs)
      return outcomeOf(await send(`/groups/${group}/undo`, { action: action.get('action') ?? '' }))
    }

    expect(await undo('g', one, 9_999)).toContain('Undone: 1.')
    expect(await stateOf(one)).toBe('open')
    expect(await sentTo('a')).toEqual([])
    expect((await work.store.questions.find(one))?.thread).toHaveLength(1)
    expect(await undo('h', two, 10_000)).toContain('Too late for: 1')
    expect(await stateOf(two)).toBe('answered')
  })

  it('takes what it counted back with it', async () => {
    const id = await ask('un', 'a')
    const done = await send('/groups/g/answer', { 'text-fr': 'Voici.', q: `${id}:1` })
    const query = new URL(done.headers.get('location') ?? '', 'http://x').searchParams
    await send('/groups/g/undo', { action: query.get('action') ?? '' })

    const figures = await work.store.figures.list('1970-01-01', '2999-12-31')
    expect(figures.map(({ event, count }) => [event, count])).toEqual([['staff-answered', 0]])
  })

  it.each([
    ['nothing written', { 'text-fr': '  ' }, 'Write a text first.'],
    ['too much written', { 'text-fr': 'x'.repeat(3001) }, 'The text is too long.'],
  ])('with %s says so', async (_, fields, expected) => {
    const id = await ask('un', 'a')
    const response = await send('/groups/g/answer?lang=en', { ...fields, q: `${id}:1` })

    expect(response.status).toBe(409)
    expect(await response.text()).toContain(expected)
    expect(await stateOf(id)).toBe('open')
  })

  it('of nobody says so, and keeps what was typed', async () => {
    await ask('un', 'a')
    const response = await send('/groups/g/answer?lang=en', { 'text-fr': 'Voici la réponse.' })
    const body = await response.text()

    expect(body).toContain('Tick one person at least.')
    expect(body).toContain('>Voici la réponse.</textarea>')
  })
})

describe('two of the team at once', () => {
  it('the second is told that it changed, and what they typed is kept', async () => {
    const bilal = await work.enter('bilal', 'reviewer')
    const id = await ask('un', 'a')
    await send('/groups/g/answer', { 'text-fr': 'La première.', q: `${id}:1` })

    const fields = { 'text-fr': 'La seconde.', q: `${id}:1` }
    const response = await send('/groups/g/answer?lang=en', fields, bilal)
    const body = await response.text()

    expect(response.status).toBe(409)
    expect(body).toContain('Somebody else has just changed this.')
    expect(body).toContain('La première.')
    expect(body).toContain('La seconde.')
    expect(await sentTo('a')).toEqual(['La première.'])
  })

  it('what only one of them changed is left as it is, and counted', async () => {
    const [one, two] = [await ask('un', 'a'), await ask('deux', 'b')]
    await send('/groups/g/ignore', { q: `${one}:1` })
    const fields = new URLSearchParams({ 'text-fr': 'Voici.' })
    for (const id of [one, two]) fields.append('q', `${id}:1`)

    const outcome = await outcomeOf(await send('/groups/g/answer', fields))

    expect(outcome).toContain('Replies sent: 1.')
    expect(outcome).toContain('left as they are: 1')
    expect(await stateOf(one)).toBe('closed')
  })

  it('see that the other is writing, until they stop', async () => {
    const bilal = await work.enter('bilal', 'reviewer')
    await ask('un', 'a')
    const writers = () => page('/staff/groups/g/writers')

    await send('/groups/g/writing', {}, bilal)
    await send('/groups/g/writing', {})

    expect(await writers()).toContain('bilal: writing a reply now.')
    expect(await writers()).not.toContain('amina')
    work.clock.advance(20_000)
    expect(await writers()).toBe('')
  })
})

describe('an action besides answering', () => {
  it('leads people on to a partner, each in their language, and closes the question', async () => {
    const [one, two] = [await ask('un', 'a'), await ask('deux', 'b', { locale: 'ar' })]
    const fields = new URLSearchParams({ partner: 'insaf' })
    for (const id of [one, two]) fields.append('q', `${id}:1`)

    const outcome = await outcomeOf(await send('/groups/g/refer', fields))

    expect(outcome).toContain('People led on: 2.')
    expect((await sentTo('a'))[0]).toMatch(/^Notre équipe ne peut pas répondre.*INSAF/su)
    expect((await sentTo('b'))[0]).toMatch(/^لا يستطيع فريقنا/u)
    expect(await work.store.questions.find(one)).toMatchObject({
      state: 'closed',
      closedAs: 'referred',
    })
  })

  it('without a partner to lead on to says so', async () => {
    const id = await ask('un', 'a')
    const fields = { q: `${id}:1`, partner: 'nobody' }

    expect(await (await send('/groups/g/refer?lang=en', fields)).text()).toContain(
      'Choose an organisation first.',
    )
  })

  it('ignores without a word, which can be undone later', async () => {
    const id = await ask('un', 'a')
    const done = await send('/groups/g/ignore', { q: `${id}:1` })
    const query = new URL(done.headers.get('location') ?? '', 'http://x').searchParams

    expect(await stateOf(id)).toBe('closed')
    expect(await sentTo('a')).toEqual([])
    work.clock.advance(3_600_000)
    const outcome = await outcomeOf(
      await send('/groups/g/undo', { action: query.get('action') ?? '' }),
    )
    expect(outcome).toContain('Undone: 1.')
    expect(await stateOf(id)).toBe('open')
  })

  it('asks a person back, whose question waits for them then', async () => {
    const id = await ask('un', 'a')
    await send(`/questions/${id}/ask`, { revision: '1', text: 'Dans quelle ville ?' })

    expect(await sentTo('a')).toEqual(['Dans quelle ville ?'])
    expect(await stateOf(id)).toBe('asked')
    expect(await page('/staff/questions/asked')).toContain('Dans quelle ville ?')
    expect(await page('/staff')).toContain('Nobody is waiting.')
  })

  it('closes and tells the person, unless they have an answer already', async () => {
    const [one, two] = [await ask('un', 'a'), await ask('deux', 'b')]
    await send(`/questions/${one}/close`, { revision: '1' })
    await send('/groups/g/answer', { 'text-fr': 'Voici.', q: `${two}:1` })
    await send(`/questions/${two}/close`, { revision: '2' })

    expect(await sentTo('a')).toHaveLength(1)
    expect(await sentTo('b')).toEqual(['Voici.'])
    expect(await Promise.all([one, two].map(stateOf))).toEqual(['closed', 'closed'])
  })

  it('tells a question apart that was grouped by mistake', async () => {
    const [one, two] = [await ask('un', 'a'), await ask('deux', 'b')]
    const outcome = await outcomeOf(await send(`/questions/${two}/separate`, { revision: '1' }))

    expect(outcome).toContain('The question now stands apart.')
    expect((await work.store.questions.find(one))?.group).toBe('g')
    expect((await work.store.questions.find(two))?.group).not.toBe('g')
  })

  it('gives a group to somebody, and takes a note that is sealed', async () => {
    await ask('un', 'a')
    await send('/groups/g/assign', { to: amina.id })
    await send('/groups/g/note', { text: 'Appeler la commune.' })
    const body = await page('/staff/groups/g')

    expect(body).toContain('Followed by amina')
    expect(body).toContain('Appeler la commune.</textarea>')
    expect(JSON.stringify(await work.store.cases.find('g'))).not.toContain('commune')
  })

  it('tries a reply again that failed, or takes it off the list', async () => {
    const id = await ask('un', 'a')
    await send('/groups/g/answer', { 'text-fr': 'Voici.', q: `${id}:1` })
    const [reply] = await work.store.outbox.listOf(toPersonId('a'))
    const failed = { state: 'failed', reason: 'other-account' } as const
    if (reply !== undefined) await work.store.outbox.put({ ...reply, ...failed })

    expect(await page('/staff/undelivered')).toContain('another account of ours')
    expect(await page('/staff/groups/g')).toContain('not delivered')
    await send(`/undelivered/${reply?.id}/retry`, {})
    expect(await sentTo('a')).toEqual(['Voici.'])
    if (reply !== undefined) await work.store.outbox.put({ ...reply, ...failed })
    await send(`/undelivered/${reply?.id}/drop`, {})
    expect(await page('/staff/undelivered')).toContain('All replies have arrived. There')
  })
})

describe('a question of 4,000 characters', () => {
  it('is folded on its page, and one of many lines in the list', async () => {
    await ask(`début ${'mot '.repeat(998)}fin`, 'a')

    const [list, group] = [await page('/staff'), await page('/staff/groups/g')]

    expect(list).not.toContain('fin</span>')
    expect(group).toContain('Show the whole message')
    expect(group).toContain('mot fin</p>')
  })
})

describe('a session that ends while somebody writes', () => {
  it.each([
    ['/staff/campaigns', 'name', 'Ramadan'],
    ['/staff/partners/new', 'contact-value', '+2125'],
  ])('keeps a single word on %s', async (path, field, word) => {
    const ended = await work.submit(path, { csrf: 'x', [field]: word })

    expect(await ended.text()).toMatch(/name="kept" value="[^"]+"/u)
  })

  it('loses nothing: what was typed comes back after signing in, and is sent', async () => {
    const id = await ask('un', 'a')
    const fields = { csrf: 'x', 'text-fr': 'Une longue réponse.', q: `${id}:1` }
    const ended = await (await work.submit('/staff/groups/g/answer', fields)).text()
    const kept = /name="kept" value="([^"]+)"/u.exec(ended)?.[1] ?? ''
    expect(ended).toContain('Une longue réponse.')

    const back = await work.submit('/staff/sign-in?lang=en', {
      ...{ name: 'amina', password: PASSWORD, kept },
    })
    const body = await back.text()

    expect(back.status).toBe(200)
    expect(body).toContain('Nothing is lost')
    expect(body).toContain('action="/staff/groups/g/answer"')
    expect(body).toContain('>Une longue réponse.</textarea>')
    expect(body).toContain(`name="q" value="${id}:1"`)
  })

  it('keeps it also where a password was wrong at first', async () => {
    const fields = { csrf: 'x', 'text-fr': 'Une longue réponse.', q: 'x:1' }
    const ended = await (await work.submit('/staff/groups/g/answer', fields)).text()
    const kept = /name="kept" value="([^"]+)"/u.exec(ended)?.[1] ?? ''
    const wrong = await work.submit('/staff/sign-in', { name: 'amina', password: 'no', kept })

    expect(await wrong.text()).toContain(`name="kept" value="${kept}"`)
  })
})

describe('answers that people did not like', () => {
  it('are listed with what was answered, by numbers, and with words only where passed on', async () => {
    await ask('pas clair du tout', 'a', { answered: 'card-delay', createdAt: work.clock.now() })
    const day = new Date(work.clock.now()).toISOString().slice(0, 10)
    const facets = { entry: 'card-delay', locale: 'fr' }
    await work.store.figures.increment({ day, event: 'entry-not-helpful', facets }, 3)
    await work.store.figures.increment({ day, event: 'entry-answered', facets }, 40)
    const refused = { entry: 'bank-account', locale: 'fr' }
    await work.store.figures.increment({ day, event: 'entry-refused', facets: refused }, 2)

    const body = await page('/staff/disliked')

    expect([...body.matchAll(/id="e-([\w-]+)"/gu)].map(([, id]) => id)).toEqual([
      'card-delay',
      'bank-account',
    ])
    expect(body).toContain('Did not help: 3')
    expect(body).toContain('Given: 40')
    expect(body).toContain('Offered, but was not what was meant: 2')
    expect(body).toContain('*7 to 15 days*')
    expect(body).toContain('pas clair du tout')
  })
})
