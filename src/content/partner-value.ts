import { z } from 'zod'
import { LOCALES } from '../core/index.ts'
import { readDocument } from '../documents/index.ts'
import {
  type ByLocale,
  byLocale,
  filled,
  type SourceValue,
  some,
  sourceShape,
  word,
  words,
  writeSource,
} from './entry-value.ts'
import { PARTNER_STYLE, rewrite } from './rewrite.ts'

/** A contact as somebody writes it down. */
export interface ContactValue {
  readonly type: string
  readonly value: string
  readonly source: SourceValue
}

/** When a partner is open, as somebody writes it down. */
export interface OpeningValue {
  readonly days: readonly string[]
  readonly from: string
  readonly to: string
}

/** A partner while somebody writes it: nothing has to be right yet, or be there at all. */
export interface PartnerValue {
  readonly partner: string
  readonly status: string
  readonly kind: string
  readonly name: ByLocale
  readonly aliases: readonly string[]
  readonly does: ByLocale
  readonly topics: readonly string[]
  readonly needs: readonly string[]
  readonly serves: readonly string[]
  readonly place: { readonly scope: string; readonly cities: readonly string[] }
  readonly languages: readonly string[]
  readonly opening: readonly OpeningValue[]
  /** Empty where it is not known; so is the cost. */
  readonly capacity: string
  readonly cost: string
  readonly contacts: readonly ContactValue[]
  /** The number of a chat; empty where there is none. */
  readonly telegramChat: string
  readonly via: ByLocale
  readonly ledOnTo: readonly string[]
  readonly sources: readonly SourceValue[]
  readonly reviewed: string
}

const NO_SOURCE = { title: '', url: '', date: '', confidence: '' }
const NO_PLACE = { scope: '', cities: [] }

const NOTHING: PartnerValue = {
  ...{ partner: '', status: '', kind: '', name: {}, aliases: [], does: {}, topics: [] },
  ...{ needs: [], serves: [], place: NO_PLACE, languages: [], contacts: [], via: {} },
  ...{ opening: [], capacity: '', cost: '', telegramChat: '' },
  ...{ ledOnTo: [], sources: [], reviewed: '' },
}

/** Reads what is there and passes over what has another shape. */
const lenient = z
  .object({
    ...{ partner: word, status: word, kind: word, reviewed: word, capacity: word, cost: word },
    telegramChat: word,
    ...{ name: byLocale(word), does: byLocale(word), via: byLocale(word) },
    ...{ aliases: words, topics: words, needs: words, serves: words, languages: words },
    ledOnTo: words,
    place: z.object({ scope: word, cities: words }).catch(NO_PLACE),
    opening: z
      .array(z.object({ days: words, from: word, to: word }).catch({ days: [], from: '', to: '' }))
      .catch([]),
    contacts: z
      .array(
        z
          .object({ type: word, value: word, source: sourceShape })
          .catch({ type: '', value: '', source: NO_SOURCE }),
      )
      .catch([]),
    sources: z.array(sourceShape).catch([]),
  })
  .catch(NOTHING as never)

/** Reads a partner's YAML for somebody to change; what is not there is empty. */
export function readPartnerValue(source: string): PartnerValue {
  return lenient.parse(readDocument('partner', source).value) as PartnerValue
}

/**
 * A partner as its file holds it: what is empty is left out, and what `base` holds already stays as
 * it is written there.
 */
export function writePartnerValue(value: PartnerValue, base?: string): string {
  const { scope, cities } = value.place
  const isVia = LOCALES.some((locale) => (value.via[locale] ?? '') !== '')
  const file = {
    ...{ partner: value.partner, status: value.status, kind: value.kind },
    ...{ name: filled(value.name), aliases: some(value.aliases), does: filled(value.does) },
    ...{ topics: value.topics, needs: value.needs, serves: some(value.serves) },
    place: { scope, ...(cities.length === 0 ? {} : { cities }) },
    languages: some(value.languages),
    opening: some(value.opening),
    ...{ capacity: value.capacity || undefined, cost: value.cost || undefined },
    contacts: some(
      value.contacts.map(({ type, value: contact, source }) => ({
        ...{ type, value: contact, source: writeSource(source) },
      })),
    ),
    telegramChat: value.telegramChat || undefined,
    ...{ via: isVia ? filled(value.via) : undefined, ledOnTo: some(value.ledOnTo) },
    ...{ sources: value.sources.map(writeSource), reviewed: value.reviewed },
  }
  return rewrite(base, file, PARTNER_STYLE)
}
