import { directionOf, isolateFor, type OutboundMessage } from '../../core/index.ts'
import { messageOf } from '../../errors.ts'
import { reachOf } from '../../partners/index.ts'
import { type Referral, type Slip, toToken } from '../../referrals/index.ts'
import type { DalilOptions } from '../options.ts'
import { bringKey, noticeLines } from '../replies/referral.ts'

/** What slips and the pages of partners need from outside. */
export interface SlipServices {
  /** Where the pages of partners lie; no slash at the end. */
  readonly publicUrl: () => string
  /** Draws a slip, as a PNG picture. */
  readonly draw: (slip: Slip) => Uint8Array
}

/** The address of the page on which the partner says what became of somebody. */
export function linkTo(
  { slips, pseudonym }: Pick<DalilOptions, 'slips' | 'pseudonym'>,
  { id, createdAt }: Pick<Referral, 'id' | 'createdAt'>,
): string | undefined {
  if (slips === undefined) return undefined
  return `${slips.publicUrl()}/partner/${toToken(id, createdAt, pseudonym)}`
}

/** The slip as a picture; nothing where it cannot be drawn, for its words are sent anyway. */
export function pictureOf(
  options: Pick<DalilOptions, 'services' | 'slips' | 'pseudonym' | 'logger'>,
  referral: Referral,
): readonly OutboundMessage[] {
  const { slips, logger } = options
  const slip = slipOf(options, referral)
  if (slips === undefined || slip === undefined) return []
  const { texts } = options.services().knowledge
  const caption = texts.text(referral.locale, 'referral:slip.picture')
  try {
    const bytes = slips.draw(slip)
    return [{ type: 'image', bytes, caption: isolateFor(caption, referral.locale) }]
  } catch (error) {
    logger.error('a slip could not be drawn', { id: referral.id, reason: messageOf(error) })
    return []
  }
}

function slipOf(
  options: Pick<DalilOptions, 'services' | 'slips' | 'pseudonym'>,
  referral: Referral,
): Slip | undefined {
  const services = options.services()
  const { directory, texts } = services.knowledge
  const partner = directory.partners.get(referral.partner)
  const link = linkTo(options, referral)
  if (partner === undefined || link === undefined) return undefined
  const { locale, code, need } = referral
  const text = (key: string) => texts.text(locale, key)
  return {
    ...{ code, link, direction: directionOf(locale) },
    heading: text('referral:slip.heading'),
    name: partner.name[locale],
    lines: [
      ...noticeLines({ services, locale }, { need }),
      ...reachOf(texts, directory, partner, locale),
    ],
    bring: text(bringKey(need)),
    show: text('referral:slip.show'),
  }
}
