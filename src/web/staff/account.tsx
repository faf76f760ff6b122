import { raw } from 'hono/html'
import { MIN_PASSWORD_LENGTH, type OfferedFactor } from '../../staff/index.ts'
import { CodeField, NewPasswordField } from './entrance.tsx'
import { Layout } from './layout.tsx'
import { type PageContext, say } from './page.ts'
import { Outcome, Token } from './page-parts.tsx'

/** What somebody can change about the own account. */
export function AccountPage(props: {
  readonly page: PageContext
  readonly problem?: string | undefined
  readonly done?: string | undefined
}) {
  const { page } = props
  const hasFactor = page.staff?.totp !== undefined
  return (
    <Layout page={page} title={say(page, 'account.title')}>
      <Outcome problem={props.problem} done={props.done} />
      <p>
        <bdi>{page.staff?.name}</bdi>
        {' · '}
        {say(page, `role.${page.staff?.role}`)}
      </p>
      <h2>{say(page, 'account.password')}</h2>
      <form method="post" action="/staff/account/password" class="card narrow">
        <Token page={page} />
        <PasswordField page={page} />
        <NewPasswordField
          page={page}
          name="next"
          label={say(page, 'account.next')}
          describedBy="next-hint"
        />
        <p class="hint" id="next-hint">
          {say(page, 'account.next-hint', { length: MIN_PASSWORD_LENGTH })}
        </p>
        <button type="submit">{say(page, 'account.password-submit')}</button>
      </form>
      <h2>{say(page, 'factor.title')}</h2>
      <div class="card narrow">
        <p>{say(page, hasFactor ? 'factor.on' : 'factor.off')}</p>
        {hasFactor ? (
          <form method="post" action="/staff/account/second-factor/off">
            <Token page={page} />
            <PasswordField page={page} />
            <button type="submit" class="quiet">
              {say(page, 'factor.turn-off')}
            </button>
          </form>
        ) : (
          <a class="button" href="/staff/account/second-factor">
            {say(page, 'factor.turn-on')}
          </a>
        )}
      </div>
      <h2>{say(page, 'account.everywhere')}</h2>
      <form method="post" action="/staff/account/sign-out-everywhere" class="card narrow">
        <Token page={page} />
        <p>{say(page, 'account.everywhere-hint')}</p>
        <button type="submit" class="quiet">
          {say(page, 'account.everywhere')}
        </button>
      </form>
    </Layout>
  )
}

/** Switching the second factor on: the secret as picture and as text, then a code to prove it. */
export function FactorPage(props: {
  readonly page: PageContext
  readonly offer: OfferedFactor
  /** The QR code of the offer as SVG, made here from the link alone. */
  readonly picture: string
  readonly problem?: string | undefined
}) {
  const { page, offer } = props
  return (
    <Layout page={page} title={say(page, 'factor.title')}>
      <Outcome problem={props.problem} />
      <ol class="steps">
        <li>
          <p>{say(page, 'factor.scan')}</p>
          <div class="qr" role="img" aria-label={say(page, 'factor.picture')}>
            {raw(props.picture)}
          </div>
          <p>
            <a href={offer.link}>{say(page, 'factor.open')}</a>
          </p>
          <label>
            {say(page, 'factor.secret')}
            <input class="link" value={spaced(offer.secret)} readonly dir="ltr" />
          </label>
        </li>
        <li>
          <p>{say(page, 'factor.prove')}</p>
          <form method="post" action="/staff/account/second-factor" class="card narrow">
            <Token page={page} />
            <input type="hidden" name="secret" value={offer.secret} />
            <CodeField page={page} />
            <PasswordField page={page} />
            <button type="submit">{say(page, 'factor.turn-on')}</button>
          </form>
        </li>
      </ol>
    </Layout>
  )
}

function PasswordField({ page }: { readonly page: PageContext }) {
  return (
    <label>
      {say(page, 'account.current')}
      <input name="password" type="password" autocomplete="current-password" required />
    </label>
  )
}

/** In groups of four, as people copy by hand. */
function spaced(secret: string): string {
  return secret.replace(/(.{4})(?=.)/gu, '$1 ')
}
