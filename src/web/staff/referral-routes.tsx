import { PartnerReferralsPage, SLIPS_SHOWN } from './referral-slips.tsx'
import { ReferralsPage } from './referrals.tsx'
import { html, readField, type Workspace } from './workspace.ts'

const PATH = '/staff/referrals'

/** People who were sent to partners, and contacts that do not answer; nobody is named here. */
export function referralRoutes(work: Workspace): void {
  const { on, pageOf, referrals } = work

  on('GET /referrals', async (c) => {
    const { directory } = work.knowledge()
    const body = (
      <ReferralsPage
        page={pageOf(c, PATH)}
        directory={directory}
        outcomes={await referrals.overview.outcomes(directory.partners.keys())}
        silent={await referrals.silent.list()}
        letters={await referrals.overview.failedLetters()}
        isChecked={c.req.query('checked') !== undefined}
      />
    )
    return c.html(html(body))
  })

  on('POST /referrals/contacts/check', async (c) => {
    const partner = await readField(c, 'partner')
    const value = await readField(c, 'value')
    await referrals.silent.check({ partner, value }, c.get('signedIn').staff.id)
    return c.redirect(`${PATH}?checked`, 303)
  })

  on('GET /referrals/:id', async (c) => {
    const { directory } = work.knowledge()
    const id = c.req.param('id') ?? ''
    const partner = directory.partners.get(id)
    if (partner === undefined) return c.notFound()
    const before = Number(c.req.query('before'))
    const list = await referrals.overview.list(id, {
      limit: SLIPS_SHOWN,
      ...(Number.isFinite(before) && before > 0 ? { before } : {}),
    })
    const page = pageOf(c, `${PATH}/${encodeURIComponent(id)}`)
    return c.html(html(<PartnerReferralsPage {...{ page, directory, partner, list }} />))
  })
}
