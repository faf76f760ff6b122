import { MIN_PASSWORD_LENGTH, type OneTimeLink } from '../../staff/index.ts'
import { typedFields, unpackForm } from './kept-form.ts'
import { Layout } from './layout.tsx'
import { type PageContext, say } from './page.ts'
import { Outcome } from './page-parts.tsx'

/** Name and password. */
export function SignInPage(props: {
  readonly page: PageContext
  readonly name?: string | undefined
  readonly problem?: string | undefined
  readonly isFirst?: boolean
  /** What somebody had typed when their session ended, packed. */
  readonly kept?: string | undefined
}) {
  const { page, kept = '' } = props
  return (
    <Layout page={page} title={say(page, 'sign-in.title')}>
      <Outcome problem={props.problem} />
      <KeptWords page={page} kept={kept} />
      {props.isFirst === true ? <p>{say(page, 'sign-in.first')}</p> : null}
      <form method="post" action="/staff/sign-in" class="card narrow">
        <KeptField kept={kept} />
        <label>
          {say(page, 'sign-in.name')}
          <input name="name" value={props.name} autocomplete="username" dir="auto" required />
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

/** What was typed goes along until somebody is signed in. */
function KeptField({ kept }: { readonly kept: string }) {
  return kept === '' ? null : <input type="hidden" name="kept" value={kept} />
}

function KeptWords({ page, kept }: { readonly page: PageContext; readonly kept: string }) {
  const form = kept === '' ? undefined : unpackForm(kept)
  if (form === undefined) return null
  return (
    <>
      {typedFields(form).map(([, value]) => (
        <label>
          {say(page, 'sign-in.kept')}
          <textarea readonly rows={4} dir="auto">
            {value}
          </textarea>
        </label>
      ))}
    </>
  )
}

/** The code of the second factor. */
export function CodePage(props: {
  readonly page: PageContext
  readonly problem?: string | undefined
  /** See {@link SignInPage}. */
  readonly kept?: string | undefined
}) {
  const { page } = props
  return (
    <Layout page={page} title={say(page, 'code.title')}>
      <Outcome problem={props.problem} />
      <form method="post" action="/staff/code" class="card narrow">
        <KeptField kept={props.kept ?? ''} />
        <p id="code-hint">{say(page, 'code.hint')}</p>
        <CodeField page={page} describedBy="code-hint" />
        <button type="submit">{say(page, 'sign-in.submit')}</button>
      </form>
      <p>
        <a href="/staff/sign-in">{say(page, 'code.back')}</a>
      </p>
    </Layout>
  )
}

/** Where the six digits of an authenticator go. */
export function CodeField(props: {
  readonly page: PageContext
  readonly describedBy?: string | undefined
}) {
  return (
    <label>
      {say(props.page, 'code.field')}
      <input
        name="code"
        inputmode="numeric"
        autocomplete="one-time-code"
        dir="ltr"
        maxlength={12}
        aria-describedby={props.describedBy}
        required
      />
    </label>
  )
}

/** Where a one-time link leads: a new account, or a new password. */
export function LinkPage(props: {
  readonly page: PageContext
  readonly token: string
  readonly link: OneTimeLink | undefined
  readonly name?: string | undefined
  readonly problem?: string | undefined
}) {
  const { page, link } = props
  if (link === undefined) {
    return (
      <Layout page={page} title={say(page, 'link.title')}>
        <Outcome problem={say(page, 'link.used')} />
        <p>
          <a href="/staff/sign-in">{say(page, 'sign-in.title')}</a>
        </p>
      </Layout>
    )
  }
  const values = { length: MIN_PASSWORD_LENGTH }
  return (
    <Layout page={page} title={say(page, `${link.type}.title`)}>
      <Outcome problem={props.problem} />
      <p id="hint">
        {link.type === 'join' ? say(page, 'join.hint', values) : say(page, 'reset.hint', values)}
      </p>
      <form method="post" action={`/staff/${link.type}`} class="card narrow">
        <input type="hidden" name="token" value={props.token} />
        <label>
          {say(page, 'sign-in.name')}
          <input
            name="name"
            value={link.type === 'join' ? props.name : link.name}
            autocomplete="username"
            readonly={link.type === 'reset'}
            dir="auto"
            required
          />
        </label>
        <NewPasswordField page={page} label={say(page, 'sign-in.password')} describedBy="hint" />
        <button type="submit">{say(page, `${link.type}.submit`)}</button>
      </form>
    </Layout>
  )
}

/** Where a new password goes. */
export function NewPasswordField(props: {
  readonly page: PageContext
  readonly label: string
  readonly describedBy: string
  readonly name?: string
}) {
  return (
    <label>
      {props.label}
      <input
        name={props.name ?? 'password'}
        type="password"
        autocomplete="new-password"
        minlength={MIN_PASSWORD_LENGTH}
        aria-describedby={props.describedBy}
        required
      />
    </label>
  )
}
