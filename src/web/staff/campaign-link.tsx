import type { CampaignLink } from '../../campaigns/index.ts'
import type { CampaignRecord } from '../../ports/index.ts'
import { sayCampaign } from './campaign-words.ts'
import type { PageContext } from './page.ts'

/** A link of a campaign, with its QR code and what can be printed of it. */
export function LinkCard(props: {
  readonly page: PageContext
  readonly campaign: CampaignRecord
  readonly link: CampaignLink
}) {
  const { page, campaign, link } = props
  const path = `/staff/campaigns/${campaign.code}`
  const channel = sayCampaign(page, `channel.${link.channel}`)
  const download = (file: string, query: string, key: string) => (
    <a class="button quiet small" href={`${path}/${file}?channel=${link.channel}${query}`}>
      {sayCampaign(page, key)}
      <span class="unseen"> {channel}</span>
    </a>
  )
  return (
    <section class="card">
      <h3>{channel}</h3>
      <p class="qr">
        <img
          src={`${path}/qr.svg?channel=${link.channel}`}
          alt={sayCampaign(page, 'qr-of', { channel })}
          width="220"
          height="220"
        />
      </p>
      <label>
        {sayCampaign(page, 'link')}
        <input class="link" value={link.url} readonly dir="ltr" />
      </label>
      <div class="actions">
        {download('poster.pdf', '&size=A4', 'poster-a4')}
        {download('poster.pdf', '&size=A5', 'poster-a5')}
        {download('qr.png', '', 'qr-png')}
        {download('qr.svg', '&save', 'qr-svg')}
      </div>
    </section>
  )
}
