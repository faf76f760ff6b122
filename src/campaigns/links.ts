import type { CampaignRecord, Texts } from '../ports/index.ts'

/** What people can be led to, as far as it is known at this moment. */
export interface Doors {
  /** Where the chat page is; no slash at the end. */
  readonly publicUrl: string
  /** The user name of the Telegram bot, without `@`. */
  readonly telegramBot?: string | undefined
  /** The number people write to on WhatsApp, with country code, digits only. */
  readonly whatsappNumber?: string | undefined
  /** The script that opens the chat on a site of the association's own, where there is one. */
  readonly widget?: string | undefined
}

/** A link of a campaign. */
export interface CampaignLink {
  readonly channel: 'whatsapp' | 'telegram' | 'web'
  readonly url: string
}

/**
 * The links of a campaign, the one for posters first: one for each way that is open, or for the one
 * way that the campaign asks for. A way that is not switched on has none.
 *
 * @see https://core.telegram.org/bots/features#deep-linking
 * @see https://faq.whatsapp.com/5913398998672934
 */
export function campaignLinks(
  campaign: CampaignRecord,
  doors: Doors,
  texts: Texts,
): readonly CampaignLink[] {
  const { code, locale, channel } = campaign
  const { publicUrl, telegramBot, whatsappNumber } = doors
  const greeting = texts.text(locale, 'campaigns:prefill', { code })
  const links: CampaignLink[] = []
  if (whatsappNumber !== undefined) {
    const url = `https://wa.me/${whatsappNumber}?text=${encodeURIComponent(greeting)}`
    links.push({ channel: 'whatsapp', url })
  }
  if (telegramBot !== undefined) {
    links.push({ channel: 'telegram', url: `https://t.me/${telegramBot}?start=${code}` })
  }
  links.push({ channel: 'web', url: `${publicUrl}/?c=${code}&lang=${locale}` })
  return channel === 'any' ? links : links.filter((link) => link.channel === channel)
}

/** The line that opens the chat on a site of the association's own; `undefined` without a widget. */
export function widgetTag({ code }: CampaignRecord, { widget }: Doors): string | undefined {
  if (widget === undefined) return undefined
  return `<script src="${widget}" data-campaign="${code}" defer></script>`
}
