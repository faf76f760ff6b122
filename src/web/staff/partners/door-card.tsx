import type { Partner } from '../../../core/index.ts'
import { type NoticeWays, noticeAddress, takesSlips } from '../../../referrals/index.ts'
import { say } from '../page.ts'
import { Token } from '../page-parts.tsx'
import type { PartnerView } from './partner-page.tsx'

/** How a partner learns that somebody comes, and the link at which it finds their slip. */
export function DoorCard({ page, id, services, door }: PartnerView) {
  const partner = services.knowledge.directory.partners.get(id)
  if (partner === undefined || door === undefined || !takesSlips(partner)) return null
  const text = (key: string) => say(page, `partner-desk:staff.${key}`)
  return (
    <section class="card">
      <h2>{text('title')}</h2>
      <p>{say(page, `partner-desk:staff.told.${wayOf(partner, services.notices)}`)}</p>
      <label>
        {text('link')}
        <input class="link" value={door} readonly dir="ltr" />
      </label>
      <p class="hint">{text('link-hint')}</p>
      <form method="post" action={`/staff/partners/${id}/key`} class="tools">
        <Token page={page} />
        <button type="submit" class="quiet">
          {text('renew')}
        </button>
        <span class="hint">{text('renew-hint')}</span>
      </form>
    </section>
  )
}

function wayOf(partner: Partner, ways: NoticeWays): string {
  const address = noticeAddress(partner, ways)
  if (address !== undefined) return address.channel
  return partner.contacts.some(({ type }) => type === 'whatsapp') ? 'whatsapp' : 'nobody'
}
