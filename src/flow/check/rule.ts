import { type Fault, LOCALES, type Locale, type Need } from '../../core/index.ts'
import type { Path } from '../../documents/index.ts'
import type { ChannelLimits, Texts } from '../../ports/index.ts'
import type { Flow, FlowSet } from '../flow.ts'
import { keyOf } from '../show.ts'

/** What the rules hold the flows against. */
export interface FlowWorld {
  readonly texts: Texts
  /** The key of every text that one language has at least, as `namespace:path`. */
  readonly textKeys: readonly string[]
  /** Whether a text may stand in a file that has a fault of its own. */
  isUnread(locale: Locale, key: string): boolean
  /** Flows that were left out for a fault of their own. */
  readonly unreadFlows: ReadonlySet<string>
  /** Ids of the entries there are. */
  readonly entries: ReadonlySet<string>
  /** How many partners fit a need somewhere in the country. */
  partnersFor(need: Need): number
  /** What each channel can show. */
  readonly limits: readonly ChannelLimits[]
  /** Characters of a title, which is one line of a menu. */
  readonly longestTitle: number
}

/** One check of the flows: a name for people to quote, a reason, and what it finds. */
export interface FlowRule {
  readonly rule: string
  /** Why it exists, in one line. */
  readonly reason: string
  find(flow: Flow, world: FlowWorld & { readonly flows: FlowSet }): Iterable<Finding>
}

/** What a rule found, and where in the file. */
export interface Finding {
  readonly path: Path
  readonly message: string
  readonly severity?: 'warning'
  readonly suggestion?: string | undefined
}

/** A finding with its place in the file. */
export function toFault(rule: FlowRule, flow: Flow, finding: Finding): Fault {
  const { path, message, severity, suggestion } = finding
  return {
    rule: rule.rule,
    severity: severity ?? 'error',
    file: flow.document.file,
    ...flow.document.locate(path),
    message,
    ...(suggestion === undefined ? {} : { suggestion }),
  }
}

/** A text as it stands in a locale, with its `{{names}}`; `undefined` where it is missing. */
export function rawText(texts: Texts, flow: Flow, locale: Locale, key: string): string | undefined {
  const full = keyOf(flow, key)
  return texts.has(locale, full) ? texts.list(locale, full).join('\n') : undefined
}

/** The locales, each with what stands there under a key. */
export function rawTexts(texts: Texts, flow: Flow, key: string) {
  return LOCALES.map((locale) => ({ locale, text: rawText(texts, flow, locale, key) }))
}
