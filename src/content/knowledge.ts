import type { Entry, Localized, Topic } from '../core/index.ts'
import type { FlowSet } from '../flow/index.ts'
import type { Directory } from '../partners/index.ts'
import type { Texts } from '../ports/index.ts'
import type { UrgencyGate } from '../urgency/index.ts'
import type { Recordings } from './recordings.ts'

/** A greeting, a thank you, an insult: answered and done with. */
export interface Smalltalk {
  readonly smalltalk: string
  readonly answers: Localized
  readonly phrasings: Localized<readonly string[]>
  /** Where it may stand beside a question that has to be answered. */
  readonly beside: readonly ('before' | 'after' | 'following')[]
  /** Words that go along with small talk and mean nothing of their own. */
  readonly along: readonly string[]
  /** Words that mean nothing in a message that is small talk besides. */
  readonly fill: readonly string[]
}

/** A group of entries as the menus show it. */
export interface MenuGroup {
  readonly group: string
  readonly title: Localized
  readonly entries: readonly string[]
}

/** A subject as the menus show it. */
export interface MenuTopic {
  readonly topic: Topic
  readonly title: Localized
  /** The name shown in discreet mode. */
  readonly discreet?: Localized | undefined
  readonly groups: readonly MenuGroup[]
  readonly flows: readonly string[]
}

/** All that is written in `content/` and `flows/`, as it stands at one moment. */
export interface Knowledge {
  readonly entries: ReadonlyMap<string, Entry>
  readonly smalltalk: ReadonlyMap<string, Smalltalk>
  readonly menu: readonly MenuTopic[]
  readonly flows: FlowSet
  readonly texts: Texts
  readonly directory: Directory
  readonly urgency: UrgencyGate
  /** The answers that can be listened to. */
  readonly recordings: Recordings
}
