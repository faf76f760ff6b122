import { type ServerType, serve } from '@hono/node-server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toPersonId } from '../../src/core/index.ts'
import { UNDELIVERED_REASONS } from '../../src/ports/index.ts'
import { type Referral, sealReferral } from '../../src/referrals/index.ts'
import { outgoing, override } from '../store/records.ts'
import { browserMissing, launchChromium } from '../support/chromium.ts'
import { sealer } from '../support/staff.ts'
import { DESK, faultsOf } from '../support/staff-browser.ts'
import {
  createWorkspace,
  pseudonym,
  type TestWorkspace,
  type Visitor,
} from '../web/staff/workspace.ts'

/** Words that nobody knows, which look like no language. */
const WORDS = 'qwzrt vkpxj mnbvc'

/** What a page of a language must not have outside what people wrote and names. */
const FOREIGN = {
  ar: String.raw`\p{Script=Latin}{2,}(?:[\s,.:;'’-]+\p{Script=Latin}{2,}){2,}`,
  en: String.raw`\p{Script=Arabic}{2,}|\b(?:les?|des|une?|pour|avec|est|dans|qui|sont|vous|cette)\b`,
  fr: String.raw`\p{Script=Arabic}{2,}|\b(?:the|and|with|this|that|are|was|were|has|have|your)\b`,
} as const

/** What was written by somebody, names, and codes: in whatever language they are. */
const WRITTEN = [
  ...['bdi', 'code', '.code', 'pre', 'blockquote', 'textarea', 'script', 'style', 'title'],
  ...['html > body [lang]', '[dir=auto]', '[dir=ltr]', 'ins', 'del', '.meta bdi'],
].join(', ')

describe.skipIf(browserMissing())('the words of the staff pages', () => {
  let work: TestWorkspace
  let admin: Visitor
  let server: ServerType
  let browser: Browser
  let origin: string

  beforeAll(async () => {
    const failure = { at: 2000, code: 131026, reason: 'unreachable' } as const
    const away = { type: 'lost', reason: 'phone', since: 0 } as const
    const line = {
      ...{ pairing: () => away, awaySince: () => 0, onPairing: () => () => {} },
      reconnect: () => {},
    }
    work = createWorkspace(false, line, undefined, async () => ({
      ...{ sent: 9, delivered: 8, read: 4, failed: 1, failures: [failure] },
    }))
    admin = await work.enter('amina', 'admin')
    await fill(work, admin)
    origin = await new Promise((resolve) => {
      const at = { fetch: work.app.fetch, port: 0, hostname: '127.0.0.1' }
      server = serve(at, ({ port }) => resolve(`http://127.0.0.1:${port}`))
    })
    browser = await launchChromium()
  })

  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  async function open(lang: keyof typeof FOREIGN): Promise<Page> {
    const context = await browser.newContext({ viewport: DESK })
    const [name = '', value = ''] = admin.cookie.split('=')
    await context.addCookies([{ name, value, url: origin }])
    const page = await context.newPage()
    await page.goto(`${origin}/staff?lang=${lang}`)
    return page
  }

  it.each(Object.keys(FOREIGN) as (keyof typeof FOREIGN)[])(
    'are those of %s on every page that can be reached',
    async (lang) => {
      const page = await open(lang)
      const found: string[] = []
      const waiting = ['/staff']
      const looked = new Set<string>()
      const seen = new Map<string, number>()
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
        await page.goto(`${origin}${path}`)
        const foreign = await foreignIn(page, FOREIGN[lang])
        found.push(...[...new Set(foreign)].map((text) => `${path}: ${text}`))
        const isNew = !looked.has(shapeOf(path))
        looked.add(shapeOf(path))
        if (lang === 'en' && isNew)
          found.push(...(await faultsOf(page)).map((one) => `${path}: ${one}`))
        for (const link of await linksOf(page)) {
          const shape = shapeOf(link)
          const count = seen.get(shape) ?? 0
          seen.set(shape, count + 1)
          if (count < 2) waiting.push(link)
        }
      }

      expect(found).toEqual([])
      expect(seen.size).toBeGreaterThan(30)
    },
    600_000,
  )
})

/** Every text of the page that is of another language, with what stands around it. */
function foreignIn(page: Page, pattern: string): Promise<readonly string[]> {
  return page.evaluate(
    ([source = '', written = '', words = '']) => {
      const foreign = new RegExp(source, 'u')
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      const found: string[] = []
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const text = (node.textContent ?? '').replace(/\u2068[^\u2069]*\u2069|«[^»]*»/gu, '')
        const isWords = text.trim() !== words && foreign.test(text)
        if (isWords && node.parentElement?.closest(written) === null) found.push(text.trim())
      }
      return found
    },
    [pattern, WRITTEN, WORDS],
  )
}

/** The pages that a page leads to; what is downloaded is none. */
async function linksOf(page: Page): Promise<readonly string[]> {
  const links = await page.evaluate(() =>
    [...document.querySelectorAll('a[href^="/staff"]')].map((link) => link.getAttribute('href')),
  )
  return [...new Set(links)]
    .filter((link) => link !== null)
    .filter((link) => !/lang=|\.(?:csv|xlsx|pdf|svg|png)\b|#/u.test(link))
}

/** Which page an address is one of: ids and filters make no other one. */
function shapeOf(link: string): string {
  const [path = '', query = ''] = link.split('?')
  const [, staff, room = '', ...rest] = path.split('/')
  const known = ['new', 'import', 'edit', 'second-factor', 'entries', 'asked', 'answered', 'closed']
  const below = rest.map((step) => (known.includes(step) ? step : ':id'))
  const names = [...new URLSearchParams(query).keys()].sort().join('&')
  return [staff, room, ...below].join('/') + (names === '' ? '' : `?${names}`)
}

/** Something on every page: what waits, what failed, what was written, what is wrong in the files. */
async function fill(work: TestWorkspace, admin: Visitor): Promise<void> {
  const { store, publishing, fileFaults, campaigns } = work
  const by = { id: admin.id, name: 'amina' }
  const states = [{}, { state: 'answered' }, { state: 'asked' }, { state: 'closed' }] as const
  const ids = await Promise.all(
    states.map((state, at) => work.ask(WORDS, { ...state, group: `g${at}` })),
  )
  for (const [at, reason] of UNDELIVERED_REASONS.entries()) {
    const questionId = ids[1] ?? ''
    await store.outbox.add(outgoing(`u${at}`, { state: 'failed', reason, questionId }))
  }
  await store.cases.put({ group: 'g0', assignee: admin.id, updatedAt: 1 })
  const referral: Referral = {
    ...{ id: 'a', code: 'a1', partner: 'lavenir', need: 'lodging', town: 'rabat' },
    ...{ locale: 'fr', createdAt: work.clock.now(), partnerSays: 'came' },
  }
  const of = { person: toPersonId('x'), channel: 'telegram' } as const
  await store.referrals.put(sealReferral({ sealer, hide: pseudonym }, referral, of))
  await store.outbox.add(outgoing('a-notice', { channel: 'email', state: 'failed' }))
  for (const rule of ['flow/missing-target', 'content/shape', 'live/unreadable', 'yaml/syntax']) {
    const place = { file: 'flows/a.yaml', line: 1, column: 1, severity: 'error' } as const
    fileFaults.push({ ...place, rule, message: 'There is nothing to be found in "here".' })
  }
  await campaigns.create(
    { name: WORDS, locale: 'ar', channel: 'any', place: WORDS, from: '2026-01-01' },
    admin.id,
  )
  const { change } = override('1')
  for (const act of ['propose', 'review'] as const) {
    const draft = await publishing.draft({ ...change, target: 'card-delay' }, by)
    if (act === 'propose') await publishing.propose(draft.id, by, draft.revision)
    else await publishing.publish(draft.id, by, draft.revision)
  }
}
