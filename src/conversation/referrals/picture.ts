import { directionOf, isolateFor, type OutboundMessage } from '../../core/index.ts'
import { flawOf } from '../../errors.ts'
import { reachOf } from '../../partners/index.ts'
import {
  openReferral,
  type Referral,
  readPictureToken,
  type Slip,
  toPictureToken,
  toToken,
} from '../../referrals/index.ts'
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

type Drawing = Pick<DalilOptions, 'services' | 'slips' | 'pseudonym' | 'logger'>

/** The slip as a picture; nothing where it cannot be drawn, for its words are sent anyway. */
export function pictureOf(options: Drawing, referral: Referral): readonly OutboundMessage[] {
  const bytes = draw(options, referral)
  if (bytes === undefined) return []
  return [{ type: 'image', bytes, caption: captionOf(options, referral) }]
}

/** The same where a page shows it: it fetches the picture itself, by an address that soon ends. */
export function pictureOnPage(
  options: Drawing,
  referral: Referral,
  now: number,
): readonly OutboundMessage[] {
  const slip = slipOf(options, referral)
  if (slip === undefined) return []
  const { code, name, bring } = slip
  const { locale } = referral
  const { texts } = options.services().knowledge
  const token = toPictureToken(referral.id, { hide: options.pseudonym, now })
  const alt = texts.text(locale, 'partner-desk:picture', { code, name, bring })
  return [
    {
      ...{ type: 'text', text: captionOf(options, referral), direction: directionOf(locale) },
      picture: { src: `/chat/slip/${token}`, alt: isolateFor(alt, locale) },
    },
  ]
}

/** What draws the slip that the token of such an address names; nothing where it is there no more. */
export function createSlipPictures(
  options: Drawing & Pick<DalilOptions, 'store' | 'sealer' | 'clock'>,
): (token: string) => Promise<Uint8Array | undefined> {
  const { store, sealer, clock, pseudonym: hide } = options
  return async (token) => {
    const read = readPictureToken(token, { hide, now: clock.now() })
    const record = read.type === 'referral' ? await store.referrals.find(read.id) : undefined
    const referral = record === undefined ? undefined : openReferral(sealer, record)
    return referral === undefined ? undefined : draw(options, referral)
  }
}

function draw(options: Drawing, referral: Referral): Uint8Array | undefined {
  const { slips, logger } = options
  const slip = slipOf(options, referral)
  if (slips === undefined || slip === undefined) return undefined
  try {
    return slips.draw(slip)
  } catch (error) {
    logger.error('a slip could not be drawn', { id: referral.id, ...flawOf(error) })
    return undefined
  }
}

function captionOf({ services }: Drawing, { locale }: Referral): string {
  const { texts } = services().knowledge
  return isolateFor(texts.text(locale, 'referral:slip.picture'), locale)
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
