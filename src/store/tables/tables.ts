import type {
  AnnouncementRecord,
  AuditRecord,
  CampaignRecord,
  CaseRecord,
  Figure,
  InviteRecord,
  OutboxRecord,
  OverrideRecord,
  PersonRecord,
  QuestionRecord,
  ReferralRecord,
  ReminderRecord,
  StaffAttemptRecord,
  StaffRecord,
  StaffSessionRecord,
  SubscriptionRecord,
} from '../../ports/index.ts'
import { type IndexDefinition, Table } from './table.ts'
import { TableView } from './view.ts'

/** What each table holds. */
export interface TableRecords {
  readonly people: PersonRecord
  readonly deliveries: { readonly at: number }
  readonly outbox: OutboxRecord
  readonly questions: QuestionRecord
  readonly reminders: ReminderRecord
  readonly staff: StaffRecord
  readonly invites: InviteRecord
  readonly sessions: StaffSessionRecord
  readonly attempts: StaffAttemptRecord
  readonly audit: AuditRecord
  readonly figures: Figure
  readonly campaigns: CampaignRecord
  readonly settings: string
  readonly overrides: OverrideRecord
  readonly cases: CaseRecord
  readonly subscriptions: SubscriptionRecord
  readonly announcements: AnnouncementRecord
  readonly referrals: ReferralRecord
}

/** The name of a table, as it stands in the journal: never changes. */
export type TableName = keyof TableRecords

/** All tables. */
export type Tables = { readonly [N in TableName]: Table<TableRecords[N]> }

/** All tables as one transaction sees them. */
export type Views = { readonly [N in TableName]: TableView<TableRecords[N]> }

/** A record with its place; `undefined` is "deleted". */
export interface Row {
  readonly table: TableName
  readonly key: string
  readonly value: unknown
}

/** A {@link Row} whose value is known by its table. */
export type KeptRow = {
  readonly [N in TableName]: {
    readonly table: N
    readonly key: string
    readonly value: TableRecords[N]
  }
}[TableName]

/** The one group of an index that has no groups. */
export const ALL = ''

const all = <R>(score: (record: R) => number): IndexDefinition<R> => ({ group: () => ALL, score })

/** The ways records are found besides their key. */
export const INDEXES = {
  people: { seen: all((record: PersonRecord) => record.lastSeenAt) },
  deliveries: { added: all((record: { readonly at: number }) => record.at) },
  outbox: {
    state: { group: (record: OutboxRecord) => record.state, score: () => 0 },
    due: {
      group: (record) => (record.state === 'waiting' ? record.channel : undefined),
      score: (record) => record.dueAt,
    },
    failed: {
      group: (record) => (record.state === 'failed' ? ALL : undefined),
      score: (record) => record.createdAt,
    },
    // By id, which sorts by creation also where the clock was set back.
    person: { group: (record) => record.person, score: () => 0 },
  } satisfies Record<string, IndexDefinition<OutboxRecord>>,
  questions: {
    created: all((record: QuestionRecord) => record.createdAt),
    changed: all((record: QuestionRecord) => record.updatedAt),
    state: { group: (record) => record.state, score: (record) => record.createdAt },
    person: { group: (record) => record.person, score: (record) => record.createdAt },
    group: { group: (record) => record.group, score: (record) => record.createdAt },
    openGroup: {
      group: (record) => (record.state === 'open' ? record.group : undefined),
      score: (record) => record.createdAt,
    },
  } satisfies Record<string, IndexDefinition<QuestionRecord>>,
  reminders: {
    due: all((record: ReminderRecord) => record.dueAt),
    person: { group: (record) => record.person, score: (record) => record.dueAt },
  } satisfies Record<string, IndexDefinition<ReminderRecord>>,
  staff: {
    name: { group: (record: StaffRecord) => record.name, score: () => 0 },
    created: all((record: StaffRecord) => record.createdAt),
  } satisfies Record<string, IndexDefinition<StaffRecord>>,
  invites: { ended: all((record: InviteRecord) => record.expiresAt) },
  sessions: {
    ended: all((record: StaffSessionRecord) => record.expiresAt),
    staff: { group: (record) => record.staffId, score: () => 0 },
  } satisfies Record<string, IndexDefinition<StaffSessionRecord>>,
  attempts: { ended: all((record: StaffAttemptRecord) => record.expiresAt) },
  audit: { added: all((record: AuditRecord) => record.at) },
  figures: { day: all((record: Figure) => dayNumber(record.day)) },
  campaigns: { created: all((record: CampaignRecord) => record.createdAt) },
  overrides: {
    changed: all((record: OverrideRecord) => record.updatedAt),
    state: { group: (record) => record.state, score: (record) => record.updatedAt },
    target: { group: ({ change }) => targetOf(change), score: (record) => record.updatedAt },
    published: {
      group: (record) => (record.state === 'published' ? ALL : undefined),
      score: (record) => record.publishedAt ?? 0,
    },
  } satisfies Record<string, IndexDefinition<OverrideRecord>>,
  cases: {
    changed: all((record: CaseRecord) => record.updatedAt),
    assignee: { group: (record) => record.assignee, score: (record) => record.updatedAt },
  } satisfies Record<string, IndexDefinition<CaseRecord>>,
  subscriptions: {
    person: { group: (record) => record.person, score: (record) => record.createdAt },
    list: { group: (record) => record.list, score: (record) => record.createdAt },
  } satisfies Record<string, IndexDefinition<SubscriptionRecord>>,
  announcements: {
    created: all((record: AnnouncementRecord) => record.createdAt),
    sending: {
      group: (record) => (record.state === 'sending' ? ALL : undefined),
      score: (record) => record.approvedAt ?? 0,
    },
  } satisfies Record<string, IndexDefinition<AnnouncementRecord>>,
  referrals: {
    created: all((record: ReferralRecord) => record.createdAt),
    partner: { group: (record) => record.partner, score: (record) => record.createdAt },
    person: { group: (record) => record.person, score: (record) => record.createdAt },
    code: { group: (record) => record.code, score: (record) => record.createdAt },
    due: {
      group: (record) => (record.askAt === undefined ? undefined : ALL),
      score: (record) => record.askAt ?? 0,
    },
    silent: {
      group: (record) => (record.silent === undefined ? undefined : ALL),
      score: (record) => record.saidAt ?? 0,
    },
  } satisfies Record<string, IndexDefinition<ReferralRecord>>,
} as const

/** What a change is about, as one name. */
export function targetOf({ kind, target }: { readonly kind: string; readonly target: string }) {
  return `${kind}:${target}`
}

/** A day `YYYY-MM-DD` as a number that sorts as days do. */
export function dayNumber(day: string): number {
  return Number(day.replaceAll('-', ''))
}

/** Creates empty tables. */
export function createTables(): Tables {
  const { people, deliveries, outbox, questions, reminders, referrals } = INDEXES
  const { staff, invites, sessions, attempts, audit, figures, campaigns, overrides, cases } =
    INDEXES
  const { subscriptions, announcements } = INDEXES
  return {
    people: new Table(Object.values(people)),
    deliveries: new Table(Object.values(deliveries)),
    outbox: new Table(Object.values(outbox)),
    questions: new Table(Object.values(questions)),
    reminders: new Table(Object.values(reminders)),
    staff: new Table(Object.values(staff)),
    invites: new Table(Object.values(invites)),
    sessions: new Table(Object.values(sessions)),
    attempts: new Table(Object.values(attempts)),
    audit: new Table(Object.values(audit)),
    figures: new Table<Figure>(Object.values(figures)),
    campaigns: new Table(Object.values(campaigns)),
    settings: new Table<string>([]),
    overrides: new Table(Object.values(overrides)),
    cases: new Table(Object.values(cases)),
    subscriptions: new Table(Object.values(subscriptions)),
    announcements: new Table(Object.values(announcements)),
    referrals: new Table(Object.values(referrals)),
  }
}

/** The names of all tables. */
export const TABLE_NAMES = [
  'people',
  'deliveries',
  'outbox',
  'questions',
  'reminders',
  'staff',
  'invites',
  'sessions',
  'attempts',
  'audit',
  'figures',
  'campaigns',
  'settings',
  'overrides',
  'cases',
  'subscriptions',
  'announcements',
  'referrals',
] as const satisfies readonly TableName[]

/** Views of all tables, without changes yet. */
export function createViews(tables: Tables): Views {
  return {
    people: new TableView(tables.people),
    deliveries: new TableView(tables.deliveries),
    outbox: new TableView(tables.outbox),
    questions: new TableView(tables.questions),
    reminders: new TableView(tables.reminders),
    staff: new TableView(tables.staff),
    invites: new TableView(tables.invites),
    sessions: new TableView(tables.sessions),
    attempts: new TableView(tables.attempts),
    audit: new TableView(tables.audit),
    figures: new TableView(tables.figures),
    campaigns: new TableView(tables.campaigns),
    settings: new TableView(tables.settings),
    overrides: new TableView(tables.overrides),
    cases: new TableView(tables.cases),
    subscriptions: new TableView(tables.subscriptions),
    announcements: new TableView(tables.announcements),
    referrals: new TableView(tables.referrals),
  }
}

/** Puts a row read from a file of ours, whose checksum held, into its table. */
export function putRow(tables: Tables, { table, key, value }: Row): void {
  const target: Table<unknown> = tables[table] as Table<unknown>
  target.set(key, value ?? undefined)
}

/** Whether `value` names a table. */
export function isTableName(value: unknown): value is TableName {
  return TABLE_NAMES.includes(value as TableName)
}

/** Reads a line of an export; `undefined` when it is none. */
export function parseRow(line: string): Row | undefined {
  try {
    const row: unknown = JSON.parse(line)
    if (typeof row !== 'object' || row === null) return undefined
    const { table, key, value } = row as Partial<Record<keyof Row, unknown>>
    const isRow = isTableName(table) && typeof key === 'string' && value !== undefined
    if (!isRow || value === null) return undefined
    const isOfTable = typeof value === (table === 'settings' ? 'string' : 'object')
    return isOfTable ? { table, key, value } : undefined
  } catch {
    return undefined
  }
}
