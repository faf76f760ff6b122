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
import type { IndexDefinition } from './table.ts'

/** The one group of an index that has no groups. */
export const ALL = ''

const all = <R>(score: (record: R) => number): IndexDefinition<R> => ({ group: () => ALL, score })

/** The ways records are found besides their key. */
export const INDEXES = {
  people: { seen: all((record: PersonRecord) => record.lastSeenAt) },
  deliveries: { added: all((record: { readonly at: number }) => record.at) },
  outbox: {
    due: {
      group: (record: OutboxRecord) => (record.state === 'waiting' ? record.channel : undefined),
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
