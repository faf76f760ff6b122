import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { csrf } from 'hono/csrf'
import { streamSSE } from 'hono/streaming'
import { type Fault, isLocale, type Locale, type PersonId } from '../../core/index.ts'
import { isDalilError, messageOf } from '../../errors.ts'
import type { Clock, Logger, Store, Texts } from '../../ports/index.ts'
import type { Review } from '../../review/index.ts'
import { pageLocale } from '../language.ts'
import { loadStaticFiles } from '../static-files.ts'
import { type Accounts, SESSION_MS, type SignedIn } from './accounts.ts'
import { JoinPage, SignInPage } from './entrance.tsx'
import { type PageContext, STAFF_LOCALES, say } from './layout.tsx'
import { type Outcome, QuestionsPage } from './questions.tsx'

/** What the staff workspace works with. */
export interface StaffOptions {
  readonly store: Store
  readonly accounts: Accounts
  readonly review: Review
  readonly clock: Clock
  readonly logger: Logger
  readonly texts: () => Texts
  /** What keeps the newest files of content and flows from being used. */
  readonly faults: () => readonly Fault[]
  /** Something was put into this person's outbox. */
  readonly onAnswered: (person: PersonId) => void
  /** Calls back when the questions change; returns the way to stop it. */
  readonly subscribe: (listener: () => void) => () => void
  /** Pages are reached over HTTPS: cookies are marked so. */
  readonly secure: boolean
}

const COOKIE = 'dalil_staff'
const LANGUAGE_COOKIE = 'dalil_language'
const PAGE_SIZE = 50
const MAX_BODY = 64 * 1024
const HEARTBEAT_MS = 20_000

type Env = { Variables: { signedIn: SignedIn } }

/** The workspace at `/staff`: signing in, the questions that wait, and the replies. */
export function createStaffApp(options: StaffOptions): Hono {
  const { accounts, review } = options
  const app = new Hono<Env>()
  const { version } = loadStaticFiles()

  const pageOf = (c: Context, signedIn?: SignedIn): PageContext => ({
    texts: options.texts(),
    locale: localeOf(c),
    version,
    csrf: signedIn?.csrf,
    staff: signedIn?.staff,
    faults: signedIn === undefined ? [] : options.faults(),
  })

  app.use(csrf())
  app.use(bodyLimit({ maxSize: MAX_BODY }))
  app.use(async (c, next) => {
    c.header('Cache-Control', 'no-store')
    await next()
  })

  app.get('/sign-in', async (c) => {
    const page = pageOf(c)
    return c.html(html(<SignInPage page={page} isFirst={await accounts.isEmpty()} />))
  })

  app.post('/sign-in', async (c) => {
    const form = await c.req.parseBody()
    const name = textOf(form.name)
    try {
      enter(c, await accounts.signIn(name, textOf(form.password)))
      return c.redirect('/staff', 303)
    } catch (error) {
      const page = pageOf(c)
      const problem = signInProblem(page, error)
      const status = isDalilError(error, 'staff:locked') ? 429 : 401
      return c.html(
        html(<SignInPage page={page} name={name} problem={problem} isFirst={false} />),
        status,
      )
    }
  })

  app.get('/join', async (c) => {
    const token = c.req.query('token') ?? ''
    const valid = await accounts.isInvited(token)
    return c.html(
      html(<JoinPage page={pageOf(c)} token={token} valid={valid} />),
      valid ? 200 : 410,
    )
  })

  app.post('/join', async (c) => {
    const form = await c.req.parseBody()
    const token = textOf(form.token)
    const name = textOf(form.name)
    try {
      enter(c, await accounts.join(token, name, textOf(form.password)))
      return c.redirect('/staff', 303)
    } catch (error) {
      if (!isDalilError(error)) throw error
      const page = pageOf(c)
      const key = `join.${error.code.replace('staff:', '').replaceAll('_', '-')}`
      const valid = error.code !== 'staff:invite_used'
      const problem = say(page, key)
      return c.html(
        html(<JoinPage page={page} token={token} valid={valid} name={name} problem={problem} />),
        400,
      )
    }
  })

  app.use(async (c, next) => {
    const signedIn = await accounts.find(getCookie(c, COOKIE) ?? '')
    if (signedIn === undefined) {
      if (c.req.method === 'GET') return c.redirect('/staff/sign-in', 303)
      const form = await c.req.parseBody()
      const page = pageOf(c)
      const problem = `${say(page, 'expired')}\n${textOf(form.text)}`
      return c.html(html(<SignInPage page={page} problem={problem} isFirst={false} />), 401)
    }
    c.set('signedIn', signedIn)
    return next()
  })

  app.post('*', async (c, next) => {
    const form = await c.req.parseBody()
    if (textOf(form.csrf) !== c.get('signedIn').csrf) return c.text('Forbidden', 403)
    return next()
  })

  app.post('/sign-out', async (c) => {
    await accounts.signOut(getCookie(c, COOKIE) ?? '')
    deleteCookie(c, COOKIE, { path: '/staff' })
    return c.redirect('/staff/sign-in', 303)
  })

  app.get('/', (c) => showQuestions(c))

  app.post('/questions/:id', async (c) => {
    const form = await c.req.parseBody()
    const id = c.req.param('id')
    const text = textOf(form.text)
    const revision = Number(textOf(form.revision))
    const page = pageOf(c, c.get('signedIn'))
    try {
      if (textOf(form.action) === 'close') {
        await review.close(id, revision)
        return await showQuestions(c, { notice: say(page, 'questions.closed'), good: true })
      }
      await review.answer(id, text, c.get('signedIn').staff.name, revision)
    } catch (error) {
      if (!isDalilError(error)) throw error
      const notice = say(page, questionProblem(error.code))
      return await showQuestions(c, { id, text, notice, good: false }, 409)
    }
    const question = await options.store.questions.find(id)
    if (question !== undefined) options.onAnswered(question.person)
    return showQuestions(c, { notice: say(page, 'questions.sent'), good: true })
  })

  app.get('/events', (c) =>
    streamSSE(c, async (stream) => {
      let finish = () => {}
      const ended = new Promise<void>((resolve) => {
        finish = resolve
      })
      const stop = options.subscribe(() => void stream.writeSSE({ event: 'changed', data: '' }))
      const heartbeat = setInterval(() => void stream.write(': \n\n'), HEARTBEAT_MS)
      stream.onAbort(finish)
      await ended
      clearInterval(heartbeat)
      stop()
    }),
  )

  app.onError((error, c) => {
    options.logger.error('a staff page failed', { reason: messageOf(error), path: c.req.routePath })
    return c.text(say(pageOf(c), 'error'), 500)
  })

  return app as unknown as Hono

  async function showQuestions(c: Context<Env>, outcome?: Outcome, status: 200 | 409 = 200) {
    const before = Number(c.req.query('before'))
    const questions = await review.list({
      state: 'open',
      limit: PAGE_SIZE,
      ...(before > 0 ? { before } : {}),
    })
    const last = questions.length === PAGE_SIZE ? questions.at(-1) : undefined
    const page = pageOf(c, c.get('signedIn'))
    const body = (
      <QuestionsPage
        page={page}
        questions={questions}
        open={await review.countOpen()}
        outcome={outcome}
        older={last === undefined ? undefined : `/staff?before=${last.createdAt}`}
      />
    )
    return c.html(html(body), status)
  }

  function enter(c: Context, token: string): void {
    setCookie(c, COOKIE, token, {
      httpOnly: true,
      sameSite: 'Strict',
      secure: options.secure,
      path: '/staff',
      maxAge: SESSION_MS / 1000,
    })
  }

  function localeOf(c: Context): Locale {
    const asked = c.req.query('lang')
    if (isLocale(asked) && STAFF_LOCALES.includes(asked)) {
      setCookie(c, LANGUAGE_COOKIE, asked, { path: '/staff', sameSite: 'Strict', httpOnly: true })
      return asked
    }
    const kept = getCookie(c, LANGUAGE_COOKIE)
    const locale = isLocale(kept) ? kept : pageLocale(c, 'fr')
    return locale === 'ary' ? 'ar' : locale
  }
}

function html(body: unknown): string {
  return `<!doctype html>${String(body)}`
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function signInProblem(page: PageContext, error: unknown): string {
  if (isDalilError(error, 'staff:locked')) {
    const seconds = Math.ceil(Number(error.details.retryAfterMs) / 1000)
    return say(page, 'sign-in.locked', { seconds })
  }
  if (isDalilError(error, 'staff:wrong')) return say(page, 'sign-in.wrong')
  throw error
}

function questionProblem(code: string): string {
  switch (code) {
    case 'review:not_found':
    case 'review:person_gone':
      return 'questions.gone'
    case 'review:empty':
      return 'questions.empty'
    case 'review:too_long':
      return 'questions.too-long'
    default:
      return 'questions.changed'
  }
}
