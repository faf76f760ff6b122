import type { Repositories } from '../../../ports/index.ts'
import type { TableName } from '../../tables/index.ts'
import type { Codec } from '../rows.ts'
import type { Scope } from '../scope.ts'
import { announcements, createAnnouncementRepository } from './announcement.ts'
import { audit, createAuditRepository } from './audit.ts'
import { campaigns, createCampaignRepository } from './campaign.ts'
import { cases, createCaseRepository } from './case.ts'
import { createDeliveryRepository, deliveries } from './delivery.ts'
import { createFigureRepository, figures } from './figure.ts'
import { createOutboxRepository, outbox } from './outbox.ts'
import { createOverrideRepository, overrides } from './override.ts'
import { createPersonRepository, people } from './person.ts'
import { createQuestionRepository, questions } from './question.ts'
import { createReferralRepository, referrals } from './referral.ts'
import { createReminderRepository, reminders } from './reminder.ts'
import { createSettingRepository, settings } from './setting.ts'
import { createSignalSender } from './signal.ts'
import { createStaffRepository, staff } from './staff.ts'
import { attempts, invites, sessions } from './staff-entry.ts'
import { createSubscriptionRepository, subscriptions } from './subscription.ts'

/** The repositories over PostgreSQL. */
export function createRepositories(scope: Scope): Repositories {
  return {
    people: createPersonRepository(scope),
    deliveries: createDeliveryRepository(scope),
    outbox: createOutboxRepository(scope),
    questions: createQuestionRepository(scope),
    cases: createCaseRepository(scope),
    referrals: createReferralRepository(scope),
    reminders: createReminderRepository(scope),
    staff: createStaffRepository(scope),
    audit: createAuditRepository(scope),
    figures: createFigureRepository(scope),
    campaigns: createCampaignRepository(scope),
    settings: createSettingRepository(scope),
    overrides: createOverrideRepository(scope),
    subscriptions: createSubscriptionRepository(scope),
    announcements: createAnnouncementRepository(scope),
    signals: createSignalSender(scope),
  }
}

/** How each table is written and read as a whole. */
export const CODECS: { readonly [N in TableName]: Codec<N> } = {
  people,
  deliveries,
  outbox,
  questions,
  cases,
  referrals,
  reminders,
  staff,
  invites,
  sessions,
  attempts,
  audit,
  figures,
  campaigns,
  settings,
  overrides,
  subscriptions,
  announcements,
}
