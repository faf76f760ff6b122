import { streamSSE } from 'hono/streaming'
import { isDalilError } from '../../errors.ts'
import { includesRole } from '../../staff/index.ts'
import { say } from './layout.tsx'
import { CountsPage, type Outcome, QuestionsPage } from './questions.tsx'
import { html, readField, type StaffContext, type Workspace } from './workspace.ts'

const PAGE_SIZE = 50
const HEARTBEAT_MS = 20_000

/** The questions that wait, the replies to them, and the news that something changed. */
export function questionRoutes(work: Workspace): void {
  const { on, pageOf, review } = work

  on('GET /', async (c) => {
    const page = pageOf(c, '/staff')
    if (!includesRole(c.get('signedIn').staff.role, 'reviewer')) {
      return c.html(html(<CountsPage page={page} open={await review.countOpen()} />))
    }
    const done = c.req.query('done')
    const notice = done === 'sent' || done === 'closed' ? say(page, `questions.${done}`) : undefined
    return showQuestions(c, notice === undefined ? undefined : { notice, good: true })
  })

  on('POST /questions/:id', async (c) => {
    const id = c.req.param('id') ?? ''
    const text = await readField(c, 'text')
    const revision = Number(await readField(c, 'revision'))
    const by = c.get('signedIn').staff
    try {
      if ((await readField(c, 'action')) === 'close') {
        await review.close(id, by, revision)
        return c.redirect('/staff?done=closed', 303)
      }
      await review.answer(id, text, by, revision)
    } catch (error) {
      if (!isDalilError(error)) throw error
      const notice = say(pageOf(c, '/staff'), problemOf(error.code))
      return showQuestions(c, { id, text, notice, good: false }, 409)
    }
    const question = await work.store.questions.find(id)
    if (question !== undefined) work.onAnswered(question.person)
    return c.redirect('/staff?done=sent', 303)
  })

  on('GET /events', (c) =>
    streamSSE(c, async (stream) => {
      let finish = () => {}
      const ended = new Promise<void>((resolve) => {
        finish = resolve
      })
      const stop = work.subscribe(() => void stream.writeSSE({ event: 'changed', data: '' }))
      // A stream outlives the request that opened it, but not the session.
      const session = work.cookie.read(c) ?? ''
      const beat = async () => {
        const signedIn = await work.staff.entrance.find(session, { active: false })
        if (signedIn === undefined) finish()
        else await stream.write(': \n\n')
      }
      const heartbeat = setInterval(() => void beat().catch(finish), HEARTBEAT_MS)
      stream.onAbort(finish)
      await ended
      clearInterval(heartbeat)
      stop()
    }),
  )

  async function showQuestions(c: StaffContext, outcome?: Outcome, status: 200 | 409 = 200) {
    const before = Number(c.req.query('before'))
    const questions = await review.list({
      state: 'open',
      limit: PAGE_SIZE,
      ...(before > 0 ? { before } : {}),
    })
    const last = questions.length === PAGE_SIZE ? questions.at(-1) : undefined
    const body = (
      <QuestionsPage
        page={pageOf(c, '/staff')}
        questions={questions}
        open={await review.countOpen()}
        outcome={outcome}
        older={last === undefined ? undefined : `/staff?before=${last.createdAt}`}
      />
    )
    return c.html(html(body), status)
  }
}

function problemOf(code: string): string {
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
