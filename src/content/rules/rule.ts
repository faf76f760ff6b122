import type { Entry, Fault, Locale, Partner } from '../../core/index.ts'
import type { Document, Path } from '../../documents/index.ts'
import type { Months } from '../figures.ts'
import type { Smalltalk } from '../knowledge.ts'
import type { Unread } from '../unread.ts'

/** What the rules about entries look at. */
export interface EntryWorld {
  readonly entries: ReadonlyMap<string, Entry>
  readonly documents: ReadonlyMap<string, Document>
  readonly partners: ReadonlyMap<string, Partner>
  readonly flows: ReadonlySet<string>
  /** What stands in files with a fault of their own; nothing where left out. */
  readonly unread?: Unread
  readonly smalltalk: ReadonlyMap<string, Pick<Smalltalk, 'phrasings'>>
  readonly months: Months
  /** `YYYY-MM-DD`. */
  readonly today: string
  /** Characters of a message on the channel that takes fewest. */
  readonly longestText: number
  /** The longest text in which this answer may be sent: with whom to confirm it, or out of date. */
  whole(entry: Entry, locale: Locale): string
}

/** One check of the content: a name for people to quote, a reason, and what it finds. */
export interface EntryRule {
  readonly rule: string
  /** Why it exists, in one line. */
  readonly reason: string
  find(entry: Entry, world: EntryWorld): Iterable<Finding>
}

/** What a rule found, and where below the entry's file. */
export interface Finding {
  readonly path: Path
  readonly message: string
  readonly severity?: 'warning'
  readonly suggestion?: string | undefined
  /** What was counted, and the least or the most that it should be. */
  readonly measure?: readonly [found: number, limit: number]
}

/** A finding with its place in the file. */
export function toFault(rule: EntryRule, entry: Entry, world: EntryWorld, finding: Finding): Fault {
  const place = world.documents.get(entry.entry)?.locate(finding.path) ?? { line: 1, column: 1 }
  return {
    rule: rule.rule,
    severity: finding.severity ?? 'error',
    file: `content/faq/${entry.topic}/${entry.entry}.yaml`,
    ...place,
    message: finding.message,
    ...(finding.suggestion === undefined ? {} : { suggestion: finding.suggestion }),
  }
}
