import { DalilError } from '../../errors.ts'
import { ROLES, type Role } from '../../ports/index.ts'
import { say } from './page.ts'
import { type FreshLink, PeoplePage } from './people.tsx'
import { toProblem } from './problems.ts'
import { html, readField, type StaffContext, type Workspace } from './workspace.ts'

const PATH = '/staff/people'

/** Inviting colleagues, their roles, and shutting somebody out. */
export function peopleRoutes(work: Workspace): void {
  const { on, pageOf } = work
  const { people } = work.staff

  const show = async (
    c: StaffContext,
    outcome: { readonly link?: FreshLink; readonly error?: unknown } = {},
  ) => {
    const page = pageOf(c, PATH)
    const problem = outcome.error === undefined ? undefined : toProblem(page, outcome.error)
    const done = c.req.method === 'GET' && c.req.query('done') !== undefined
    const body = (
      <PeoplePage
        page={page}
        people={await people.list()}
        invitations={await people.invitations()}
        link={outcome.link}
        problem={problem?.text}
        done={done ? say(page, 'people.done') : undefined}
      />
    )
    return c.html(html(body), problem?.status ?? 200)
  }

  /** Changes something, and shows the people again as they are then. */
  const change = async (c: StaffContext, work: (id: string, by: string) => Promise<void>) => {
    try {
      await work(c.req.param('id') ?? '', c.get('signedIn').staff.id)
    } catch (error) {
      return show(c, { error })
    }
    return c.redirect(`${PATH}?done`, 303)
  }

  on('GET /people', (c) => show(c))

  on('POST /people/invite', async (c) => {
    const role = parseRole(await readField(c, 'role'))
    if (role === undefined) return c.text('Bad Request', 400)
    const token = await people.invite(role, c.get('signedIn').staff.id)
    return show(c, { link: { url: `${work.publicUrl()}/staff/join?token=${token}` } })
  })

  on('POST /people/invitations/:id/withdraw', (c) => change(c, people.withdraw))
  on('POST /people/:id/disable', (c) => change(c, people.disable))
  on('POST /people/:id/enable', (c) => change(c, people.enable))

  on('POST /people/:id/role', async (c) => {
    const role = parseRole(await readField(c, 'role'))
    if (role === undefined) return c.text('Bad Request', 400)
    return change(c, (id, by) => people.setRole(id, role, by))
  })

  on('POST /people/:id/reset', async (c) => {
    const id = c.req.param('id') ?? ''
    try {
      const name = (await people.list()).find((one) => one.id === id)?.name
      if (name === undefined) throw new DalilError('staff:not_found', 'There is no such account.')
      const token = await people.resetLink(id, c.get('signedIn').staff.id)
      return await show(c, {
        link: { url: `${work.publicUrl()}/staff/reset?token=${token}`, name },
      })
    } catch (error) {
      return show(c, { error })
    }
  })
}

function parseRole(text: string): Role | undefined {
  return ROLES.find((role) => role === text)
}
