/** What the staff noted about a group of questions. */
export interface CaseRecord {
  /** The name of the group. */
  readonly group: string
  /** The id of the staff account that takes care of it. */
  readonly assignee?: string
  /** Sealed. */
  readonly note?: string
  readonly updatedAt: number
}

/** What the staff noted about groups of questions. */
export interface CaseRepository {
  put(record: CaseRecord): Promise<void>
  find(group: string): Promise<CaseRecord | undefined>
  /** Those of one staff account, last changed first, `limit` at most. */
  listOf(assignee: string, limit: number): Promise<readonly CaseRecord[]>
  delete(group: string): Promise<void>
  /** Deletes those last changed before `time`. */
  prune(time: number): Promise<number>
}
