import { Layout, Notice, type PageContext, say } from './layout.tsx'
import { MIN_PASSWORD_LENGTH } from './passwords.ts'

/** Name and password. */
export function SignInPage(props: {
  readonly page: PageContext
  readonly name?: string | undefined
  readonly problem?: string | undefined
  readonly isFirst: boolean
}) {
  const { page } = props
  return (
    <Layout page={page} title={say(page, 'sign-in.title')}>
      {props.problem === undefined ? null : <Notice text={props.problem} />}
      {props.isFirst ? <p>{say(page, 'sign-in.first')}</p> : null}
      <form method="post" action="/staff/sign-in" class="card narrow">
        <label>
          {say(page, 'sign-in.name')}
          <input name="name" value={props.name} autocomplete="username" required />
        </label>
        <label>
          {say(page, 'sign-in.password')}
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <button type="submit">{say(page, 'sign-in.submit')}</button>
      </form>
    </Layout>
  )
}

/** Where a one-time link leads: a new account. */
export function JoinPage(props: {
  readonly page: PageContext
  readonly token: string
  readonly valid: boolean
  readonly name?: string | undefined
  readonly problem?: string | undefined
}) {
  const { page } = props
  if (!props.valid) {
    return (
      <Layout page={page} title={say(page, 'join.title')}>
        <Notice text={say(page, 'join.used')} />
      </Layout>
    )
  }
  return (
    <Layout page={page} title={say(page, 'join.title')}>
      {props.problem === undefined ? null : <Notice text={props.problem} />}
      <p>{say(page, 'join.hint', { length: MIN_PASSWORD_LENGTH })}</p>
      <form method="post" action="/staff/join" class="card narrow">
        <input type="hidden" name="token" value={props.token} />
        <label>
          {say(page, 'sign-in.name')}
          <input name="name" value={props.name} autocomplete="username" required />
        </label>
        <label>
          {say(page, 'sign-in.password')}
          <input
            name="password"
            type="password"
            autocomplete="new-password"
            minlength={MIN_PASSWORD_LENGTH}
            required
          />
        </label>
        <button type="submit">{say(page, 'join.submit')}</button>
      </form>
    </Layout>
  )
}
