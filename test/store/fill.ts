import { type Store, silentLogger } from '../../src/ports/index.ts'
import { openLowdbStore } from '../../src/store/lowdb/index.ts'
import {
  announcement,
  audited,
  campaign,
  colleague,
  noted,
  outgoing,
  override,
  person,
  question,
  referral,
  reminder,
  signedIn,
  subscription,
} from './records.ts'

/** Any text that a person, a form or a program may make. */
const ODD = 'é 👩‍👧 \ud800 "\n\0 دليل \uffff'

/** Keeps something in every table, with the parts that may be left out and without them. */
export async function fillStore(store: Store): Promise<void> {
  await store.people.put(person('amina', { session: ODD }))
  await store.people.put(person(ODD, { gone: true, lastSeenAt: 1.7e12 }))
  await store.deliveries.add('d-1', 1000)
  await store.outbox.add(
    outgoing('1', { unasked: { until: 9 }, questionId: 'q', reason: 'refused' }),
  )
  await store.outbox.add(outgoing('3', { announcement: ODD }))
  await store.outbox.add(outgoing('2', { dueAt: Number.MAX_SAFE_INTEGER, state: 'failed' }))
  await store.questions.put(question('a'))
  await store.questions.put(
    question('b', {
      ...{ topic: 'work', answered: 'x', group: 'g', closedAs: 'ignored' },
      thread: [{ from: 'team', text: ODD, at: 1, by: 'salma' }],
      before: { action: 'x', state: 'open', messages: 1 },
    }),
  )
  await store.cases.put(noted('g', { assignee: '1', note: ODD }))
  await store.reminders.put(reminder('r'))
  await store.referrals.put(referral('e', { content: ODD, askAt: 9 }))
  await store.referrals.put(
    referral('f', { partnerSays: 'came', personSays: 'not-reached', saidAt: 8, silent: ODD }),
  )
  await store.staff.put(colleague('s'))
  await store.staff.put(colleague('t', { totp: { secret: ODD, lastStep: 5 }, disabled: true }))
  await store.staff.putInvite({ tokenHash: 'i', role: 'admin', createdAt: 0, expiresAt: 9 })
  await store.staff.putSession(signedIn('k', { awaitsCode: true }))
  await store.staff.putAttempts({ bucket: 'b', count: 5, lockedUntil: 50, expiresAt: 100 })
  await store.audit.add(audited('1', { role: 'editor' }))
  const facets = { topic: 'work', locale: 'ary' }
  await store.figures.increment({ day: '2026-03-31', event: 'answered', facets }, 41)
  await store.figures.increment({ day: '2026-03-31', event: 'answered', facets: {} })
  await store.campaigns.put(campaign('KAMILUZ', { topic: 'mothers', until: '2026-06-30' }))
  await store.settings.put('note', '')
  await store.overrides.put(override('1'))
  await store.subscriptions.put(subscription('s', { content: ODD, last: 'a' }))
  await store.announcements.put(announcement('a'))
  await store.announcements.put(
    announcement('b', { state: 'sending', approvedBy: '2', approvedAt: 9, queuedAt: 9 }),
  )
}

/** A data folder that was filled so. */
export async function fillFolder(dir: string): Promise<void> {
  const store = await openLowdbStore({ dir, clock: { now: () => 0 }, logger: silentLogger })
  await fillStore(store)
  await store.close()
}
