import type { Locale, PartnerStatus } from '../../core/index.ts'

/** What of the content the staff can change. */
export const OVERRIDE_KINDS = ['entry', 'partner'] as const

/** One of {@link OVERRIDE_KINDS}. */
export type OverrideKind = (typeof OVERRIDE_KINDS)[number]

/** Where a change of the content comes from. */
interface Origin {
  /** The group of questions that it is to answer, where one gave rise to it. */
  readonly from?: string
}

/** One row of a spreadsheet, as the whole that it makes of an entry or a partner. */
export interface ImportedRow {
  /** Its number in the spreadsheet. */
  readonly row: number
  readonly target: string
  /** YAML in the shape of the files. */
  readonly source: string
}

/** A change as it is laid over the files. */
export type ContentChange =
  /** More phrasings for an entry; the rest of it stays as the files have it. */
  | (Origin & {
      readonly type: 'phrasings'
      readonly kind: 'entry'
      readonly target: string
      readonly phrasings: Readonly<Partial<Record<Locale, readonly string[]>>>
    })
  /** That a partner is full for now, or open again; the rest of it stays as it is. */
  | (Origin & {
      readonly type: 'status'
      readonly kind: 'partner'
      readonly target: string
      readonly status: Extract<PartnerStatus, 'open' | 'paused'>
    })
  /** The whole of an entry or a partner, new or in place of its file: YAML in the shape of the files. */
  | (Origin & {
      readonly type: 'whole'
      readonly kind: OverrideKind
      readonly target: string
      readonly source: string
    })
  /** The rows of a spreadsheet: read, published and taken back together. */
  | (Origin & {
      readonly type: 'import'
      readonly kind: OverrideKind
      /** The name of the spreadsheet. */
      readonly target: string
      readonly rows: readonly ImportedRow[]
    })

/**
 * Where a change stands: being written, shown to somebody else for review, found good by somebody
 * else, in use, or taken back (undone, or written into the files).
 */
export const OVERRIDE_STATES = ['draft', 'proposed', 'reviewed', 'published', 'withdrawn'] as const

/** One of {@link OVERRIDE_STATES}. */
export type OverrideState = (typeof OVERRIDE_STATES)[number]

/** A change of the content by the staff. */
export interface OverrideRecord {
  /** Sorts by time of creation, unique. */
  readonly id: string
  readonly change: ContentChange
  readonly state: OverrideState
  /** The ids of the staff accounts that wrote it, found it good, and published it. */
  readonly by: string
  readonly reviewedBy?: string
  readonly publishedBy?: string
  readonly createdAt: number
  readonly updatedAt: number
  /** When it was published: changes are laid over the files in this order. */
  readonly publishedAt?: number
  /** Counts changes: whoever writes with an older one is told that it changed. */
  readonly revision: number
}

/** What the staff changed in the content, on top of the files. */
export interface OverrideRepository {
  put(record: OverrideRecord): Promise<void>
  find(id: string): Promise<OverrideRecord | undefined>
  /** Last changed first, `limit` at most; of one state and of one target where given. */
  list(options: {
    readonly limit: number
    readonly state?: OverrideState
    readonly of?: { readonly kind: OverrideKind; readonly target: string }
  }): Promise<readonly OverrideRecord[]>
  /** All that are published, the first published first: what lies over the files. */
  listPublished(): Promise<readonly OverrideRecord[]>
  delete(id: string): Promise<void>
}
