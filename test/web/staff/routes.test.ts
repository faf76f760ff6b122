import { beforeAll, describe, expect, it } from 'vitest'
import { ROLES, type Role } from '../../../src/ports/index.ts'
import { RULES } from '../../../src/web/staff/index.ts'
import { createWorkspace, type TestWorkspace, type Visitor } from './workspace.ts'

type Caller = Role | 'nobody'

const CALLERS: readonly Caller[] = ['nobody', ...ROLES]

/** The lowest that may call each route. A route that is missing here fails the first test. */
const EXPECTED: Readonly<Record<string, Caller>> = {
  'GET /sign-in': 'nobody',
  'POST /sign-in': 'nobody',
  'GET /code': 'nobody',
  'POST /code': 'nobody',
  'GET /join': 'nobody',
  'POST /join': 'nobody',
  'GET /reset': 'nobody',
  'POST /reset': 'nobody',
  'POST /sign-out': 'viewer',
  'GET /': 'viewer',
  'GET /events': 'viewer',
  'GET /content': 'editor',
  'GET /content/content.csv': 'editor',
  'GET /content/content.xlsx': 'editor',
  'GET /content/import': 'editor',
  'POST /content/import': 'editor',
  'GET /content/new': 'editor',
  'POST /content/new': 'editor',
  'POST /content/new/look': 'editor',
  'GET /content/entries/:id': 'editor',
  'POST /content/entries/:id': 'editor',
  'POST /content/entries/:id/look': 'editor',
  'GET /partners': 'editor',
  'GET /partners/new': 'editor',
  'POST /partners/new': 'editor',
  'POST /partners/new/look': 'editor',
  'GET /partners/:id': 'editor',
  'POST /partners/:id': 'editor',
  'POST /partners/:id/look': 'editor',
  'POST /partners/:id/pause': 'editor',
  'POST /partners/:id/key': 'editor',
  'GET /figures': 'viewer',
  'GET /figures/figures.csv': 'viewer',
  'GET /figures/flows/:flow/picture.svg': 'viewer',
  'GET /figures/report.pdf': 'viewer',
  'GET /referrals': 'editor',
  'GET /referrals/:id': 'editor',
  'POST /referrals/contacts/check': 'editor',
  'GET /campaigns': 'viewer',
  'GET /campaigns/campaigns.csv': 'viewer',
  'GET /campaigns/new': 'editor',
  'POST /campaigns': 'editor',
  'GET /campaigns/:id': 'viewer',
  'GET /campaigns/:id/edit': 'editor',
  'POST /campaigns/:id': 'editor',
  'GET /campaigns/:id/qr.svg': 'viewer',
  'GET /campaigns/:id/qr.png': 'viewer',
  'GET /campaigns/:id/poster.pdf': 'viewer',
  'GET /groups/:id': 'reviewer',
  'GET /groups/:id/entries': 'reviewer',
  'GET /groups/:id/writers': 'reviewer',
  'POST /groups/:id/writing': 'reviewer',
  'POST /groups/:id/answer': 'reviewer',
  'POST /groups/:id/phrasing': 'reviewer',
  'POST /groups/:id/entry': 'reviewer',
  'POST /groups/:id/refer': 'reviewer',
  'POST /groups/:id/ignore': 'reviewer',
  'POST /groups/:id/assign': 'reviewer',
  'POST /groups/:id/note': 'reviewer',
  'POST /groups/:id/undo': 'reviewer',
  'GET /questions/asked': 'reviewer',
  'GET /questions/answered': 'reviewer',
  'GET /questions/closed': 'reviewer',
  'POST /questions/:id/ask': 'reviewer',
  'POST /questions/:id/close': 'reviewer',
  'POST /questions/:id/separate': 'reviewer',
  'GET /disliked': 'reviewer',
  'GET /undelivered': 'reviewer',
  'POST /undelivered/:id/retry': 'reviewer',
  'POST /undelivered/:id/drop': 'reviewer',
  'GET /changes': 'reviewer',
  'GET /changes/:id': 'reviewer',
  'GET /changes/:id/effect': 'reviewer',
  'POST /changes/:id/publish': 'editor',
  'POST /changes/:id/withdraw': 'editor',
  'POST /changes/:id/leave-out': 'editor',
  'POST /changes/:id/propose': 'reviewer',
  'POST /changes/:id/review': 'editor',
  'POST /changes/:id/discard': 'reviewer',
  'GET /announcements': 'viewer',
  'GET /announcements/new': 'editor',
  'POST /announcements': 'editor',
  'GET /announcements/:id': 'viewer',
  'GET /announcements/:id/edit': 'editor',
  'POST /announcements/:id': 'editor',
  'POST /announcements/:id/propose': 'editor',
  'POST /announcements/:id/approve': 'editor',
  'POST /announcements/:id/return': 'editor',
  'POST /announcements/:id/stop': 'editor',
  'POST /announcements/:id/discard': 'editor',
  'GET /account': 'viewer',
  'POST /account/password': 'viewer',
  'GET /account/second-factor': 'viewer',
  'POST /account/second-factor': 'viewer',
  'POST /account/second-factor/off': 'viewer',
  'POST /account/sign-out-everywhere': 'viewer',
  'GET /people': 'admin',
  'POST /people/invite': 'admin',
  'POST /people/invitations/:id/withdraw': 'admin',
  'POST /people/:id/role': 'admin',
  'POST /people/:id/disable': 'admin',
  'POST /people/:id/enable': 'admin',
  'POST /people/:id/reset': 'admin',
  'GET /audit': 'admin',
  'GET /whatsapp': 'admin',
  'POST /whatsapp/reconnect': 'admin',
}

describe('the routes of the workspace', () => {
  it('have a rule each, and no route goes around the rules', () => {
    const made = createWorkspace()
      .routes.filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`)

    expect([...new Set(made)].sort()).toEqual(Object.keys(EXPECTED).sort())
    expect(Object.keys(RULES).sort()).toEqual(Object.keys(EXPECTED).sort())
  })

  it('answer to no other method', async () => {
    const work = createWorkspace()
    const { cookie, csrf } = await work.enter('salma', 'admin')
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const response = await work.app.request('https://dalil.example/staff/people', {
        method,
        headers: { cookie, origin: 'https://dalil.example' },
        body: new URLSearchParams({ csrf }),
      })

      expect(response.status).toBe(404)
    }
  })
})

describe.each(Object.entries(EXPECTED))('%s', (route, lowest) => {
  let work: TestWorkspace
  const visitors = new Map<Caller, Visitor>()

  beforeAll(async () => {
    work = createWorkspace()
    for (const role of ROLES) visitors.set(role, await work.enter(role, role))
  })

  it.each(CALLERS)(`asked for by %s is answered as ${lowest} and above are`, async (caller) => {
    const outcome = await call(work, route, visitors.get(caller))

    const isAllowed = CALLERS.indexOf(caller) >= CALLERS.indexOf(lowest)
    const refusal = caller === 'nobody' ? 'sign in' : 'forbidden'
    expect(outcome).toBe(isAllowed ? 'answered' : refusal)
  })
})

/** How a call ends for the one who makes it: only the rule decides, the fields are empty. */
async function call(work: TestWorkspace, route: string, visitor: Visitor | undefined) {
  const [method = '', pattern = ''] = route.split(' ')
  const path = `/staff${pattern === '/' ? '' : pattern.replace(':id', 'nothing')}`
  const cookie = visitor?.cookie ?? ''
  const response =
    method === 'GET'
      ? await work.visit(path, cookie)
      : await work.submit(path, { csrf: visitor?.csrf ?? '' }, { cookie })
  const body = response.body === null || pattern === '/events' ? '' : await response.text()
  await (pattern === '/events' ? response.body?.cancel() : undefined)
  if (response.status === 403) return 'forbidden'
  const isOpen = RULES[route as keyof typeof RULES] === 'anybody'
  const isSentAway = response.headers.get('location') === '/staff/sign-in'
  const isSignIn = isSentAway || body.includes('action="/staff/sign-in"')
  const leaves = pattern === '/sign-out' || pattern.endsWith('/sign-out-everywhere')
  return isSignIn && !isOpen && !(leaves && visitor !== undefined) ? 'sign in' : 'answered'
}
