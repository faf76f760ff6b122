import i18next from 'i18next'
import { type Fault, isLocale, LOCALES, type Locale } from '../core/index.ts'
import {
  type Document,
  type Location,
  type ReadDocument,
  readDocument,
  type SourceFile,
} from '../documents/index.ts'
import type { Texts, TextValues } from '../ports/index.ts'
import { fillTemplate, readTemplate, type Template } from './template.ts'

/** The texts and what was wrong in their files. */
export interface TextSet {
  readonly texts: Texts
  readonly faults: readonly Fault[]
  /** All keys of each locale as `namespace:path`, and where each stands. */
  readonly keys: Readonly<Record<Locale, ReadonlyMap<string, TextPlace>>>
  /** Whether a text, as `namespace:path`, may stand where a fault kept it from being read. */
  isUnread(locale: Locale, key: string): boolean
  /** Whether a whole file of a locale could not be read. */
  hasUnreadFile(locale: Locale): boolean
}

/** Where a text stands. */
export interface TextPlace {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly value: string | readonly string[]
}

type Resources = Record<Locale, Record<string, Record<string, unknown>>>

/** Reads `content/locales/<locale>/<namespace>.yaml` files into a {@link Texts}. Never throws. */
export function loadTexts(
  files: readonly SourceFile[],
  read: ReadDocument = readDocument,
): TextSet {
  const faults: Fault[] = []
  const resources: Resources = { fr: {}, ar: {}, ary: {}, en: {} }
  const keys = perLocale(() => new Map<string, TextPlace>())
  const unreadFiles = perLocale(() => new Set<string>())
  const unreadTexts = perLocale(() => new Set<string>())
  for (const file of files) {
    const [locale, namespace] = splitPath(file.path)
    if (locale === undefined || namespace === undefined) {
      const message = `The folder below content/locales must be one of ${LOCALES.join(', ')}; move the file into one of them.`
      faults.push(toFault('texts/place', file.path, message))
      continue
    }
    const document = read(file.path, file.source)
    const broken = faultsIn(document)
    faults.push(...broken)
    if (broken.length > 0 || !isGroup(document.value)) {
      unreadFiles[locale].add(namespace)
      continue
    }
    resources[locale][namespace] = document.value
    for (const [path, value] of leaves(document.value, [])) {
      const key = `${namespace}:${path.join('.')}`
      if (isText(value)) keys[locale].set(key, new LazyPlace(document, path, value))
      else {
        const message = `Found ${JSON.stringify(value)} at "${path.join('.')}"; expected a text or a list of texts (put a number in quotes).`
        faults.push(toFault('texts/shape', file.path, message, document.locate(path)))
        unreadTexts[locale].add(key)
      }
    }
  }
  return {
    texts: createTexts(resources, keys),
    faults,
    keys,
    isUnread: (locale, key) =>
      unreadTexts[locale].has(key) || unreadFiles[locale].has(key.split(':')[0] ?? ''),
    hasUnreadFile: (locale) => unreadFiles[locale].size > 0,
  }
}

function perLocale<T>(create: () => T): Record<Locale, T> {
  return { fr: create(), ar: create(), ary: create(), en: create() }
}

/** What keeps a whole file from being read. */
function faultsIn(document: Document): readonly Fault[] {
  if (document.faults.length > 0 || isGroup(document.value)) return document.faults
  const message =
    'A file of texts is a group of keys, each with a text; begin with a line like title: "…".'
  return [toFault('texts/shape', document.file, message)]
}

function toFault(
  rule: string,
  file: string,
  message: string,
  place: Location = { line: 1, column: 1 },
): Fault {
  return { rule, severity: 'error', file, ...place, message }
}

/** Where it stands is worked out only for a fault: there are thousands of texts. */
class LazyPlace implements TextPlace {
  readonly value: string | readonly string[]
  readonly #document: Document
  readonly #path: readonly string[]

  constructor(document: Document, path: readonly string[], value: string | readonly string[]) {
    this.#document = document
    this.#path = path
    this.value = value
  }

  get file() {
    return this.#document.file
  }

  get line() {
    return this.#document.locate(this.#path).line
  }

  get column() {
    return this.#document.locate(this.#path).column
  }
}

function createTexts(
  resources: Resources,
  keys: Readonly<Record<Locale, ReadonlyMap<string, TextPlace>>>,
): Texts {
  const translator = i18next.createInstance()
  translator.init({
    resources,
    initAsync: false,
    fallbackLng: 'fr',
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    returnNull: false,
    parseMissingKeyHandler: () => '',
    showSupportNotice: false,
  } as Parameters<typeof translator.init>[0])
  const read = byLocale<string>()
  const several = keysOfSeveral(keys)
  const templates = byLocale<Template | undefined>()
  const full = (key: string) => (key.includes(':') ? key : `common:${key}`)
  /** Most texts are put together at once; numbers and contexts choose among several. */
  const filled = (locale: Locale, key: string, values: TextValues) => {
    if (CHOOSING.some((name) => name in values) && several.has(full(key))) return undefined
    if (!templates[locale].has(key)) {
      const value = keys[locale].get(full(key))?.value
      templates[locale].set(key, typeof value === 'string' ? readTemplate(value) : undefined)
    }
    const template = templates[locale].get(key)
    return template && fillTemplate(template, values)?.trim()
  }
  return {
    text: (locale, key, values) => {
      const before = values === undefined ? read[locale].get(key) : filled(locale, key, values)
      if (before !== undefined) return before
      const found: unknown = translator.t(full(key), { lng: locale, ...values })
      const text = typeof found === 'string' ? found.trim() : ''
      if (values === undefined) read[locale].set(key, text)
      return text
    },
    list: (locale, key) => {
      const value = keys[locale].get(full(key))?.value ?? keys.fr.get(full(key))?.value
      return typeof value === 'string' ? [value] : (value ?? [])
    },
    has: (locale, key) => keys[locale].has(full(key)),
  }
}

/** Values by which i18next takes one of several texts, whose keys go on behind a `_`. */
const CHOOSING = ['count', 'context'] as const

/** The keys that have a text for some number or context of their own, in whatever language. */
function keysOfSeveral(
  keys: Readonly<Record<Locale, ReadonlyMap<string, TextPlace>>>,
): ReadonlySet<string> {
  const several = new Set<string>()
  for (const locale of LOCALES) {
    for (const key of keys[locale].keys()) {
      for (let end = key.indexOf('_'); end > 0; end = key.indexOf('_', end + 1)) {
        several.add(key.slice(0, end))
      }
    }
  }
  return several
}

function byLocale<T>(): Readonly<Record<Locale, Map<string, T>>> {
  return { fr: new Map(), ar: new Map(), ary: new Map(), en: new Map() }
}

function splitPath(path: string): [Locale | undefined, string | undefined] {
  const [locale, file] = path.split('/').slice(-2)
  return [isLocale(locale) ? locale : undefined, file?.replace(/\.yaml$/, '')]
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string | string[] {
  return (
    typeof value === 'string' ||
    (Array.isArray(value) && value.every((item) => typeof item === 'string'))
  )
}

function* leaves(group: Record<string, unknown>, path: string[]): Generator<[string[], unknown]> {
  for (const [key, value] of Object.entries(group)) {
    if (isGroup(value)) yield* leaves(value, [...path, key])
    else yield [[...path, key], value]
  }
}
