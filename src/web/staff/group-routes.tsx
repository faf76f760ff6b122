import type { Closing } from '../../ports/index.ts'
import type { Done, Seen, TextsByLocale } from '../../review/index.ts'
import { say } from './page.ts'
import { showGroup } from './question-routes.tsx'
import { firstOf, problemKey, readForm, seenIn, textsIn, toTyped } from './questions/form.ts'
import type { Panel } from './questions/group-page.tsx'
import { withEnded } from './questions/outcome.tsx'
import { referral } from './questions/referral.ts'
import type { StaffContext, Workspace } from './workspace.ts'

/** What is done about questions: each action leads back to the list, from where it can be undone. */
export function groupRoutes(work: Workspace): void {
  const { on, review, pageOf } = work
  const { replies, casework } = review
  const idIn = (c: StaffContext) => c.req.param('id') ?? ''
  const byIn = (c: StaffContext) => c.get('signedIn').staff

  /** The group again, with all that was typed and what was wrong. */
  const again = async (c: StaffContext, group: string, panel: Panel, key: string) => {
    const fields = toTyped(await readForm(c))
    const problem = say(pageOf(c, '/staff'), key)
    return showGroup(work, c, group, { panel, problem, fields })
  }

  /** The list with how an action ended; the group again where nothing could be done. */
  const end = (c: StaffContext, group: string, panel: Panel, done: string, result: Done) => {
    if (result.done === 0) return again(c, group, panel, 'desk:problem.changed')
    const ended = {
      ...{ done, count: result.done, missed: result.missed.length, tooLate: 0 },
      undo: { group, action: result.action },
    }
    return c.redirect(withEnded('/staff', ended), 303)
  }

  on('POST /groups/:id/answer', (c) => answer(c, textsIn, 'answer'))

  on('POST /groups/:id/refer', async (c) => {
    const partner = firstOf(await readForm(c), 'partner')
    const texts = referral(work.services(), partner)
    if (texts === undefined) return again(c, idIn(c), 'refer', 'desk:problem.no-partner')
    return answer(c, () => texts, 'refer')
  })

  async function answer(
    c: StaffContext,
    textsOf: (form: Awaited<ReturnType<typeof readForm>>) => TextsByLocale,
    panel: 'answer' | 'refer',
  ) {
    const form = await readForm(c)
    const seen = seenIn(form)
    if (seen.length === 0) return again(c, idIn(c), panel, 'desk:problem.nobody-picked')
    try {
      const reply = { texts: textsOf(form), ...(panel === 'refer' ? CLOSED : {}) }
      const done = await replies.answer(idIn(c), seen, reply, byIn(c))
      return await end(c, idIn(c), panel, panel === 'refer' ? 'referred' : 'answered', done)
    } catch (error) {
      return again(c, idIn(c), panel, problemKey(error))
    }
  }

  on('POST /groups/:id/ignore', async (c) => {
    const seen = seenIn(await readForm(c))
    const done = await replies.close(idIn(c), seen, 'ignored', byIn(c))
    return end(c, idIn(c), 'answer', 'ignored', done)
  })

  on('POST /groups/:id/assign', async (c) => {
    const to = firstOf(await readForm(c), 'to')
    const known = (await work.staff.people.list()).find(({ id }) => id === to)
    await casework.assign(idIn(c), known?.id, byIn(c))
    return c.redirect(`/staff/groups/${encodeURIComponent(idIn(c))}`, 303)
  })

  on('POST /groups/:id/note', async (c) => {
    try {
      await casework.note(idIn(c), firstOf(await readForm(c), 'text'), byIn(c))
    } catch (error) {
      return again(c, idIn(c), 'note', problemKey(error))
    }
    return c.redirect(`/staff/groups/${encodeURIComponent(idIn(c))}`, 303)
  })

  on('POST /groups/:id/undo', async (c) => {
    const action = firstOf(await readForm(c), 'action')
    const { undone, tooLate } = await casework.undo(idIn(c), action, byIn(c))
    const ended = { done: 'undone', count: undone, missed: 0, tooLate }
    return c.redirect(withEnded('/staff', ended), 303)
  })

  on('POST /undelivered/:id/retry', async (c) => {
    await casework.retry(idIn(c), byIn(c))
    return c.redirect('/staff/undelivered?done=retried', 303)
  })

  on('POST /undelivered/:id/drop', async (c) => {
    await casework.drop(idIn(c), byIn(c))
    return c.redirect('/staff/undelivered?done=dropped', 303)
  })

  on('POST /questions/:id/ask', async (c) => {
    const { group, seen } = await single(c)
    const text = firstOf(await readForm(c), 'text')
    try {
      const done = await replies.ask(group, seen, text, byIn(c))
      return await end(c, group, 'ask', 'asked', done)
    } catch (error) {
      return again(c, group, 'ask', problemKey(error))
    }
  })

  on('POST /questions/:id/close', async (c) => {
    const { group, seen } = await single(c)
    const as: Closing = 'settled'
    return end(c, group, 'answer', 'closed', await replies.close(group, [seen], as, byIn(c)))
  })

  on('POST /questions/:id/separate', async (c) => {
    const { group, seen } = await single(c)
    const { group: target, ...done } = await casework.separate(group, [seen], byIn(c))
    return end(c, done.done === 0 ? group : target, 'answer', 'separated', done)
  })

  /** The question of an address as it was shown, and its group. */
  async function single(c: StaffContext): Promise<{ group: string; seen: Seen }> {
    const id = idIn(c)
    const revision = Number(firstOf(await readForm(c), 'revision'))
    const found = await work.store.questions.find(id)
    return { group: found?.group ?? id, seen: { id, revision } }
  }
}

const CLOSED = { closed: 'referred' } as const
