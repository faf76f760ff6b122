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
