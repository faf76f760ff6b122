import { timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { Role } from '../../ports/index.ts'
import { includesRole } from '../../staff/index.ts'
import { SignInPage } from './entrance.tsx'
import { packForm } from './kept-form.ts'
import { Layout } from './layout.tsx'
import { say } from './page.ts'
import { Notice } from './page-parts.tsx'
import { html, readField, type StaffEnv, type Workspace } from './workspace.ts'

/** Sent by requests that a page makes by itself: they do not keep a session awake. */
const BACKGROUND_HEADER = 'x-background'

/** Lets a request pass when its session, its role and, where it changes something, its token hold. */
export function createGuard(
  work: Omit<Workspace, 'on'>,
  needed: Role | 'anybody',
): MiddlewareHandler<StaffEnv> {
  return async (c, next) => {
    if (needed === 'anybody') return next()
    const session = work.cookie.read(c) ?? ''
    const active = c.req.header(BACKGROUND_HEADER) === undefined
    const signedIn = await work.staff.entrance.find(session, { active })
    const isRead = c.req.method === 'GET'
    if (signedIn === undefined) {
      if (isRead) return c.redirect('/staff/sign-in', 303)
      const page = work.pageOf(c, '/staff/sign-in')
      const kept = packForm(c.req.path, await c.req.parseBody({ all: true }))
      const body = <SignInPage page={page} problem={say(page, 'expired')} kept={kept} />
      return c.html(html(body), 401)
    }
    c.set('signedIn', signedIn)
    if (!isRead && !isSame(await readField(c, 'csrf'), signedIn.csrf)) {
      return c.text('Forbidden', 403)
    }
    if (!includesRole(signedIn.staff.role, needed)) {
      const page = work.pageOf(c, '/staff')
      const body = (
        <Layout page={page} title={say(page, 'forbidden.title')}>
          <Notice text={say(page, 'forbidden.text', { role: say(page, `role.${needed}`) })} />
        </Layout>
      )
      return c.html(html(body), 403)
    }
    return next()
  }
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
