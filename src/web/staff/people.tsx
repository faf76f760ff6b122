import { ROLES, type Role } from '../../ports/index.ts'
import type { Invitation, StaffMember } from '../../staff/index.ts'
import { Layout } from './layout.tsx'
import { type PageContext, say, showDay, showTime } from './page.ts'
import { Outcome, Token } from './page-parts.tsx'

/** A one-time link that was just made; it is shown on this page only. */
export interface FreshLink {
  readonly url: string
  /** Whose password it sets; an invitation has nobody yet. */
  readonly name?: string | undefined
}

/** Who belongs to the staff. */
export function PeoplePage(props: {
  readonly page: PageContext
  readonly people: readonly StaffMember[]
  readonly invitations: readonly Invitation[]
  readonly link?: FreshLink | undefined
  readonly problem?: string | undefined
  readonly done?: string | undefined
}) {
  const { page, link } = props
  return (
    <Layout page={page} title={say(page, 'people.title')}>
      <Outcome problem={props.problem} done={props.done} />
      {link === undefined ? null : <LinkCard page={page} link={link} />}
      <ul class="plain">
        {props.people.map((person) => (
          <PersonCard page={page} person={person} />
        ))}
      </ul>
      <h2>{say(page, 'people.invite')}</h2>
      <form method="post" action="/staff/people/invite" class="card narrow">
        <Token page={page} />
        <RoleField page={page} id="invite-role" chosen="reviewer" />
        <p class="hint">{say(page, 'people.invite-hint')}</p>
        <button type="submit">{say(page, 'people.invite-submit')}</button>
      </form>
      {props.invitations.length === 0 ? null : (
        <>
          <h2>{say(page, 'people.invitations')}</h2>
          <ul class="plain">
            {props.invitations.map((invitation) => (
              <InvitationCard page={page} invitation={invitation} />
            ))}
          </ul>
        </>
      )}
    </Layout>
  )
}

function LinkCard({ page, link }: { readonly page: PageContext; readonly link: FreshLink }) {
  const label =
    link.name === undefined
      ? say(page, 'people.link-invite')
      : say(page, 'people.link-reset', { name: link.name })
  return (
    <section class="card fresh" role="status">
      <label>
        {label}
        <input class="link" value={link.url} readonly dir="ltr" />
      </label>
      <p class="hint">{say(page, 'people.link-hint')}</p>
    </section>
  )
}

function PersonCard({
  page,
  person,
}: {
  readonly page: PageContext
  readonly person: StaffMember
}) {
  const path = `/staff/people/${person.id}`
  return (
    <li class="card" id={`person-${person.id}`}>
      <h2>
        <bdi>{person.name}</bdi>
        {person.id === page.staff?.id ? <span class="tag">{say(page, 'people.you')}</span> : null}
        {person.disabled ? <span class="tag warn">{say(page, 'people.disabled')}</span> : null}
      </h2>
      <p class="meta">
        {say(page, person.hasSecondFactor ? 'people.factor-on' : 'people.factor-off')}
        {' · '}
        {say(page, 'people.since', { time: showDay(page, person.createdAt) })}
      </p>
      <form method="post" action={`${path}/role`} class="row">
        <Token page={page} />
        <RoleField page={page} id={`role-${person.id}`} chosen={person.role} />
        <button
          type="submit"
          class="quiet"
          aria-label={say(page, 'people.role-of', { name: person.name })}
        >
          {say(page, 'people.role-submit')}
        </button>
      </form>
      <div class="actions">
        {person.disabled ? (
          <Action page={page} person={person} action="enable" />
        ) : (
          <>
            <Action page={page} person={person} action="reset" />
            <Action page={page} person={person} action="disable" />
          </>
        )}
      </div>
    </li>
  )
}

function Action(props: {
  readonly page: PageContext
  readonly person: StaffMember
  readonly action: 'enable' | 'reset' | 'disable'
}) {
  const { page, person, action } = props
  return (
    <form method="post" action={`/staff/people/${person.id}/${action}`}>
      <Token page={page} />
      <button type="submit" class="quiet">
        {say(page, `people.${action}`)}
        <span class="unseen"> {person.name}</span>
      </button>
    </form>
  )
}

function InvitationCard(props: { readonly page: PageContext; readonly invitation: Invitation }) {
  const { page, invitation } = props
  return (
    <li class="card row">
      <p>
        {say(page, `role.${invitation.role}`)}
        {' · '}
        {say(page, 'people.until', { time: showTime(page, invitation.expiresAt) })}
      </p>
      <form method="post" action={`/staff/people/invitations/${invitation.id}/withdraw`}>
        <Token page={page} />
        <button type="submit" class="quiet">
          {say(page, 'people.withdraw')}
        </button>
      </form>
    </li>
  )
}

function RoleField(props: {
  readonly page: PageContext
  readonly id: string
  readonly chosen: Role
}) {
  const { page } = props
  return (
    <label for={props.id}>
      {say(page, 'people.role')}
      <select id={props.id} name="role">
        {ROLES.map((role) => (
          <option value={role} selected={role === props.chosen}>
            {say(page, `role.${role}`)}
          </option>
        ))}
      </select>
    </label>
  )
}
