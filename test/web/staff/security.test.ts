import { beforeEach, describe, expect, it } from 'vitest'
import { PASSWORD } from '../../support/staff.ts'
import {
  createWorkspace,
  ORIGIN,
  sessionIn,
  type TestWorkspace,
  type Visitor,
} from './workspace.ts'

const NEW_PASSWORD = 'another long password'

let work: TestWorkspace
let admin: Visitor

beforeEach(async () => {
  work = createWorkspace()
  admin = await work.enter('salma', 'admin')
})

const invite = (headers: Readonly<Record<string, string>>, csrf = admin.csrf) =>
  work.submit('/staff/people/invite', { csrf, role: 'admin' }, { cookie: admin.cookie, headers })

describe('a form from another site', () => {
  it.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['a sister domain', { origin: 'https://x.dalil.example' }],
    ['the same host without encryption', { origin: 'http://dalil.example' }],
    ['no origin', { origin: 'null' }],
    ['what the browser calls cross-site', { origin: '', 'sec-fetch-site': 'cross-site' }],
  ])('is refused with %s, even with the token', async (_, headers) => {
    const response = await invite(headers)

    expect(response.status).toBe(403)
    expect(await work.staff.people.invitations()).toEqual([])
  })

  it.each([
    ['no token', ''],
    ['a wrong token', 'x'.repeat(32)],
  ])('is refused with %s', async (_, csrf) => {
    expect((await invite({}, csrf)).status).toBe(403)
  })

  it('is refused with the token of another session', async () => {
    const other = await work.enter('bilal', 'admin')

    expect((await invite({}, other.csrf)).status).toBe(403)
  })

  it('cannot sign somebody in', async () => {
    const response = await work.submit(
      '/staff/sign-in',
      { name: 'salma', password: PASSWORD },
      { headers: { origin: 'https://evil.example' } },
    )

    expect(response.status).toBe(403)
    expect(response.headers.get('set-cookie')).toBeNull()
  })

  it('is refused where it comes as JSON or as plain text', async () => {
    for (const type of ['application/json', 'text/plain']) {
      const response = await work.app.request(`${ORIGIN}/staff/people/invite`, {
        method: 'POST',
        body: JSON.stringify({ csrf: admin.csrf, role: 'admin' }),
        headers: { cookie: admin.cookie, origin: 'https://evil.example', 'content-type': type },
      })

      expect(response.status).toBe(403)
    }
  })

  it('is taken from a page of this site, also behind a proxy that ends the encryption', async () => {
    expect((await invite({})).status).toBe(200)
    const behind = await work.app.request('http://dalil.example/staff/people/invite', {
      method: 'POST',
      body: new URLSearchParams({ csrf: admin.csrf, role: 'viewer' }),
      headers: { cookie: admin.cookie, origin: ORIGIN },
    })
    expect(behind.status).toBe(200)
  })
})

describe('the cookie of a session', () => {
  it('is for this host alone, out of reach of scripts and of other sites', async () => {
    const response = await work.submit('/staff/sign-in', { name: 'salma', password: PASSWORD })

    expect(response.headers.get('set-cookie')).toMatch(
      /^__Host-dalil_staff=[\w-]{32}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/u,
    )
  })

  it('is a new one after signing in, whatever the browser came with', async () => {
    const planted = '__Host-dalil_staff=planted-by-somebody-else'
    const response = await work.submit(
      '/staff/sign-in',
      { name: 'salma', password: PASSWORD },
      { cookie: planted },
    )

    expect(sessionIn(response)).not.toBe('planted-by-somebody-else')
    expect((await work.visit('/staff', planted)).status).toBe(303)
  })

  it('of the session before does not open anything after signing in again', async () => {
    await work.submit(
      '/staff/sign-in',
      { name: 'salma', password: PASSWORD },
      { cookie: admin.cookie },
    )

    expect((await work.visit('/staff', admin.cookie)).status).toBe(303)
  })

  it('opens nothing after signing out, and is taken away', async () => {
    const { cookie, csrf } = admin
    const response = await work.submit('/staff/sign-out', { csrf }, { cookie })

    expect(response.headers.get('set-cookie')).toMatch(/^__Host-dalil_staff=; Max-Age=0/u)
    expect((await work.visit('/staff', cookie)).status).toBe(303)
  })

  it('changes with the password, and the old one opens nothing', async () => {
    const { cookie, csrf } = admin
    const response = await work.submit(
      '/staff/account/password',
      { csrf, password: PASSWORD, next: NEW_PASSWORD },
      { cookie },
    )

    expect(response.headers.get('location')).toBe('/staff/account?done=password')
    expect(sessionIn(response)).not.toBe(admin.session)
    expect((await work.visit('/staff', cookie)).status).toBe(303)
  })
})

describe('guessing passwords', () => {
  it('is answered with 401 five times, then with 429 and the time to wait', async () => {
    const statuses: number[] = []
    let body = ''
    for (let time = 0; time < 6; time += 1) {
      const fields = { name: 'salma', password: `guess number ${time}` }
      const response = await work.submit('/staff/sign-in?lang=en', fields)
      statuses.push(response.status)
      body = await response.text()
    }

    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
    expect(body).toContain('Wait 30 seconds')
  })

  it('is not answered with what was guessed', async () => {
    const fields = { name: 'salma', password: 'guess me if you can' }
    const response = await work.submit('/staff/sign-in', fields)

    expect(await response.text()).not.toContain('guess me')
  })

  it('does not tell whether a name exists', async () => {
    const bodies: string[] = []
    for (const name of ['salma', 'nobody']) {
      const response = await work.submit('/staff/sign-in', { name, password: 'wrong password' })
      bodies.push((await response.text()).replaceAll(name, '…'))
    }

    expect(bodies[0]).toBe(bodies[1])
  })
})

describe('a role', () => {
  it('is lost at once on open pages', async () => {
    const other = await work.enter('bilal', 'admin')
    await work.staff.people.setRole(other.id, 'viewer', admin.id)

    expect((await work.visit('/staff/people', other.cookie)).status).toBe(403)
  })

  it('cannot be raised by its owner', async () => {
    const { id, cookie, csrf } = await work.enter('bilal', 'editor')
    await work.submit(`/staff/people/${id}/role`, { csrf, role: 'admin' }, { cookie })

    expect((await work.get('bilal')).role).toBe('editor')
  })

  it('cannot be chosen by whoever uses an invitation', async () => {
    const token = await work.staff.people.invite('viewer', admin.id)
    const fields = { token, name: 'bilal', password: PASSWORD, role: 'admin' }
    await work.submit('/staff/join', fields)

    expect((await work.get('bilal')).role).toBe('viewer')
  })

  it('that does not exist is refused', async () => {
    const { cookie, csrf } = admin
    const response = await work.submit('/staff/people/invite', { csrf, role: 'god' }, { cookie })

    expect(response.status).toBe(400)
  })

  it('of the last admin stays, and the page says why', async () => {
    const { id, cookie, csrf } = admin
    const path = `/staff/people/${id}/disable?lang=en`
    const response = await work.submit(path, { csrf }, { cookie })

    expect(response.status).toBe(409)
    expect(await response.text()).toContain('the last person who administers Dalil')
  })

  it('of a viewer shows how many wait and not a word of what they asked', async () => {
    await work.ask('qwzrt a private matter')
    const { cookie } = await work.enter('bilal', 'viewer')
    const body = await (await work.visit('/staff', cookie)).text()

    expect(body).toContain('<p class="figure">1</p>')
    expect(body).not.toContain('qwzrt')
  })
})

describe('an address made up by somebody else', () => {
  it.each(['next', 'to', 'redirect', 'return_to', 'url'])(
    'in "%s" does not lead away after signing in',
    async (field) => {
      const to = 'https://evil.example/'
      const fields = { name: 'salma', password: PASSWORD, [field]: to }
      const response = await work.submit(`/staff/sign-in?${field}=${to}`, fields)

      expect(response.headers.get('location')).toBe('/staff')
    },
  )

  it.each(['//evil.example', 'https://evil.example', '"><script>alert(1)</script>'])(
    '%s in the language or the token stays out of the page',
    async (given) => {
      const asked = encodeURIComponent(given)
      for (const path of [`/staff/sign-in?lang=${asked}`, `/staff/join?token=${asked}`]) {
        const body = await (await work.visit(path)).text()

        expect(body).not.toContain('href="//evil')
        expect(body).not.toContain('evil.example"')
        expect(body).not.toContain('<script>alert')
      }
    },
  )

  it.each([
    ['host', 'evil.example'],
    ['x-forwarded-host', 'evil.example'],
    ['forwarded', 'host=evil.example'],
    ['x-original-url', '/staff/sign-in'],
  ])('in the header %s changes no link and no redirect', async (header, value) => {
    const { cookie, csrf } = admin
    const headers = { [header]: value }
    const fields = { csrf, role: 'viewer' }
    const invited = await work.submit('/staff/people/invite', fields, { cookie, headers })
    const body = await invited.text()
    const sent = await work.submit('/staff/sign-out', { csrf }, { cookie, headers })

    expect(body).toContain('value="https://dalil.example/staff/join?token=')
    expect(body).not.toContain('evil.example')
    expect(sent.headers.get('location')).toBe('/staff/sign-in')
  })
})

describe('a question full of markup', () => {
  const MARKUP = '<script>alert(1)</script><img src=x onerror=alert(1)>"\'</p></textarea>'

  it('is shown as it was written, and none of it becomes part of the page', async () => {
    await work.ask(MARKUP)
    const body = await (await work.visit('/staff', admin.cookie)).text()

    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror')
    expect(body).not.toContain('<script>alert')
    expect(body).not.toContain('<img')
  })

  it('cannot turn the page around with characters that override the direction', async () => {
    await work.ask('look \u202eevil\u202c \u2066here\u2069 \u061c!')
    const body = await (await work.visit('/staff', admin.cookie)).text()

    expect(body).toContain('<span class="clamp" dir="auto" lang="fr">look evil here !</span>')
  })

  it('stays text where a reply to it could not be sent', async () => {
    const id = await work.ask('hello')
    const { cookie, csrf } = admin
    const fields = { csrf, q: `${id}:99`, 'text-fr': MARKUP }
    const response = await work.submit(`/staff/groups/${id}/answer`, fields, { cookie })
    const body = await response.text()

    expect(response.status).toBe(409)
    expect(body).toContain('&lt;/textarea&gt;</textarea>')
    expect(body).not.toContain('<img')
  })

  it('stays text where the session had ended, and is not lost', async () => {
    const id = await work.ask('hello')
    const fields = { csrf: '', q: `${id}:1`, 'text-fr': MARKUP }
    const response = await work.submit(`/staff/groups/${id}/answer`, fields)
    const body = await response.text()

    expect(response.status).toBe(401)
    expect(body).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(body).not.toContain('<img')
  })
})

describe('a form that was kept while its session ended', () => {
  const packed = (path: string) =>
    Buffer.from(JSON.stringify({ path, fields: [['text-fr', 'two words']] })).toString('base64url')

  it.each([
    'https://evil.example/staff/groups/a/answer',
    '//evil.example',
    '/staff/people/invite',
    '/staff/groups/a/answer?to=b',
    '/staff/../answer',
  ])('is not led on to %s', async (path) => {
    const fields = { name: 'salma', password: PASSWORD, kept: packed(path) }
    const response = await work.submit('/staff/sign-in', fields)

    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/staff')
  })

  it('that is no form at all is passed over', async () => {
    const fields = { name: 'salma', password: PASSWORD, kept: 'bm8gZm9ybQ' }

    expect((await work.submit('/staff/sign-in', fields)).status).toBe(303)
  })
})

describe('every page', () => {
  const PAGES = [
    ...['', '/groups/a', '/questions/asked', '/questions/answered', '/questions/closed'],
    ...['/disliked', '/undelivered', '/sign-in', '/join', '/account', '/account/second-factor'],
    ...['/people', '/audit', '/changes', '/changes/nothing'],
  ]

  beforeEach(async () => {
    await work.ask('hello', { group: 'a' })
  })

  it.each(PAGES)('%s runs only scripts of its own, and cannot be framed or kept', async (path) => {
    const { headers } = await work.visit(`/staff${path}`, admin.cookie)
    const policy = headers.get('content-security-policy') ?? ''

    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("form-action 'self'")
    expect(policy).toContain("base-uri 'none'")
    expect(policy).not.toContain('unsafe')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it.each(PAGES)(
    '%s has no style or script within itself, which the policy would stop',
    async (path) => {
      const body = await (await work.visit(`/staff${path}`, admin.cookie)).text()

      expect(body).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/u)
      expect(body.match(/<script[^>]*>/gu)?.every((tag) => tag.includes('src="/static/'))).toBe(
        true,
      )
    },
  )

  it('in every language names every action of the audit log', async () => {
    for (const lang of ['fr', 'ar', 'en']) {
      const body = await (await work.visit(`/staff/audit?lang=${lang}`, admin.cookie)).text()

      expect(body).not.toMatch(/<span><\/span>/u)
    }
  })
})

describe('the audit log', () => {
  it('holds no word of a question or of its reply', async () => {
    const id = await work.ask('qwzrt a private matter')
    const { cookie, csrf } = admin
    const fields = { csrf, q: `${id}:1`, 'text-fr': 'mnbvc our reply' }
    await work.submit(`/staff/groups/${id}/answer`, fields, { cookie })

    const log = JSON.stringify(await work.store.audit.list({ limit: 100 }))
    expect(log).toContain(`"by":"${admin.id}","action":"question-answered","target":"${id}"`)
    expect(log).not.toMatch(/qwzrt|mnbvc/u)
  })

  it('has nothing on its page to change it with', async () => {
    const body = await (await work.visit('/staff/audit', admin.cookie)).text()
    const main = body.slice(body.indexOf('<main'))

    expect(main).not.toMatch(/<(form|button|input|textarea)/u)
  })
})
