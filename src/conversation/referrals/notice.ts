import {
  dayOf,
  directionOf,
  isolateFor,
  type Locale,
  type OutboundMessage,
  toAddress,
  toPersonId,
} from '../../core/index.ts'
import { showDate } from '../../flow/index.ts'
import type { OutboxRecord } from '../../ports/index.ts'
import {
  LINK_DAYS,
  localeOf,
  noticeAddress,
  noticeOf,
  type Referral,
  templateLocaleOf,
} from '../../referrals/index.ts'
import type { DalilOptions } from '../options.ts'
import { PURPOSES, sealMessage } from '../records.ts'
import { noticeLines } from '../replies/referral.ts'
import { linkTo } from './picture.ts'

const DAY_MS = 86_400_000

/**
 * The letter, by e-mail, Telegram or an approved text of WhatsApp, that tells a partner in advance:
 * the code, the need, the town and the day, which is what the person agreed to, and the link by which
 * the partner says what became of it.
 */
export function noticeTo(
  options: Pick<DalilOptions, 'sealer' | 'pseudonym' | 'services' | 'slips' | 'defaultLocale'>,
  referral: Referral,
  now: number,
): OutboxRecord | undefined {
  const services = options.services()
  const partner = services.knowledge.directory.partners.get(referral.partner)
  const to = partner === undefined ? undefined : noticeAddress(partner, services.notices)
  const link = linkTo(options, referral)
  const { toldFor } = referral
  if (partner === undefined || to === undefined || link === undefined || toldFor === undefined) {
    return undefined
  }
  const { defaultLocale } = options
  const languages = services.notices.whatsapp?.languages ?? []
  const locale =
    to.channel === 'whatsapp-cloud'
      ? templateLocaleOf(partner, languages, defaultLocale)
      : localeOf(partner, defaultLocale)
  const message = letter({ services, locale }, referral, { link, day: toldFor })
  const address = toAddress(to)
  return {
    id: noticeOf(referral.id),
    person: toPersonId(options.pseudonym(address)),
    channel: to.channel,
    address: options.sealer.seal(address, PURPOSES.address),
    message: sealMessage(options.sealer, message),
    ...{ createdAt: now, dueAt: now, attempts: 0, state: 'waiting' },
  }
}

function letter(
  at: { readonly services: ReturnType<DalilOptions['services']>; readonly locale: Locale },
  referral: Referral,
  { link, day }: { readonly link: string; readonly day: string },
): OutboundMessage {
  const { texts, directory } = at.services.knowledge
  const { code, createdAt, need, town } = referral
  const subject = texts.text(at.locale, 'referral:notice.subject', { code })
  const lines = [
    texts.text(at.locale, 'referral:slip.code', { code }),
    ...noticeLines(at, referral),
  ]
  const text = texts.text(at.locale, 'referral:notice.text', {
    ...{ day: showDate(at.locale, day), lines: lines.join('\n') },
    until: showDate(at.locale, dayOf(createdAt + LINK_DAYS * DAY_MS)),
  })
  return {
    type: 'text',
    // The address stands alone on its line, without marks that a mail program would take for its end.
    text: `${isolateFor(`${subject}\n\n${text.trim()}`, at.locale)}\n${link}`,
    direction: directionOf(at.locale),
    opening: {
      for: 'partner',
      locale: at.locale,
      values: [
        code,
        directory.needs.get(need)?.[at.locale] ?? need,
        town === undefined ? '–' : directory.towns.nameOf(town, at.locale),
        showDate(at.locale, day),
        link,
      ],
    },
  }
}
