import { isDalilError } from '../../errors.ts'

/** What a failure of the page means. */
export type Failure =
  /** The page or its browser is gone. */
  | 'gone'
  /** The page does not answer. */
  | 'hanging'
  /** WhatsApp could not be reached. */
  | 'network'
  /** The library does not find in the page what it looks for. */
  | 'changed'
  /** WhatsApp refuses this message, and always will. */
  | 'refused'
  | 'unknown'

/** By what the browser, the library and the page say; the first that fits. */
const SIGNS: readonly (readonly [RegExp, Failure])[] = [
  [/net::ERR/u, 'network'],
  [/unknown module|is not a function|Cannot read propert|is not defined/iu, 'changed'],
  [/No LID for user|media-fault|upload failed|Invalid media type|wid error/iu, 'refused'],
  [/auth timeout|ready timeout/u, 'hanging'],
  [
    /detached|Target closed|(Session|Connection|page) closed|Protocol error|Execution context|Navigating frame|Failed to launch|already running/iu,
    'gone',
  ],
]

/** What went wrong in the page. The library throws strings, too. */
export function failureOf(error: unknown): Failure {
  if (isDalilError(error, 'channel:page_hangs')) return 'hanging'
  const text = error instanceof Error ? error.message : String(error)
  return SIGNS.find(([sign]) => sign.test(text))?.[1] ?? 'unknown'
}

/** Why something failed, fit for a log: what the page says may hold a number or a text. */
export function reasonOf(error: unknown): string {
  if (isDalilError(error)) return error.code
  const failure = failureOf(error)
  if (failure !== 'unknown') return REASONS[failure]
  return `the page of WhatsApp failed (${error instanceof Error ? error.name : 'no error'})`
}

const REASONS: Readonly<Record<Exclude<Failure, 'unknown'>, string>> = {
  gone: 'the browser of WhatsApp is gone',
  hanging: 'the page of WhatsApp does not answer',
  network: 'WhatsApp could not be reached',
  changed: 'the page of WhatsApp has changed',
  refused: 'WhatsApp refuses this message',
}
