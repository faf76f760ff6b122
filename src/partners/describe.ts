import type { Contact, Locale, Partner } from '../core/index.ts'
import type { Texts } from '../ports/index.ts'
import type { Directory } from './load.ts'
import type { RankedPartner, Reason } from './query.ts'

/** Contacts dated up to this year are shown with a warning (see the facts about partners). */
const OLD_YEAR = 2020

/** A reason is one short sentence: no more parts than these. */
const MAX_REASONS = 3

/** A card is read on a cheap phone: no more lines than this. */
const MAX_LINES = 5

/**
 * A partner as a person reads it, in at most five lines: name and why this one, what it does, where
 * and how to reach it, and a warning where the partner may have ended. Neutral markup.
 */
export function describePartner(
  texts: Texts,
  directory: Directory,
  ranked: RankedPartner,
  locale: Locale,
): string {
  const { partner, reasons } = ranked
  const why = reasons
    .map((reason) => explain(texts, directory, reason, locale))
    .filter((reason) => reason !== '')
    .slice(0, MAX_REASONS)
    .join(separatorOf(locale))
  const name = `*${partner.name[locale]}*`
  const lines = [
    why === '' ? name : `${name} (${why})`,
    partner.does[locale].trim(),
    ...whereLine(texts, directory, ranked, locale),
  ]
  const warning = partner.status === 'unverified' ? [texts.text(locale, 'partners:unverified')] : []
  const room = MAX_LINES - lines.length - warning.length
  return [...lines, ...reachLines(texts, directory, partner, { locale, room }), ...warning].join(
    '\n',
  )
}

/** Where a partner is and how to reach it, line by line. */
export function reachOf(
  texts: Texts,
  directory: Directory,
  partner: Partner,
  locale: Locale,
): readonly string[] {
  const where = whereLine(texts, directory, { partner, score: 0, reasons: [] }, locale)
  return [...where, ...reachLines(texts, directory, partner, { locale, room: MAX_LINES })]
}

/** Why this partner, in a few words; empty for reasons that say nothing to a person. */
export function explain(
  texts: Texts,
  directory: Directory,
  reason: Reason,
  locale: Locale,
): string {
  switch (reason.type) {
    case 'in-town':
      return texts.text(locale, 'partners:reason.in-town', {
        town: directory.towns.nameOf(reason.town, locale),
      })
    case 'nearest':
      return texts.text(locale, 'partners:reason.nearest', {
        town: directory.towns.nameOf(reason.town, locale),
      })
    case 'away':
      return texts.text(locale, 'partners:reason.away', { km: String(reason.km) })
    case 'in-region':
      return texts.text(locale, 'partners:reason.in-region', {
        region: directory.regions.get(reason.region)?.[locale] ?? '',
      })
    case 'national':
      return texts.text(locale, 'partners:reason.national')
    case 'serves':
      return texts.text(locale, 'partners:reason.serves', {
        audience: directory.audiences.get(reason.audience)?.[locale] ?? '',
      })
    case 'speaks':
    case 'free':
    case 'open-now':
    case 'closed-now':
    case 'few':
      return texts.text(locale, `partners:reason.${reason.type}`)
    case 'full':
    case 'paused':
      return texts.text(locale, 'partners:reason.paused')
    case 'preferred':
    case 'unverified':
      return ''
  }
}

/** Where it is, unless the reason has just said that. */
function whereLine(
  texts: Texts,
  directory: Directory,
  { partner, reasons }: RankedPartner,
  locale: Locale,
): string[] {
  if (partner.place.scope === 'national' || partner.place.cities.length === 0) return []
  if (reasons.some((reason) => reason.type === 'in-town')) return []
  const towns = partner.place.cities.map((id) => directory.towns.nameOf(id, locale))
  return [texts.text(locale, 'partners:where', { town: towns.join(separatorOf(locale)) })]
}

function reachLines(
  texts: Texts,
  directory: Directory,
  partner: Partner,
  { locale, room }: { readonly locale: Locale; readonly room: number },
): string[] {
  if (partner.contacts.length === 0) {
    return [partner.via?.[locale] ?? texts.text(locale, 'partners:no-contact')]
  }
  return partner.contacts.slice(0, Math.max(1, room)).map((contact) => {
    const isSilent = directory.silent?.has(`${partner.partner} ${contact.value}`) === true
    const warning = isSilent ? ` ${texts.text(locale, 'partners:silent')}` : ''
    return `${contactLine(texts, contact, locale)}${warning}`
  })
}

function separatorOf(locale: Locale): string {
  return locale === 'ar' || locale === 'ary' ? '، ' : ', '
}

function contactLine(texts: Texts, contact: Contact, locale: Locale): string {
  const label = texts.text(locale, `partners:contact.${contact.type}`)
  const old = isOld(contact) ? ` ${texts.text(locale, 'partners:old')}` : ''
  return `${label} ${contact.value}${old}`
}

/**
 * A date up to {@link OLD_YEAR}, or none: nobody knows whether it still holds. A web address
 * without a date is not marked: whoever opens it sees at once.
 */
function isOld(contact: Contact): boolean {
  const year = contact.source.date.match(/\d{4}/u)?.[0]
  if (year !== undefined) return Number(year) <= OLD_YEAR
  return contact.type !== 'website' && contact.type !== 'facebook'
}
