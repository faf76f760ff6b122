import { CodePage, LinkPage, SignInPage } from './entrance.tsx'
import { unpackForm } from './kept-form.ts'
import { toProblem } from './problems.ts'
import { ResumePage } from './resume.tsx'
import { html, readField, type StaffContext, type Workspace } from './workspace.ts'

/** Signing in and out, the code of the second factor, and where one-time links lead. */
export function entranceRoutes(work: Workspace): void {
  const { on, cookie, pageOf } = work
  const { entrance, people } = work.staff

  /** Lets somebody in, with what they had written when their session ended. */
  const enter = async (c: StaffContext, session: string, packed = '') => {
    cookie.set(c, session)
    const kept = unpackForm(packed)
    const signedIn = kept && (await entrance.find(session, { active: true }))
    if (kept === undefined || signedIn === undefined) return c.redirect('/staff', 303)
    c.set('signedIn', signedIn)
    return c.html(html(<ResumePage page={pageOf(c, '/staff')} kept={kept} />))
  }

  on('GET /sign-in', async (c) => {
    const isFirst = (await people.list()).length === 0
    return c.html(html(<SignInPage page={pageOf(c, '/staff/sign-in')} isFirst={isFirst} />))
  })

  on('POST /sign-in', async (c) => {
    const name = await readField(c, 'name')
    const password = await readField(c, 'password')
    const kept = await readField(c, 'kept')
    try {
      const { session, awaitsCode } = await entrance.signIn(name, password, cookie.read(c))
      if (!awaitsCode) return await enter(c, session, kept)
      cookie.set(c, session)
      if (kept === '') return c.redirect('/staff/code', 303)
      return c.html(html(<CodePage page={pageOf(c, '/staff/code')} kept={kept} />))
    } catch (error) {
      const page = pageOf(c, '/staff/sign-in')
      const problem = toProblem(page, error)
      const body = <SignInPage page={page} name={name} problem={problem.text} kept={kept} />
      return c.html(html(body), problem.status)
    }
  })

  on('GET /code', async (c) => {
    if (!(await entrance.awaitsCode(cookie.read(c) ?? ''))) return c.redirect('/staff/sign-in', 303)
    return c.html(html(<CodePage page={pageOf(c, '/staff/code')} />))
  })

  on('POST /code', async (c) => {
    const kept = await readField(c, 'kept')
    try {
      const session = await entrance.confirm(cookie.read(c) ?? '', await readField(c, 'code'))
      return await enter(c, session, kept)
    } catch (error) {
      const page = pageOf(c, '/staff/code')
      const problem = toProblem(page, error)
      const body = <CodePage page={page} problem={problem.text} kept={kept} />
      return c.html(html(body), problem.status)
    }
  })

  const showLink = async (c: StaffContext, token: string, name?: string, error?: unknown) => {
    const link = await entrance.findLink(token)
    const path = `/staff/${link?.type ?? 'join'}?token=${encodeURIComponent(token)}`
    const page = pageOf(c, path)
    const problem = error === undefined ? undefined : toProblem(page, error)
    const body = (
      <LinkPage page={page} token={token} link={link} name={name} problem={problem?.text} />
    )
    return c.html(html(body), link === undefined ? 410 : (problem?.status ?? 200))
  }

  on('GET /join', (c) => showLink(c, c.req.query('token') ?? ''))
  on('GET /reset', (c) => showLink(c, c.req.query('token') ?? ''))

  on('POST /join', async (c) => {
    const token = await readField(c, 'token')
    const name = await readField(c, 'name')
    try {
      return await enter(c, await entrance.join(token, name, await readField(c, 'password')))
    } catch (error) {
      return showLink(c, token, name, error)
    }
  })

  on('POST /reset', async (c) => {
    const token = await readField(c, 'token')
    try {
      return await enter(c, await entrance.reset(token, await readField(c, 'password')))
    } catch (error) {
      return showLink(c, token, undefined, error)
    }
  })

  on('POST /sign-out', async (c) => {
    await entrance.signOut(cookie.read(c) ?? '')
    cookie.clear(c)
    return c.redirect('/staff/sign-in', 303)
  })
}
