import { type PersonId, toPersonId } from '../../src/core/index.ts'
import type {
  AnnouncementRecord,
  AuditRecord,
  CampaignRecord,
  CaseRecord,
  OutboxRecord,
  OverrideRecord,
  PersonRecord,
  QuestionRecord,
  ReferralRecord,
  ReminderRecord,
  StaffRecord,
  StaffSessionRecord,
  SubscriptionRecord,
} from '../../src/ports/index.ts'

export const AMINA: PersonId = toPersonId('amina')
export const BILAL: PersonId = toPersonId('bilal')

export function person(id: string, change: Partial<PersonRecord> = {}): PersonRecord {
  return {
    id: toPersonId(id),
    channel: 'telegram',
    address: 'sealed-address',
    session: 'sealed-session',
    createdAt: 1000,
    lastSeenAt: 1000,
    gone: false,
    ...change,
  }
}

export function outgoing(id: string, change: Partial<OutboxRecord> = {}): OutboxRecord {
  return {
    id,
    person: AMINA,
    channel: 'telegram',
    address: 'sealed-address',
    message: 'sealed-message',
    createdAt: 1000,
    dueAt: 1000,
    attempts: 0,
    state: 'waiting',
    ...change,
  }
}

export function question(id: string, change: Partial<QuestionRecord> = {}): QuestionRecord {
  return {
    id,
    person: AMINA,
    channel: 'telegram',
    locale: 'fr',
    state: 'open',
    thread: [{ from: 'person', text: 'sealed-text', at: 1000 }],
    createdAt: 1000,
    updatedAt: 1000,
    revision: 1,
    ...change,
  }
}

export function reminder(id: string, change: Partial<ReminderRecord> = {}): ReminderRecord {
  return {
    id,
    person: AMINA,
    channel: 'telegram',
    content: 'sealed-content',
    locale: 'fr',
    dueAt: 1000,
    createdAt: 500,
    ...change,
  }
}

export function referral(id: string, change: Partial<ReferralRecord> = {}): ReferralRecord {
  return {
    id,
    person: AMINA,
    channel: 'telegram',
    locale: 'fr',
    content: 'sealed-content',
    partner: 'hidden-partner',
    code: `code-${id}`,
    createdAt: 1000,
    ...change,
  }
}

export function colleague(id: string, change: Partial<StaffRecord> = {}): StaffRecord {
  return {
    id,
    name: id,
    role: 'reviewer',
    passwordHash: 'hash',
    createdAt: 1000,
    disabled: false,
    ...change,
  }
}

export function signedIn(
  tokenHash: string,
  change: Partial<StaffSessionRecord> = {},
): StaffSessionRecord {
  return {
    ...{ tokenHash, staffId: '1', csrf: 'c' },
    ...{ createdAt: 0, expiresAt: 9, seenAt: 0 },
    ...change,
  }
}

export function audited(id: string, change: Partial<AuditRecord> = {}): AuditRecord {
  return { id, at: 1000, by: '1', action: 'joined', target: '1', ...change }
}

export function campaign(code: string, change: Partial<CampaignRecord> = {}): CampaignRecord {
  return {
    code,
    name: 'Affiche',
    locale: 'fr',
    channel: 'any',
    from: '2026-03-01',
    createdAt: 1000,
    revision: 1,
    ...change,
  }
}

export function override(id: string, change: Partial<OverrideRecord> = {}): OverrideRecord {
  return {
    id,
    change: { type: 'phrasings', kind: 'entry', target: 'a', phrasings: { fr: ['é "\n'] } },
    state: 'draft',
    by: '1',
    createdAt: 1000,
    updatedAt: 1000,
    revision: 1,
    ...change,
  }
}

export function noted(group: string, change: Partial<CaseRecord> = {}): CaseRecord {
  return { group, updatedAt: 1000, ...change }
}

export function subscription(
  id: string,
  change: Partial<SubscriptionRecord> = {},
): SubscriptionRecord {
  return {
    ...{ id, person: AMINA, list: 'l', content: 'sealed-content', createdAt: 1000 },
    ...change,
  }
}

export function announcement(
  id: string,
  change: Partial<AnnouncementRecord> = {},
): AnnouncementRecord {
  return {
    id,
    audience: { kind: 'topic', value: 'work' },
    texts: { fr: 'é "\n', ar: 'خبر', ary: 'خبار', en: '' },
    until: '2026-03-31',
    state: 'draft',
    by: '1',
    createdAt: 1000,
    updatedAt: 1000,
    revision: 1,
    ...change,
  }
}
