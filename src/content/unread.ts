import type { Fault } from '../core/index.ts'
import type { Project } from './project.ts'

/** Ids of what stands in files that have a fault of their own, and so is missed everywhere else. */
export interface Unread {
  readonly entries: ReadonlySet<string>
  readonly partners: ReadonlySet<string>
  readonly flows: ReadonlySet<string>
}

/** What is there for whoever names it, though its file was left out. */
export function unreadIn({ faults }: Pick<Project, 'faults'>): Unread {
  const files = faults.filter(isError).map(({ file }) => file)
  const named = (pattern: RegExp) => new Set(files.flatMap((file) => pattern.exec(file)?.[1] ?? []))
  return {
    entries: named(/^content\/faq\/[^/]+\/([^/]+)\.yaml$/u),
    partners: named(/^content\/partners\/([^/]+)\.yaml$/u),
    flows: named(/^flows\/([^./]+)\./u),
  }
}

/** Files that everything else is held against: towns, needs, subjects, the names of the months. */
const SHARED = /^content\/(?:[^/]+|locales\/[^/]+\/numbers)\.yaml$/u

/**
 * Whether one of the files that everything else is held against could not be read. What is found
 * without it would only say the same again, hundreds of times.
 */
export function lacksShared({ faults }: Pick<Project, 'faults'>): boolean {
  return faults.some((fault) => isError(fault) && isUnreadable(fault) && SHARED.test(fault.file))
}

function isUnreadable({ rule }: Fault): boolean {
  return rule.startsWith('yaml/') || rule.endsWith('/shape')
}

function isError({ severity }: Fault): boolean {
  return severity === 'error'
}
