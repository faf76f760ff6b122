import type { Repositories } from '../../ports/index.ts'
import type { Scope } from '../scope.ts'
import { createAnnouncementRepository } from './announcement.ts'
import { createAuditRepository } from './audit.ts'
import { createCampaignRepository } from './campaign.ts'
import { createCaseRepository } from './case.ts'
import { createDeliveryRepository } from './delivery.ts'
import { createFigureRepository } from './figure.ts'
import { createOutboxRepository } from './outbox.ts'
import { createOverrideRepository } from './override.ts'
import { createPersonRepository } from './person.ts'
import { createQuestionRepository } from './question.ts'
import { createReferralRepository } from './referral.ts'
import { createReminderRepository } from './reminder.ts'
import { createSettingRepository } from './setting.ts'
import { createSignalSender } from './signal.ts'
import { createStaffRepository } from './staff.ts'
import { createSubscriptionRepository } from './subscription.ts'

/** The repositories over tables, shared by the memory store and the embedded one. */
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
