import { LOCALES } from '../../core/index.ts'
import type { ByLocale, EntryValue, SourceValue } from '../entry-value.ts'
import type { ContactValue, OpeningValue, PartnerValue } from '../partner-value.ts'

/** A column of a spreadsheet: what it shows of a document, and what a cell makes of it. */
export interface Column<V> {
  readonly name: string
  readonly read: (value: V) => string
  readonly write: (value: V, cell: string) => V
}

type Key<V, T> = { [K in keyof V]: V[K] extends T ? K : never }[keyof V] & string

function text<V>(name: Key<V, string>): Column<V> {
  return {
    name,
    read: (value) => String(value[name]),
    write: (value, cell) => ({ ...value, [name]: cell }),
  }
}

/** Short names, one a line or parted by commas. */
function list<V>(name: Key<V, readonly string[]>, separator = /[\n,;]/u): Column<V> {
  return {
    name,
    read: (value) => [value[name]].flat().join(separator.source === '\\n' ? '\n' : ', '),
    write: (value, cell) => ({ ...value, [name]: split(cell, separator) }),
  }
}

function locales<V>(name: Key<V, ByLocale>): readonly Column<V>[] {
  return LOCALES.map((locale) => ({
    name: `${name}.${locale}`,
    read: (value) => (value[name] as ByLocale)[locale] ?? '',
    write: (value, cell) => ({ ...value, [name]: { ...value[name], [locale]: cell } }),
  }))
}

const phrasings: readonly Column<EntryValue>[] = LOCALES.map((locale) => ({
  name: `phrasings.${locale}`,
  read: (value) => (value.phrasings[locale] ?? []).join('\n'),
  write: (value, cell) => ({
    ...value,
    phrasings: { ...value.phrasings, [locale]: split(cell, /\n/u) },
  }),
}))

/** A line each: what it is | date | how sure | address. */
function sources<V extends { readonly sources: readonly SourceValue[] }>(): Column<V> {
  return {
    name: 'sources',
    read: ({ sources: all }) => all.map(joinSource).join('\n'),
    write: (value, cell) => ({
      ...value,
      sources: split(cell, /\n/u).map((line) => toSource(parts(line))),
    }),
  }
}

/** A line each: way | number or address | what it is | checked on | how sure | address. */
const contacts: Column<PartnerValue> = {
  name: 'contacts',
  read: ({ contacts: all }) =>
    all.map(({ type, value, source }) => [type, value, joinSource(source)].join(' | ')).join('\n'),
  write: (value, cell) => ({
    ...value,
    contacts: split(cell, /\n/u).map((line): ContactValue => {
      const [type = '', contact = '', ...source] = parts(line)
      return { type, value: contact, source: toSource(source) }
    }),
  }),
}

/** A line each: days | from | to. */
const opening: Column<PartnerValue> = {
  name: 'opening',
  read: ({ opening: all }) =>
    all.map(({ days, from, to }) => [days.join(', '), from, to].join(' | ')).join('\n'),
  write: (value, cell) => ({
    ...value,
    opening: split(cell, /\n/u).map((line): OpeningValue => {
      const [days = '', from = '', to = ''] = parts(line)
      return { days: split(days, /,/u), from, to }
    }),
  }),
}

/** The columns of a spreadsheet of answers; the first names the answer. */
export const ENTRY_COLUMNS: readonly Column<EntryValue>[] = [
  ...[text<EntryValue>('entry'), text<EntryValue>('topic'), text<EntryValue>('group')],
  text<EntryValue>('need'),
  ...locales<EntryValue>('title'),
  ...locales<EntryValue>('answers'),
  ...phrasings,
  ...[list<EntryValue>('partners'), list<EntryValue>('confirm'), text<EntryValue>('flow')],
  ...[list<EntryValue>('related'), sources<EntryValue>()],
  ...[text<EntryValue>('reviewed'), text<EntryValue>('expires')],
  {
    name: 'incomplete',
    read: ({ incomplete }) => (incomplete ? 'true' : ''),
    write: (value, cell) => ({ ...value, incomplete: /^(?:true|yes|oui|1|x)$/iu.test(cell) }),
  },
]

/** The columns of a spreadsheet of partners; the first names the partner. */
export const PARTNER_COLUMNS: readonly Column<PartnerValue>[] = [
  ...[text<PartnerValue>('partner'), text<PartnerValue>('status'), text<PartnerValue>('kind')],
  ...locales<PartnerValue>('name'),
  list<PartnerValue>('aliases', /\n/u),
  ...locales<PartnerValue>('does'),
  ...[list<PartnerValue>('topics'), list<PartnerValue>('needs'), list<PartnerValue>('serves')],
  {
    name: 'place.scope',
    read: ({ place }) => place.scope,
    write: (value, scope) => ({ ...value, place: { ...value.place, scope } }),
  },
  {
    name: 'place.cities',
    read: ({ place }) => place.cities.join(', '),
    write: (value, cell) => ({
      ...value,
      place: { ...value.place, cities: split(cell, /[\n,;]/u) },
    }),
  },
  ...[list<PartnerValue>('languages'), opening, text<PartnerValue>('capacity')],
  ...[text<PartnerValue>('cost'), contacts, text<PartnerValue>('telegramChat')],
  ...locales<PartnerValue>('via'),
  ...[list<PartnerValue>('ledOnTo'), sources<PartnerValue>(), text<PartnerValue>('reviewed')],
]

/** The column in which a value stands. */
export function columnOf(
  columns: readonly Pick<Column<never>, 'name'>[],
  path: readonly (string | number)[],
): string {
  const names = columns.map(({ name }) => name)
  const [first = '', second = ''] = path.map(String)
  const exact = `${first}.${second}`
  if (names.includes(exact)) return exact
  return names.find((name) => name === first || name.startsWith(`${first}.`)) ?? names[0] ?? ''
}

function joinSource({ title, date, confidence, url }: SourceValue): string {
  return [title, date, confidence, ...(url === '' ? [] : [url])].join(' | ')
}

function toSource([title = '', date = '', confidence = '', url = '']: readonly string[]) {
  return { title, date, confidence, url }
}

function parts(line: string): readonly string[] {
  return line.split('|').map((part) => part.trim())
}

function split(cell: string, separator: RegExp): readonly string[] {
  return cell
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
