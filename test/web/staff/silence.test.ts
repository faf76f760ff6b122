import { beforeAll, describe, expect, it } from 'vitest'
import { RULES } from '../../../src/web/staff/index.ts'
import { type Conversation, createConversation } from '../../support/conversation.ts'
import { createStaffRoom, sealer } from '../../support/staff.ts'
import { createWorkspace, type TestWorkspace, type Visitor } from './workspace.ts'

/** Words that people say and do not pass on, and what they are known by: each is nowhere else. */
const PLANTED = [
  'zqkone',
  'zqktwo',
  'zqkthree',
  'zqkfour',
  'zqkfive',
  'zqksix',
  'zqkpeer',
  '0655443322',
]
/** What they agree to pass on. */
const PASSED_ON = ['zqkagreed', 'zqkadded', 'zqkabout']

let work: TestWorkspace
let admin: Visitor
let pages: ReadonlyMap<string, string>

beforeAll(async () => {
  const room = createStaffRoom()
  const begin = (peer: string) =>
    createConversation({ store: room.store, clock: room.clock, sealer, peer: `zqkpeer-${peer}` })
  const declining = begin('a')
  await declining.say('bonjour zqkone')
  await askUnknown(declining, 'zqktwo wxcvb poiuy hgfds', 'Non')
  const asking = begin('b')
  await asking.say('zqkthree')
  await asking.say("ma carte d'auto-entrepreneur n'arrive pas")
  await asking.tap("Ce n'est pas ma question")
  await asking.tap('Oui, transmettre')
  await asking.say('zqkabout: elle a été volée')
  const passing = begin('c')
  await passing.say('zqkfour, je suis inquiète')
  const words = 'zqkagreed wxcvb poiuy hgfds, mon numéro est 0655443322'
  await askUnknown(passing, words, 'Oui, transmettre')
  await askUnknown(passing, 'zqkadded mlkjh gfdsq', 'Ajouter')
  await passing.say('je veux devenir auto-entrepreneur zqkfive')
  await passing.say('zqksix')

  work = createWorkspace(true, undefined, room)
  admin = await work.enter('amina', 'admin')
  await act('/staff/campaigns', { name: 'Automne', from: '2026-11-01', locale: 'fr' })
  const group = (await work.store.questions.listGroups({ limit: 1 }))[0]?.group ?? ''
  const fields = { 'use-0': 'yes', 'text-0': 'zqkagreed wxcvb', 'locale-0': 'fr' }
  await act(`/staff/groups/${group}/phrasing`, { ...fields, entry: 'card-delay' })
  pages = await crawl()
}, 60_000)

/** Says what has no answer, though one be guessed at, and chooses what becomes of it. */
async function askUnknown(chat: Conversation, words: string, choice: string): Promise<void> {
  const { choices } = await chat.say(words)
  if (choices.some(({ data }) => data === 'o')) await chat.tap('Autre chose')
  await chat.tap(choice)
}

const act = (path: string, fields: Readonly<Record<string, string>>) =>
  work.submit(path, { ...fields, csrf: admin.csrf }, { cookie: admin.cookie })

/** Pages of one shape that are looked at, besides those without anything in their address. */
const ALIKE = 25

/** Everything that can be read from the start on, by its address: pages, tables, pictures. */
async function crawl(): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  const counts = new Map<string, number>()
  /** Of pages that are alike, as those of entries, a few show what all would. */
  const isEnough = (link: string) => {
    const [place = ''] = link.split('?')
    const shape = place.split('/').slice(0, 3).join('/') + place.split('/').length
    const count = (counts.get(shape) ?? 0) + 1
    counts.set(shape, count)
    return count > ALIKE
  }
  const open = Object.keys(RULES).flatMap((route) => {
    const [method, path = ''] = route.split(' ')
    const known = path.replace(/:\w+/gu, 'nothing')
    return method === 'GET' && path !== '/events' ? [`/staff${known}`] : []
  })
  for (let path = open.shift(); path !== undefined; path = open.shift()) {
    const address = path.replace(/\/$/u, '')
    if (found.has(address)) continue
    const response = await work.visit(address, admin.cookie)
    const body = Buffer.from(await response.arrayBuffer()).toString('utf8')
    found.set(address, body)
    for (const [, link = ''] of body.matchAll(
      /(?:href|src|action|hx-get|data-effect)="(\/staff[^"#]*)"/gu,
    )) {
      const next = link.replaceAll('&amp;', '&')
      if (next.includes('lang=') || next === '/staff/events') continue
      if (!found.has(next) && !isEnough(next)) open.push(next)
    }
  }
  return found
}

describe('what people said', () => {
  it('can be read where they agreed to pass it on, and with it the answer that did not help', () => {
    const all = [...pages.values()].join('\n')

    for (const word of PASSED_ON) expect(all).toContain(word)
    expect(pages.get('/staff/disliked')).toMatch(/id="e-card-delay".+zqkabout/su)
  })

  it('stands on no page, in no table and no picture where they did not', () => {
    const leaks = [...pages].flatMap(([path, body]) =>
      PLANTED.filter((word) => body.toLowerCase().includes(word)).map(
        (word) => `${word} on ${path}`,
      ),
    )

    expect(leaks).toEqual([])
  })

  it('does not lead to who said it: no page names a person', async () => {
    const people = (await work.store.questions.list({ limit: 9 })).map(({ person }) => person)
    const named = [...pages].filter(([, body]) => people.some((person) => body.includes(person)))

    expect(people.length).toBeGreaterThan(1)
    expect(named).toEqual([])
  })

  it('was looked for on every page and in every file, also those of single things', () => {
    const seen = [...pages.keys()]
    const single = ['groups', 'changes', 'campaigns', 'figures/flows'].filter((place) =>
      seen.some(
        (path) =>
          path.startsWith(`/staff/${place}/`) && !path.startsWith(`/staff/${place}/nothing`),
      ),
    )

    expect(single).toEqual(['groups', 'changes', 'campaigns', 'figures/flows'])
    expect(seen).toEqual(expect.arrayContaining(['/staff/figures/figures.csv']))
  })
})
