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
  const made = new ScopedRepositories(scope)
  return {
    people: made.people,
    deliveries: made.deliveries,
    outbox: made.outbox,
    questions: made.questions,
    cases: made.cases,
    referrals: made.referrals,
    reminders: made.reminders,
    staff: made.staff,
    audit: made.audit,
    figures: made.figures,
    campaigns: made.campaigns,
    settings: made.settings,
    overrides: made.overrides,
    subscriptions: made.subscriptions,
    announcements: made.announcements,
    signals: made.signals,
  }
}

type Made = { -readonly [N in keyof Repositories]?: Repositories[N] }

/**
 * The same, each made when it is first asked for: every turn has a scope of its own, and needs few
 * of them.
 */
export class ScopedRepositories implements Repositories {
  readonly #scope: Scope
  readonly #made: Made = {}

  constructor(scope: Scope) {
    this.#scope = scope
  }

  get people() {
    return this.#once('people', createPersonRepository)
  }

  get deliveries() {
    return this.#once('deliveries', createDeliveryRepository)
  }

  get outbox() {
    return this.#once('outbox', createOutboxRepository)
  }

  get questions() {
    return this.#once('questions', createQuestionRepository)
  }

  get cases() {
    return this.#once('cases', createCaseRepository)
  }

  get referrals() {
    return this.#once('referrals', createReferralRepository)
  }

  get reminders() {
    return this.#once('reminders', createReminderRepository)
  }

  get staff() {
    return this.#once('staff', createStaffRepository)
  }

  get audit() {
    return this.#once('audit', createAuditRepository)
  }

  get figures() {
    return this.#once('figures', createFigureRepository)
  }

  get campaigns() {
    return this.#once('campaigns', createCampaignRepository)
  }

  get settings() {
    return this.#once('settings', createSettingRepository)
  }

  get overrides() {
    return this.#once('overrides', createOverrideRepository)
  }

  get subscriptions() {
    return this.#once('subscriptions', createSubscriptionRepository)
  }

  get announcements() {
    return this.#once('announcements', createAnnouncementRepository)
  }

  get signals() {
    return this.#once('signals', createSignalSender)
  }

  #once<N extends keyof Repositories>(
    name: N,
    create: (scope: Scope) => NonNullable<Made[N]>,
  ): NonNullable<Made[N]> {
    const made = this.#made[name] ?? create(this.#scope)
    this.#made[name] = made
    return made
  }
}
