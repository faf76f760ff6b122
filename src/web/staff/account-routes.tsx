import { toString as toQrCode } from 'qrcode'
import type { OfferedFactor } from '../../staff/index.ts'
import { AccountPage, FactorPage } from './account.tsx'
import { say } from './page.ts'
import { toProblem } from './problems.ts'
import { html, readField, type StaffContext, type Workspace } from './workspace.ts'

const PATH = '/staff/account'
const DONE = ['password', 'factor-on', 'factor-off']

/** What everybody does with the own account. */
export function accountRoutes(work: Workspace): void {
  const { on, cookie, pageOf } = work
  const { account } = work.staff

  const show = (c: StaffContext, error?: unknown) => {
    const page = pageOf(c, PATH)
    const problem = error === undefined ? undefined : toProblem(page, error)
    const done = DONE.find((word) => word === c.req.query('done'))
    const body = (
      <AccountPage
        page={page}
        problem={problem?.text}
        done={done === undefined ? undefined : say(page, `account.done-${done}`)}
      />
    )
    return c.html(html(body), problem?.status ?? 200)
  }

  const showFactor = async (c: StaffContext, offer: OfferedFactor, error?: unknown) => {
    const page = pageOf(c, `${PATH}/second-factor`)
    const problem = error === undefined ? undefined : toProblem(page, error)
    const picture = await toQrCode(offer.link, { type: 'svg', margin: 2 })
    const body = <FactorPage page={page} offer={offer} picture={picture} problem={problem?.text} />
    return c.html(html(body), problem?.status ?? 200)
  }

  on('GET /account', (c) => show(c))

  on('POST /account/password', async (c) => {
    const { id } = c.get('signedIn').staff
    try {
      const next = await readField(c, 'next')
      cookie.set(c, await account.changePassword(id, await readField(c, 'password'), next))
    } catch (error) {
      return show(c, error)
    }
    return c.redirect(`${PATH}?done=password`, 303)
  })

  on('GET /account/second-factor', (c) => {
    const { name, totp } = c.get('signedIn').staff
    return totp === undefined ? showFactor(c, account.offerFactor(name)) : c.redirect(PATH, 303)
  })

  on('POST /account/second-factor', async (c) => {
    const { id, name } = c.get('signedIn').staff
    const offer = account.offeredAgain(name, await readField(c, 'secret'))
    if (offer === undefined) return c.redirect(`${PATH}/second-factor`, 303)
    const { secret } = offer
    const password = await readField(c, 'password')
    try {
      await account.turnOnFactor(id, { password, secret, code: await readField(c, 'code') })
    } catch (error) {
      return showFactor(c, offer, error)
    }
    return c.redirect(`${PATH}?done=factor-on`, 303)
  })

  on('POST /account/second-factor/off', async (c) => {
    try {
      await account.turnOffFactor(c.get('signedIn').staff.id, await readField(c, 'password'))
    } catch (error) {
      return show(c, error)
    }
    return c.redirect(`${PATH}?done=factor-off`, 303)
  })

  on('POST /account/sign-out-everywhere', async (c) => {
    await account.signOutEverywhere(c.get('signedIn').staff.id)
    cookie.clear(c)
    return c.redirect('/staff/sign-in', 303)
  })
}
