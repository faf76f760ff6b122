import type { Contact, Locale, Partner } from '../core/index.ts'
import type { Texts } from '../ports/index.ts'
import type { Directory } from './load.ts'
import type { RankedPartner, Reason } from './rank.ts'

/** Contacts dated up to this year are shown with a warning (see the facts about partners). */
const OLD_YEAR = 2020

/** Contacts shown on a card; more are not read. */
const MAX_CONTACTS = 3

/**
 * A partner as a person reads it: name, what it does, why this one, how to reach it, and a warning
 * where the data are old or the partner may have changed. Neutral markup.
 */
export function describePartner(
  texts: Texts,
  directory: Directory,
  ranked: RankedPartner,
  locale: Locale,
): string {
  const { partner } = ranked
  const reason = ranked.reasons
    .map((one) => explain(texts, directory, one, locale))
    .find((one) => one !== '')
  const head =
    reason === undefined ? `*${partner.name[locale]}*` : `*${partner.name[locale]}* (${reason})`
  return [
    head,
    partner.does[locale].trim(),
    ...reachLines(texts, directory, partner, locale),
    ...(partner.status === 'unverified' ? [texts.text(locale, 'partners:unverified')] : []),
  ].join('\n')
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
    case 'paused':
      return texts.text(locale, 'partners:reason.paused')
    case 'preferred':
    case 'unverified':
      return ''
  }
}

function reachLines(
  texts: Texts,
  directory: Directory,
  partner: Partner,
  locale: Locale,
): string[] {
  const town = partner.place.scope === 'city' ? townsOf(directory, partner, locale) : ''
  const where = town === '' ? [] : [texts.text(locale, 'partners:where', { town })]
  const contacts = partner.contacts.slice(0, MAX_CONTACTS)
  if (contacts.length === 0) {
    const ask = partner.via?.[locale] ?? texts.text(locale, 'partners:no-contact')
    return [...where, ask]
  }
  return [...where, ...contacts.map((contact) => contactLine(texts, contact, locale))]
}

function townsOf(directory: Directory, partner: Partner, locale: Locale): string {
  const separator = locale === 'ar' || locale === 'ary' ? '، ' : ', '
  return partner.place.cities.map((id) => directory.towns.nameOf(id, locale)).join(separator)
}

function contactLine(texts: Texts, contact: Contact, locale: Locale): string {
  const label = texts.text(locale, `partners:contact.${contact.type}`)
  const old = isOld(contact) ? ` ${texts.text(locale, 'partners:old')}` : ''
  return `${label} ${contact.value}${old}`
}

/** No date, or a date up to {@link OLD_YEAR}: nobody knows whether it still holds. */
function isOld(contact: Contact): boolean {
  const year = contact.source.date.match(/\d{4}/u)?.[0]
  return year === undefined || Number(year) <= OLD_YEAR
}
