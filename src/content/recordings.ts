import { createHash } from 'node:crypto'
import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Entry, type Fault, LOCALES, type Locale, writtenIn } from '../core/index.ts'

/**
 * Answers that can be listened to. A recording names the text that was read out: once the answer
 * has another one, nobody hears the old.
 */
export interface Recordings {
  /** The file in which this answer is read out, in these very words; `undefined` where there is none. */
  fileOf(entry: Entry, locale: Locale): string | undefined
  /** The file of a recording by its name, `ary/birth-deadline.3fa9c1d2.ogg`. */
  find(name: string): string | undefined
  /** By locale: the answers that can be heard, and those that cannot, with the files to record. */
  coverage(entries: Iterable<Entry>): Readonly<Record<Locale, Coverage>>
}

/** How many answers of a language can be heard. */
export interface Coverage {
  readonly recorded: number
  /** Files that would have to be there, below the project's folder. */
  readonly missing: readonly string[]
}

const FOLDER = 'content/audio'
/** Telegram shows a voice message of up to this many bytes as one; others are files to it. */
const MAX_BYTES = 1_000_000

/** Looks for recordings below `root`, and for what is wrong with them. */
export function loadRecordings(
  root: string,
  entries: ReadonlyMap<string, Entry>,
): { readonly recordings: Recordings; readonly faults: readonly Fault[] } {
  const names = LOCALES.flatMap((locale) => {
    const folder = join(root, FOLDER, locale)
    if (!existsSync(folder)) return []
    return readdirSync(folder).map((file) => `${locale}/${file}`)
  })
  const expected = new Set(
    [...entries.values()].flatMap((entry) => writtenIn(entry).map((to) => nameOf(entry, to))),
  )
  const faults = names.flatMap((name) => faultOf(root, name, expected, entries) ?? [])
  const spoilt = new Set(faults.map(({ file }) => file))
  const sound = new Set(names.filter((name) => !spoilt.has(`${FOLDER}/${name}`)))
  // Without the words: of an answer that nobody recorded, they need not be compared.
  const recorded = new Set([...sound].map((name) => name.split('.')[0]))
  const find = (name: string) => (sound.has(name) ? join(root, FOLDER, name) : undefined)
  return {
    faults,
    recordings: {
      find,
      fileOf: (entry, locale) =>
        recorded.has(`${locale}/${entry.entry}`) && writtenIn(entry).includes(locale)
          ? find(nameOf(entry, locale))
          : undefined,
      coverage: (all) => coverageOf([...all], sound),
    },
  }
}

/** What a recording is called: its language, its entry, and the words that are read out. */
function nameOf(entry: Entry, locale: Locale): string {
  const words = createHash('sha256').update(entry.answers[locale].trim()).digest('hex')
  return `${locale}/${entry.entry}.${words.slice(0, 8)}.ogg`
}

function coverageOf(
  entries: readonly Entry[],
  sound: ReadonlySet<string>,
): Readonly<Record<Locale, Coverage>> {
  const of = (locale: Locale): Coverage => {
    const names = entries
      .filter((entry) => writtenIn(entry).includes(locale))
      .map((entry) => nameOf(entry, locale))
    const missing = names.filter((name) => !sound.has(name)).map((name) => `${FOLDER}/${name}`)
    return { recorded: names.length - missing.length, missing }
  }
  return { fr: of('fr'), ar: of('ar'), ary: of('ary'), en: of('en') }
}

function faultOf(
  root: string,
  name: string,
  expected: ReadonlySet<string>,
  entries: ReadonlyMap<string, Entry>,
): Fault | undefined {
  const file = `${FOLDER}/${name}`
  const fault = (rule: string, severity: Fault['severity'], message: string): Fault => {
    return { rule: `audio/${rule}`, severity, file, line: 1, column: 1, message }
  }
  const [locale = '', rest = ''] = name.split('/')
  const entry = entries.get(rest.split('.')[0] ?? '')
  if (entry === undefined) {
    return fault('unknown-entry', 'error', 'No entry has this name; nobody can ask to hear it.')
  }
  if (!expected.has(name)) {
    const wanted = LOCALES.filter((one) => one === locale).map((one) => nameOf(entry, one))
    const message = `The answer has other words now, so nobody hears this; record it again as ${wanted}.`
    return fault('outdated', 'warning', message)
  }
  if (!isOggOpus(join(root, file))) {
    return fault('wrong-format', 'error', 'This is not OGG with Opus, which every channel plays.')
  }
  if (statSync(join(root, file)).size > MAX_BYTES) {
    const message = `This is larger than ${MAX_BYTES} bytes; 16 kbit/s are enough for a voice.`
    return fault('too-large', 'error', message)
  }
  return undefined
}

/** The first page of such a file begins with these two words (RFC 7845). */
function isOggOpus(path: string): boolean {
  const head = Buffer.alloc(36)
  const file = openSync(path, 'r')
  readSync(file, head, 0, head.length, 0)
  closeSync(file)
  return head.toString('latin1', 0, 4) === 'OggS' && head.toString('latin1', 28) === 'OpusHead'
}
