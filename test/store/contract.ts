import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Repositories, Signal, Store } from '../../src/ports/index.ts'
import {
  AMINA,
  announcement,
  audited,
  BILAL,
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

/** A store under test: opened empty, opened again with what it kept, and cleaned away. */
export interface StoreUnderTest {
  readonly open: () => Promise<Store>
  /** Opens the same store again after `close`; left out where nothing outlives it. */
  readonly reopen?: () => Promise<Store>
  readonly dispose?: () => Promise<void>
}

const LOCKED = { bucket: 'b', count: 5, lockedUntil: 50, expiresAt: 100 }

/** What every store promises, in the words of its port. */
export function storeContract(name: string, create: () => Promise<StoreUnderTest>): void {
  describe(`store contract: ${name}`, () => {
    let under: StoreUnderTest
    let store: Store
    const ids = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id)

    beforeEach(async () => {
      under = await create()
      store = await under.open()
    })

    afterEach(async () => {
      await store.close()
      await under.dispose?.()
    })

    describe('people', () => {
      it('finds a person as they were put', async () => {
        await store.people.put(person('amina', { session: 'é 👩‍👧 \ud800 "\n' }))

        expect(await store.people.find(AMINA)).toEqual({
          id: 'amina',
          channel: 'telegram',
          address: 'sealed-address',
          session: 'é 👩‍👧 \ud800 "\n',
          createdAt: 1000,
          lastSeenAt: 1000,
          gone: false,
        })
      })

      it('finds nobody who was never put, or was deleted', async () => {
        await store.people.put(person('bilal'))
        await store.people.delete(BILAL)

        expect(await store.people.find(AMINA)).toBeUndefined()
        expect(await store.people.find(BILAL)).toBeUndefined()
      })

      it('counts each person once, however often they are put', async () => {
        await store.people.put(person('amina'))
        await store.people.put(person('amina', { lastSeenAt: 2000 }))
        await store.people.put(person('bilal'))

        expect(await store.people.count()).toBe(2)
      })

      it('lists people last seen before a time, oldest first', async () => {
        await store.people.put(person('c', { lastSeenAt: 30 }))
        await store.people.put(person('a', { lastSeenAt: 10 }))
        await store.people.put(person('b', { lastSeenAt: 20 }))
        await store.people.put(person('a', { lastSeenAt: 25 }))

        expect(ids(await store.people.listIdle(30, 10))).toEqual(['b', 'a'])
        expect(ids(await store.people.listIdle(31, 1))).toEqual(['b'])
      })
    })

    describe('deliveries', () => {
      it('remembers a delivery until it is pruned', async () => {
        await store.deliveries.add('d-1', 1000)
        await store.deliveries.add('d-2', 2000)

        expect(await store.deliveries.prune(2000)).toBe(1)
        expect(await store.deliveries.has('d-1')).toBe(false)
        expect(await store.deliveries.has('d-2')).toBe(true)
      })

      it('prunes more than one batch', async () => {
        await store.transaction(async (kept) => {
          for (let at = 0; at < 2500; at += 1) await kept.deliveries.add(`d-${at}`, at)
        })

        expect(await store.deliveries.prune(2400)).toBe(2400)
        expect(await store.deliveries.has('d-2399')).toBe(false)
        expect(await store.deliveries.has('d-2400')).toBe(true)
      })
    })

    describe('outbox', () => {
      it('lists waiting messages that are due, the longest due first', async () => {
        await store.outbox.add(outgoing('3', { dueAt: 50 }))
        await store.outbox.add(outgoing('1', { dueAt: 100 }))
        await store.outbox.add(outgoing('2', { dueAt: 100 }))
        await store.outbox.add(outgoing('4', { dueAt: 101 }))
        await store.outbox.add(outgoing('5', { dueAt: 10, state: 'failed' }))

        expect(ids(await store.outbox.listDue(100, 10))).toEqual(['3', '1', '2'])
        expect(ids(await store.outbox.listDue(100, 2))).toEqual(['3', '1'])
      })

      it('lists what is due on some channels, as if there were no others', async () => {
        await store.outbox.add(outgoing('1', { channel: 'whatsapp-web', dueAt: 10 }))
        await store.outbox.add(outgoing('2', { channel: 'telegram', dueAt: 30 }))
        await store.outbox.add(outgoing('3', { channel: 'web-chat', dueAt: 20 }))

        expect(ids(await store.outbox.listDue(100, 1, ['telegram', 'web-chat']))).toEqual(['3'])
        expect(ids(await store.outbox.listDue(100, 9, ['telegram', 'web-chat']))).toEqual([
          '3',
          '2',
        ])
        expect(await store.outbox.listDue(100, 9, [])).toEqual([])
      })

      it('does not list a message that was put off until the person is back', async () => {
        await store.outbox.add(outgoing('1'))
        await store.outbox.put(outgoing('1', { dueAt: Number.MAX_SAFE_INTEGER }))

        expect(await store.outbox.listDue(9_999_999_999_999, 10)).toEqual([])
        expect(ids(await store.outbox.listOf(AMINA))).toEqual(['1'])
      })

      it('lists the waiting messages of one person in the order they were written', async () => {
        await store.outbox.add(outgoing('2', { dueAt: 1 }))
        await store.outbox.add(outgoing('1', { dueAt: 9 }))
        await store.outbox.add(outgoing('3', { state: 'failed' }))
        await store.outbox.add(outgoing('4', { person: BILAL }))

        expect(ids(await store.outbox.listOf(AMINA))).toEqual(['1', '2'])
      })

      it('lists failed messages, newest first', async () => {
        await store.outbox.add(outgoing('1', { state: 'failed', createdAt: 1 }))
        await store.outbox.add(outgoing('2', { state: 'failed', createdAt: 2 }))
        await store.outbox.add(outgoing('3', { state: 'waiting', createdAt: 3 }))

        expect(ids(await store.outbox.listFailed(10))).toEqual(['2', '1'])
        expect(ids(await store.outbox.listFailed(1))).toEqual(['2'])
      })

      it('forgets those that failed long ago, and no other', async () => {
        await store.outbox.add(outgoing('1', { state: 'failed', createdAt: 1 }))
        await store.outbox.add(outgoing('2', { state: 'failed', createdAt: 5 }))
        await store.outbox.add(outgoing('3', { state: 'waiting', createdAt: 1 }))

        expect(await store.outbox.prune(5)).toBe(1)
        expect(await store.outbox.find('1')).toBeUndefined()
        expect(await store.outbox.count()).toEqual({ waiting: 1, failed: 1 })
      })

      it('replaces a message', async () => {
        await store.outbox.add(outgoing('1'))
        await store.outbox.put(outgoing('1', { attempts: 2, reason: 'not-taken' }))

        expect(await store.outbox.find('1')).toEqual(
          outgoing('1', { attempts: 2, reason: 'not-taken' }),
        )
      })

      it('does not bring back a message that was deleted while it was being sent', async () => {
        await store.outbox.add(outgoing('1'))
        await store.outbox.delete('1')
        await store.outbox.put(outgoing('1', { attempts: 1 }))

        expect(await store.outbox.find('1')).toBeUndefined()
        expect(await store.outbox.count()).toEqual({ waiting: 0, failed: 0 })
      })

      it('deletes all messages of a person, failed ones too', async () => {
        await store.outbox.add(outgoing('1'))
        await store.outbox.add(outgoing('2', { state: 'failed' }))
        await store.outbox.add(outgoing('3', { person: BILAL }))

        expect(await store.outbox.deleteOf(AMINA)).toBe(2)
        expect(await store.outbox.count()).toEqual({ waiting: 1, failed: 0 })
      })
    })

    describe('questions', () => {
      it('lists questions newest first, by state and before a time', async () => {
        await store.questions.put(question('a', { createdAt: 10 }))
        await store.questions.put(question('b', { createdAt: 20, state: 'answered' }))
        await store.questions.put(question('c', { createdAt: 30 }))

        expect(ids(await store.questions.list({ limit: 10 }))).toEqual(['c', 'b', 'a'])
        expect(ids(await store.questions.list({ limit: 10, state: 'open' }))).toEqual(['c', 'a'])
        expect(ids(await store.questions.list({ limit: 1, before: 30 }))).toEqual(['b'])
      })

      it('follows a question from one state to the next', async () => {
        await store.questions.put(question('a'))
        await store.questions.put(question('a', { state: 'answered', revision: 2 }))

        expect(await store.questions.countOpen()).toBe(0)
        expect(await store.questions.list({ limit: 10, state: 'open' })).toEqual([])
        expect(ids(await store.questions.list({ limit: 10, state: 'answered' }))).toEqual(['a'])
      })

      it('lists and deletes the questions of one person', async () => {
        await store.questions.put(question('a'))
        await store.questions.put(question('b', { person: BILAL }))

        expect(ids(await store.questions.listOf(AMINA))).toEqual(['a'])
        expect(await store.questions.deleteOf(AMINA)).toBe(1)
        expect(await store.questions.find('a')).toBeUndefined()
        expect(await store.questions.countOpen()).toBe(1)
      })

      it('prunes by the last change, not by the first', async () => {
        await store.questions.put(question('a', { createdAt: 10, updatedAt: 500 }))
        await store.questions.put(question('b', { createdAt: 20, updatedAt: 20 }))

        expect(await store.questions.prune(100)).toBe(1)
        expect(ids(await store.questions.list({ limit: 10 }))).toEqual(['a'])
      })

      it('deletes one question', async () => {
        await store.questions.put(question('a'))
        await store.questions.delete('a')

        expect(await store.questions.find('a')).toBeUndefined()
      })
    })

    describe('groups of questions', () => {
      const names = (groups: readonly { readonly group: string }[]) =>
        groups.map(({ group }) => group)

      beforeEach(async () => {
        await store.questions.put(question('a', { group: 'g', createdAt: 30 }))
        await store.questions.put(question('b', { group: 'g', createdAt: 50, person: BILAL }))
        await store.questions.put(question('c', { group: 'g', createdAt: 60 }))
        await store.questions.put(question('d', { group: 'h', createdAt: 20 }))
        await store.questions.put(question('e', { group: 'i', createdAt: 10 }))
        await store.questions.put(question('f', { group: 'i', createdAt: 15, state: 'answered' }))
        await store.questions.put(question('j', { createdAt: 5 }))
      })

      it('are listed the largest first, then the oldest, with what waits in them', async () => {
        expect(await store.questions.listGroups({ limit: 9 })).toEqual([
          { group: 'g', open: 3, people: 2, oldestAt: 30, newestAt: 60 },
          { group: 'i', open: 1, people: 1, oldestAt: 10, newestAt: 10 },
          { group: 'h', open: 1, people: 1, oldestAt: 20, newestAt: 20 },
        ])
        expect(await store.questions.countGroups()).toBe(3)
      })

      it('are listed page by page, also where the last one is gone meanwhile', async () => {
        const [first] = await store.questions.listGroups({ limit: 1 })
        const second = await store.questions.listGroups({
          limit: 1,
          ...(first === undefined ? {} : { after: first }),
        })
        await store.questions.delete('e')
        const [last = { group: '', open: 0, oldestAt: 0 }] = second

        expect(names(second)).toEqual(['i'])
        expect(names(await store.questions.listGroups({ limit: 9, after: last }))).toEqual(['h'])
      })

      it('are read to the end when nothing bounds them', async () => {
        const all = await store.questions.list({ limit: 99 })

        expect(await store.questions.list({ limit: 99, before: Infinity })).toEqual(all)
      })

      it('come once each on pages of any length, though many are of one size', async () => {
        for (let n = 0; n < 12; n += 1) {
          const size = n % 3 === 0 ? 2 : 1
          for (let k = 0; k < size; k += 1) {
            await store.questions.put(question(`${n} ${k}`, { group: `x${n}`, createdAt: n % 4 }))
          }
        }
        const all = await store.questions.listGroups({ limit: 99 })
        for (const limit of [1, 2, 5]) {
          const found: string[] = []
          let page = await store.questions.listGroups({ limit })
          while (page.length > 0) {
            found.push(...names(page))
            const [after = page[0]] = page.slice(-1)
            page = after === undefined ? [] : await store.questions.listGroups({ limit, after })
          }

          expect(found).toEqual(names(all))
        }
      })

      it('are found by name while something waits in them', async () => {
        await store.questions.put(question('d', { group: 'h', createdAt: 20, state: 'closed' }))

        expect(await store.questions.findGroup('i')).toEqual({
          ...{ group: 'i', open: 1, people: 1, oldestAt: 10, newestAt: 10 },
        })
        expect(await store.questions.findGroup('h')).toBeUndefined()
        expect(names(await store.questions.listGroups({ limit: 9 }))).toEqual(['g', 'i'])
      })

      it('hold questions of every state, newest first', async () => {
        expect(ids(await store.questions.listOfGroup('i', 9))).toEqual(['f', 'e'])
        expect(ids(await store.questions.listOfGroup('g', 2))).toEqual(['c', 'b'])
        expect(await store.questions.listOfGroup('z', 9)).toEqual([])
      })

      it('follow a question that is moved, and one that is erased with its person', async () => {
        await store.questions.put(question('a', { group: 'h', createdAt: 30 }))
        await store.questions.deleteOf(BILAL)

        expect(names(await store.questions.listGroups({ limit: 9 }))).toEqual(['h', 'i', 'g'])
      })

      it('are seen by a transaction as it changes them', async () => {
        await store.transaction(async (kept) => {
          await kept.questions.put(question('e', { group: 'i', state: 'closed' }))
          await kept.questions.put(question('k', { group: 'l', createdAt: 70 }))

          expect(names(await kept.questions.listGroups({ limit: 9 }))).toEqual(['g', 'h', 'l'])
          expect(await kept.questions.countGroups()).toBe(3)
        })
      })

      it('keep what an action changed', async () => {
        const before = { action: 'x', state: 'open', messages: 1, group: 'h' } as const
        const changed = question('a', { group: 'g', state: 'closed', closedAs: 'ignored', before })
        await store.questions.put(changed)

        expect(await store.questions.find('a')).toEqual(changed)
        await store.questions.put(question('a'))
        expect(await store.questions.find('a')).toEqual(question('a'))
      })
    })

    describe('cases', () => {
      it('keeps what was noted last about a group', async () => {
        await store.cases.put(noted('g', { note: 'sealed', assignee: '1' }))
        await store.cases.put(noted('g', { assignee: '2' }))

        expect(await store.cases.find('g')).toEqual(noted('g', { assignee: '2' }))
        expect(await store.cases.find('h')).toBeUndefined()
      })

      it('lists those of one staff account, last changed first', async () => {
        await store.cases.put(noted('g', { assignee: '1', updatedAt: 10 }))
        await store.cases.put(noted('h', { assignee: '1', updatedAt: 20 }))
        await store.cases.put(noted('i', { assignee: '2' }))
        await store.cases.put(noted('j'))

        const groupsOf = async (limit: number) =>
          (await store.cases.listOf('1', limit)).map(({ group }) => group)
        expect(await groupsOf(9)).toEqual(['h', 'g'])
        expect(await groupsOf(1)).toEqual(['h'])
      })

      it('deletes one, and those that were changed long ago', async () => {
        await store.cases.put(noted('g', { updatedAt: 10 }))
        await store.cases.put(noted('h', { updatedAt: 20 }))
        await store.cases.put(noted('i', { updatedAt: 30 }))
        await store.cases.delete('i')

        expect(await store.cases.prune(20)).toBe(1)
        expect(await store.cases.find('g')).toBeUndefined()
        expect(await store.cases.find('h')).toEqual(noted('h', { updatedAt: 20 }))
        expect(await store.cases.find('i')).toBeUndefined()
      })
    })

    describe('reminders', () => {
      it('lists those that are due, the longest due first', async () => {
        await store.reminders.put(reminder('b', { dueAt: 100 }))
        await store.reminders.put(reminder('a', { dueAt: 50 }))
        await store.reminders.put(reminder('c', { dueAt: 101 }))

        expect(ids(await store.reminders.listDue(100, 10))).toEqual(['a', 'b'])
        expect(ids(await store.reminders.listDue(100, 1))).toEqual(['a'])
        expect(await store.reminders.listDue(49, 10)).toEqual([])
      })

      it('lists those of one person, the next first', async () => {
        await store.reminders.put(reminder('b', { dueAt: 200 }))
        await store.reminders.put(reminder('a', { dueAt: 300 }))
        await store.reminders.put(reminder('c', { person: BILAL }))

        expect(ids(await store.reminders.listOf(AMINA))).toEqual(['b', 'a'])
      })

      it('finds one by its id, as it was put last', async () => {
        await store.reminders.put(reminder('a', { dueAt: 200 }))
        await store.reminders.put(reminder('a', { dueAt: 300 }))

        expect(await store.reminders.find('a')).toEqual(reminder('a', { dueAt: 300 }))
        expect(await store.reminders.listDue(200, 10)).toEqual([])
        expect(await store.reminders.find('b')).toBeUndefined()
      })

      it('tells only the first who deletes one that it was there', async () => {
        await store.reminders.put(reminder('a'))

        expect(await store.reminders.delete('a')).toBe(true)
        expect(await store.reminders.delete('a')).toBe(false)
        expect(await store.reminders.find('a')).toBeUndefined()
      })

      it('becomes a message in one transaction, or stays what it was', async () => {
        await store.reminders.put(reminder('a'))
        const broken = store.transaction(async (kept) => {
          await kept.reminders.delete('a')
          await kept.outbox.add(outgoing('a'))
          throw new Error('broken')
        })

        await expect(broken).rejects.toThrow('broken')
        expect(await store.reminders.find('a')).toEqual(reminder('a'))
        expect(await store.outbox.find('a')).toBeUndefined()
      })

      it('deletes all of a person', async () => {
        await store.reminders.put(reminder('a'))
        await store.reminders.put(reminder('b', { dueAt: 2 }))
        await store.reminders.put(reminder('c', { person: BILAL }))

        expect(await store.reminders.deleteOf(AMINA)).toBe(2)
        expect(ids(await store.reminders.listDue(9999, 10))).toEqual(['c'])
      })
    })

    describe('subscriptions', () => {
      it('lists those of one person, oldest first', async () => {
        await store.subscriptions.put(subscription('b', { createdAt: 20 }))
        await store.subscriptions.put(subscription('a', { createdAt: 30, list: 'm' }))
        await store.subscriptions.put(subscription('c', { person: BILAL }))
        await store.subscriptions.put(subscription('b', { createdAt: 40 }))

        expect(ids(await store.subscriptions.listOf(AMINA))).toEqual(['a', 'b'])
        expect(await store.subscriptions.find('b')).toEqual(subscription('b', { createdAt: 40 }))
      })

      it('goes through a list from any place, also one whose subscription is gone', async () => {
        for (const [id, createdAt] of [
          ['d', 10],
          ['b', 20],
          ['a', 20],
          ['c', 20],
          ['e', 30],
        ] as const) {
          await store.subscriptions.put(subscription(id, { createdAt }))
        }
        await store.subscriptions.put(subscription('f', { list: 'm' }))
        await store.subscriptions.delete('b')

        const { listIn } = store.subscriptions
        expect(ids(await listIn('l', { limit: 3 }))).toEqual(['d', 'a', 'c'])
        const after = { createdAt: 20, id: 'b' }
        expect(ids(await listIn('l', { limit: 9, after }))).toEqual(['c', 'e'])
        expect(ids(await listIn('l', { limit: 1, after }))).toEqual(['c'])
        expect(await listIn('l', { limit: 9, after: { createdAt: 30, id: 'e' } })).toEqual([])
      })

      it('counts a list, without those that were cancelled', async () => {
        await store.subscriptions.put(subscription('a'))
        await store.subscriptions.put(subscription('b', { person: BILAL }))
        await store.subscriptions.put(subscription('c', { list: 'm' }))
        await store.subscriptions.delete('a')
        await store.subscriptions.delete('x')

        expect(await store.subscriptions.countIn('l')).toBe(1)
        expect(await store.subscriptions.countIn('n')).toBe(0)
      })

      it('deletes all of a person', async () => {
        await store.subscriptions.put(subscription('a'))
        await store.subscriptions.put(subscription('b', { list: 'm' }))
        await store.subscriptions.put(subscription('c', { person: BILAL }))

        expect(await store.subscriptions.deleteOf(AMINA)).toBe(2)
        expect(ids(await store.subscriptions.listIn('l', { limit: 9 }))).toEqual(['c'])
      })
    })

    describe('announcements', () => {
      it('lists them newest first, each as it was put last, without what was deleted', async () => {
        await store.announcements.put(announcement('a', { createdAt: 10 }))
        await store.announcements.put(announcement('b', { createdAt: 20 }))
        await store.announcements.put(announcement('c', { createdAt: 30 }))
        await store.announcements.put(announcement('a', { createdAt: 10, state: 'proposed' }))
        await store.announcements.delete('c')

        expect(await store.announcements.list(9)).toEqual([
          announcement('b', { createdAt: 20 }),
          announcement('a', { createdAt: 10, state: 'proposed' }),
        ])
        expect(ids(await store.announcements.list(1))).toEqual(['b'])
        expect(await store.announcements.find('c')).toBeUndefined()
      })

      it('lists those on their way, the longest approved first', async () => {
        const sending = (approvedAt: number) => ({ state: 'sending', approvedAt }) as const
        await store.announcements.put(announcement('a', sending(30)))
        await store.announcements.put(announcement('b', { ...sending(20), approvedBy: '2' }))
        await store.announcements.put(announcement('c', sending(10)))
        await store.announcements.put(announcement('c', { state: 'stopped', approvedAt: 10 }))

        expect(ids(await store.announcements.listSending())).toEqual(['b', 'a'])
        expect((await store.announcements.find('b'))?.approvedBy).toBe('2')
      })
    })

    describe('referrals', () => {
      it('finds one by its id and by its code, as it was put last', async () => {
        const said = { personSays: 'helped', saidAt: 2000 } as const
        await store.referrals.put(referral('a', { askAt: 1500 }))
        await store.referrals.put(referral('a', said))

        expect(await store.referrals.find('a')).toEqual(referral('a', said))
        expect(await store.referrals.findByCode('code-a')).toEqual(referral('a', said))
        expect(await store.referrals.find('b')).toBeUndefined()
        expect(await store.referrals.findByCode('a')).toBeUndefined()
      })

      it('gives the latest of a code that was used twice', async () => {
        await store.referrals.put(referral('a', { code: 'c', createdAt: 10 }))
        await store.referrals.put(referral('b', { code: 'c', createdAt: 20 }))

        expect((await store.referrals.findByCode('c'))?.id).toBe('b')
      })

      it('lists those of one person, the oldest first', async () => {
        await store.referrals.put(referral('b', { createdAt: 10 }))
        await store.referrals.put(referral('a', { createdAt: 20 }))
        await store.referrals.put(referral('c', { person: BILAL }))

        expect(ids(await store.referrals.listOf(AMINA))).toEqual(['b', 'a'])
      })

      it('lists the newest first, of all partners or of one, from any moment back', async () => {
        await store.referrals.put(referral('a', { createdAt: 10, partner: 'p' }))
        await store.referrals.put(referral('b', { createdAt: 20 }))
        await store.referrals.put(referral('c', { createdAt: 30, partner: 'p' }))

        const { referrals } = store
        expect(ids(await referrals.list({ limit: 2 }))).toEqual(['c', 'b'])
        expect(ids(await referrals.list({ limit: 9, before: 20 }))).toEqual(['a'])
        expect(ids(await referrals.list({ limit: 9, partner: 'p' }))).toEqual(['c', 'a'])
        expect(ids(await referrals.list({ limit: 9, partner: 'p', before: 30 }))).toEqual(['a'])
      })

      it('lists those about which the person is to be asked, the longest due first', async () => {
        await store.referrals.put(referral('a', { askAt: 100 }))
        await store.referrals.put(referral('b', { askAt: 50 }))
        await store.referrals.put(referral('c', { askAt: 101 }))
        await store.referrals.put(referral('d'))

        expect(ids(await store.referrals.listDue(100, 9))).toEqual(['b', 'a'])
        expect(ids(await store.referrals.listDue(100, 1))).toEqual(['b'])
      })

      it('lists what was said of contacts that do not answer, in the order of saying', async () => {
        await store.referrals.put(referral('a', { silent: 's', saidAt: 20 }))
        await store.referrals.put(referral('b', { silent: 't', saidAt: 10 }))
        await store.referrals.put(referral('c', { saidAt: 5 }))

        expect(ids(await store.referrals.listSilent())).toEqual(['b', 'a'])
      })

      it('counts by partner and by what both sides say', async () => {
        await store.referrals.put(referral('a'))
        await store.referrals.put(referral('b'))
        await store.referrals.put(referral('c', { partnerSays: 'came', personSays: 'helped' }))
        await store.referrals.put(referral('d', { partner: 'p', partnerSays: 'came' }))

        const rows = await store.referrals.tally()
        expect(rows).toHaveLength(3)
        expect(rows).toContainEqual({ partner: 'hidden-partner', count: 2 })
        expect(rows).toContainEqual({
          ...{ partner: 'hidden-partner', partnerSays: 'came', personSays: 'helped' },
          count: 1,
        })
        expect(rows).toContainEqual({ partner: 'p', partnerSays: 'came', count: 1 })
      })

      it('deletes all of a person, and those that are older than a time', async () => {
        await store.referrals.put(referral('a', { createdAt: 10 }))
        await store.referrals.put(referral('b', { createdAt: 20 }))
        await store.referrals.put(referral('c', { person: BILAL, createdAt: 30 }))
        await store.referrals.put(referral('d', { person: BILAL, createdAt: 40 }))

        expect(await store.referrals.deleteOf(AMINA)).toBe(2)
        expect(await store.referrals.prune(40)).toBe(1)
        expect(ids(await store.referrals.list({ limit: 9 }))).toEqual(['d'])
      })
    })

    describe('overrides', () => {
      const whole = (target: string) =>
        ({ type: 'whole', kind: 'entry', target, source: 'entry: é\n' }) as const

      it('finds a change as it was put last', async () => {
        await store.overrides.put(override('1'))
        const last = override('1', { revision: 2, updatedAt: 2000, reviewedBy: '2' })
        await store.overrides.put(last)

        expect(await store.overrides.find('1')).toEqual(last)
        expect(await store.overrides.find('2')).toBeUndefined()
      })

      it('lists changes, the last changed first, of one state where asked', async () => {
        await store.overrides.put(override('1', { updatedAt: 30 }))
        await store.overrides.put(override('2', { updatedAt: 20, state: 'published' }))
        await store.overrides.put(override('3', { updatedAt: 10 }))

        expect(ids(await store.overrides.list({ limit: 2 }))).toEqual(['1', '2'])
        expect(ids(await store.overrides.list({ limit: 9, state: 'draft' }))).toEqual(['1', '3'])
        expect(await store.overrides.list({ limit: 9, state: 'withdrawn' })).toEqual([])
      })

      it('lists the changes of one entry, not those of a partner of the same name', async () => {
        const partner = { ...whole('a'), kind: 'partner' } as const
        await store.overrides.put(override('1', { updatedAt: 10 }))
        await store.overrides.put(override('2', { updatedAt: 20, change: whole('a') }))
        await store.overrides.put(override('3', { updatedAt: 30, change: partner }))
        await store.overrides.put(override('4', { updatedAt: 40, change: whole('b') }))
        await store.overrides.put(override('5', { updatedAt: 50, state: 'published' }))

        const of = { kind: 'entry', target: 'a' } as const
        expect(ids(await store.overrides.list({ limit: 9, of }))).toEqual(['5', '2', '1'])
        expect(ids(await store.overrides.list({ limit: 1, of, state: 'draft' }))).toEqual(['2'])
      })

      it('lists what is published in the order in which it was published', async () => {
        const state = 'published'
        await store.overrides.put(override('1', { state, publishedAt: 20, updatedAt: 20 }))
        await store.overrides.put(override('2', { state, publishedAt: 10, updatedAt: 90 }))
        await store.overrides.put(override('3', { state: 'draft', updatedAt: 5 }))
        await store.overrides.put(override('4', { state: 'withdrawn', publishedAt: 1 }))

        expect(ids(await store.overrides.listPublished())).toEqual(['2', '1'])
      })

      it('deletes a change', async () => {
        await store.overrides.put(override('1', { state: 'published', publishedAt: 1 }))
        await store.overrides.delete('1')

        expect(await store.overrides.find('1')).toBeUndefined()
        expect(await store.overrides.listPublished()).toEqual([])
      })
    })

    describe('staff', () => {
      it('finds an account by id and by name', async () => {
        await store.staff.put(colleague('1', { name: 'salma' }))
        await store.staff.put(colleague('1', { name: 'salma.b' }))

        expect(await store.staff.find('1')).toEqual(colleague('1', { name: 'salma.b' }))
        expect(await store.staff.findByName('salma.b')).toEqual(colleague('1', { name: 'salma.b' }))
        expect(await store.staff.findByName('salma')).toBeUndefined()
      })

      it('lists accounts, oldest first', async () => {
        await store.staff.put(colleague('b', { createdAt: 20 }))
        await store.staff.put(colleague('a', { createdAt: 10 }))

        expect(ids(await store.staff.list())).toEqual(['a', 'b'])
      })

      it('keeps invitations and sessions until they end', async () => {
        const invite = { tokenHash: 'i', role: 'admin', createdAt: 0, expiresAt: 100 } as const
        const session = signedIn('s', { expiresAt: 200 })
        await store.staff.putInvite(invite)
        await store.staff.putSession(session)

        expect(await store.staff.findInvite('i')).toEqual(invite)
        expect(await store.staff.findSession('s')).toEqual(session)
        expect(await store.staff.listInvites()).toEqual([invite])
        expect(await store.staff.prune(101)).toBe(1)
        expect(await store.staff.findInvite('i')).toBeUndefined()
        expect(await store.staff.findSession('s')).toEqual(session)
      })

      it('deletes an invitation and a session', async () => {
        await store.staff.putInvite({ tokenHash: 't', role: 'viewer', createdAt: 0, expiresAt: 9 })
        await store.staff.putSession(signedIn('t'))
        await store.staff.deleteInvite('t')

        expect(await store.staff.findInvite('t')).toBeUndefined()
        expect(await store.staff.findSession('t')).toBeDefined()

        await store.staff.deleteSession('t')
        expect(await store.staff.findSession('t')).toBeUndefined()
      })

      it('notes when a session was used, unless it has ended', async () => {
        await store.staff.putSession(signedIn('a'))
        await store.staff.touchSession('a', 70)
        await store.staff.touchSession('b', 70)

        expect(await store.staff.findSession('a')).toEqual(signedIn('a', { seenAt: 70 }))
        expect(await store.staff.findSession('b')).toBeUndefined()
      })

      it('deletes all sessions of one account', async () => {
        await store.staff.putSession(signedIn('a'))
        await store.staff.putSession(signedIn('b'))
        await store.staff.putSession(signedIn('c', { staffId: '2' }))

        expect(await store.staff.deleteSessionsOf('1')).toBe(2)
        expect(await store.staff.findSession('a')).toBeUndefined()
        expect(await store.staff.findSession('c')).toEqual(signedIn('c', { staffId: '2' }))
      })
    })

    describe('failed sign-ins', () => {
      it('are kept by bucket, and forgotten when deleted', async () => {
        await store.staff.putAttempts({ ...LOCKED, count: 4 })
        await store.staff.putAttempts(LOCKED)
        await store.staff.putAttempts({ ...LOCKED, bucket: 'c' })
        await store.staff.deleteAttempts('c')

        expect(await store.staff.findAttempts('b')).toEqual(LOCKED)
        expect(await store.staff.findAttempts('c')).toBeUndefined()
      })

      it('are pruned when they end', async () => {
        await store.staff.putAttempts(LOCKED)

        expect(await store.staff.prune(100)).toBe(0)
        expect(await store.staff.prune(101)).toBe(1)
        expect(await store.staff.findAttempts('b')).toBeUndefined()
      })
    })

    describe('audit', () => {
      it('lists the newest first, page by page, also within one millisecond', async () => {
        for (const [id, at] of [
          ['a', 10],
          ['b', 20],
          ['c', 20],
          ['d', 20],
          ['e', 30],
        ] as const) {
          await store.audit.add(audited(id, { at }))
        }

        expect(ids(await store.audit.list({ limit: 2 }))).toEqual(['e', 'd'])
        expect(ids(await store.audit.list({ limit: 2, before: 'd' }))).toEqual(['c', 'b'])
        expect(ids(await store.audit.list({ limit: 2, before: 'b' }))).toEqual(['a'])
        expect(await store.audit.list({ limit: 2, before: 'a' })).toEqual([])
      })

      it('keeps what was written first under an id', async () => {
        await store.audit.add(audited('a', { by: 'salma' }))
        await store.audit.add(audited('a', { by: 'somebody-else' }))

        expect(await store.audit.list({ limit: 9 })).toEqual([audited('a', { by: 'salma' })])
      })

      it('has no way to change or delete', () => {
        expect(Object.keys(store.audit).sort()).toEqual(['add', 'list'])
      })
    })

    describe('figures', () => {
      const key = {
        day: '2026-03-31',
        event: 'answered',
        facets: { topic: 'work', locale: 'fr' },
      } as const

      it('counts under the same facets in whatever order they are given', async () => {
        await store.figures.increment(key)
        await store.figures.increment({ ...key, facets: { locale: 'fr', topic: 'work' } }, 2)

        expect(await store.figures.list('2026-03-31', '2026-03-31')).toEqual([{ ...key, count: 3 }])
      })

      it('takes back what was counted by mistake', async () => {
        await store.figures.increment(key, 2)
        await store.figures.increment(key, -1)

        expect(await store.figures.list('2026-03-31', '2026-03-31')).toEqual([{ ...key, count: 1 }])
      })

      it('lists the days from the first to the last, both included', async () => {
        for (const day of ['2026-03-30', '2026-03-31', '2026-04-01', '2026-04-02']) {
          await store.figures.increment({ ...key, day })
        }

        const days = (await store.figures.list('2026-03-31', '2026-04-01')).map(({ day }) => day)
        expect(days).toEqual(['2026-03-31', '2026-04-01'])
      })

      it('loses no count of transactions that run at the same time', async () => {
        await Promise.all(
          Array.from({ length: 20 }, () =>
            store.transaction(async (kept) => {
              await kept.figures.increment(key)
              await kept.figures.increment(key)
            }),
          ),
        )

        expect(await store.figures.list('2026-03-31', '2026-03-31')).toEqual([
          { ...key, count: 40 },
        ])
      })
    })

    describe('campaigns', () => {
      it('lists them newest first, each as it was put last', async () => {
        await store.campaigns.put(campaign('LUZIMAK', { createdAt: 10 }))
        await store.campaigns.put(campaign('KAMILUZ', { createdAt: 20, topic: 'mothers' }))
        await store.campaigns.put(campaign('LUZIMAK', { createdAt: 10, until: '2026-06-30' }))

        expect(await store.campaigns.list()).toEqual([
          campaign('KAMILUZ', { createdAt: 20, topic: 'mothers' }),
          campaign('LUZIMAK', { createdAt: 10, until: '2026-06-30' }),
        ])
      })

      it('finds one by its code, and nothing by another', async () => {
        await store.campaigns.put(campaign('KAMILUZ', { flow: 'register-birth' }))

        expect(await store.campaigns.find('KAMILUZ')).toEqual(
          campaign('KAMILUZ', { flow: 'register-birth' }),
        )
        expect(await store.campaigns.find('LUZIMAK')).toBeUndefined()
      })
    })

    describe('settings', () => {
      it('keeps a value by name, an empty one too', async () => {
        await store.settings.put('offset', '41')
        await store.settings.put('offset', '42')
        await store.settings.put('note', '')
        await store.settings.put('gone', 'x')
        await store.settings.delete('gone')

        expect(await store.settings.find('offset')).toBe('42')
        expect(await store.settings.find('note')).toBe('')
        expect(await store.settings.find('gone')).toBeUndefined()
      })
    })

    describe('transaction', () => {
      it('keeps all that was written and hands back the result', async () => {
        const result = await store.transaction(async (kept) => {
          await kept.people.put(person('amina'))
          await kept.outbox.add(outgoing('1'))
          return 'done'
        })

        expect(result).toBe('done')
        expect(await store.people.count()).toBe(1)
        expect(await store.outbox.count()).toEqual({ waiting: 1, failed: 0 })
      })

      it('keeps nothing when its work throws', async () => {
        await store.people.put(person('amina'))
        const attempt = store.transaction(async (kept) => {
          await kept.people.delete(AMINA)
          await kept.outbox.add(outgoing('1'))
          throw new Error('broken')
        })

        await expect(attempt).rejects.toThrow('broken')
        expect(await store.people.count()).toBe(1)
        expect(await store.outbox.find('1')).toBeUndefined()
      })

      it('sees its own writes, which nobody else sees before it ends', async () => {
        await store.outbox.add(outgoing('1', { dueAt: 10 }))
        await store.outbox.add(outgoing('3', { dueAt: 30 }))
        await store.transaction(async (kept) => {
          await kept.outbox.add(outgoing('2', { dueAt: 20 }))
          await kept.outbox.add(outgoing('4', { dueAt: 40 }))
          await kept.outbox.delete('3')

          expect(ids(await kept.outbox.listDue(100, 10))).toEqual(['1', '2', '4'])
          expect(ids(await kept.outbox.listDue(100, 2))).toEqual(['1', '2'])
          expect(await kept.outbox.count()).toEqual({ waiting: 3, failed: 0 })
          expect(ids(await store.outbox.listDue(100, 10))).toEqual(['1', '3'])
        })

        expect(ids(await store.outbox.listDue(100, 10))).toEqual(['1', '2', '4'])
      })

      it('lists its own records among the others when newest come first', async () => {
        await store.questions.put(question('a', { createdAt: 10 }))
        await store.questions.put(question('c', { createdAt: 30 }))
        await store.transaction(async (kept) => {
          await kept.questions.put(question('b', { createdAt: 20 }))

          expect(ids(await kept.questions.list({ limit: 10 }))).toEqual(['c', 'b', 'a'])
          expect(ids(await kept.questions.list({ limit: 2 }))).toEqual(['c', 'b'])
          expect(await kept.questions.countOpen()).toBe(3)
        })
      })

      it('erases a person with all that belongs to them, and keeps what came after', async () => {
        await store.people.put(person('amina'))
        await store.outbox.add(outgoing('1'))
        await store.transaction(async (kept) => {
          await kept.people.delete(AMINA)
          await kept.outbox.deleteOf(AMINA)
          await kept.outbox.add(outgoing('2'))
        })

        expect(await store.people.find(AMINA)).toBeUndefined()
        expect(ids(await store.outbox.listOf(AMINA))).toEqual(['2'])
      })

      it('gives the last word to the transaction that ended last', async () => {
        const ended: string[] = []
        let release = () => {}
        const held = new Promise<void>((resolve) => {
          release = resolve
        })
        const write = (name: string, until: Promise<void>) =>
          store
            .transaction(async (kept) => {
              await kept.settings.put('name', name)
              await until
            })
            .then(() => ended.push(name))
        const slow = write('slow', held)
        const quick = write('quick', Promise.resolve())
        // A store may let one write of a record wait for the other.
        await Promise.race([quick, new Promise((resolve) => setTimeout(resolve, 50))])
        release()
        await Promise.all([slow, quick])

        expect(await store.settings.find('name')).toBe(ended.at(-1))
      })

      it('refuses to be used after it has ended', async () => {
        const kept = await store.transaction(async (inside) => inside)

        await expect(kept.people.put(person('amina'))).rejects.toMatchObject({
          code: 'store:transaction_ended',
        })
      })

      it('keeps many written at once', async () => {
        await Promise.all(
          Array.from({ length: 200 }, (_, number) =>
            store.transaction(async (kept) => {
              await kept.people.put(person(`p-${number}`))
              await kept.outbox.add(outgoing(`o-${number}`))
            }),
          ),
        )

        expect(await store.people.count()).toBe(200)
        expect(await store.outbox.count()).toEqual({ waiting: 200, failed: 0 })
      })
    })

    describe('transaction alone', () => {
      const added = async (kept: Repositories) => {
        const count = Number((await kept.settings.find('count')) ?? '0')
        await kept.settings.put('count', String(count + 1))
      }

      it('reads what those before it under the same key wrote', async () => {
        await Promise.all(
          Array.from({ length: 20 }, () => store.transaction(added, { alone: 'key' })),
        )

        expect(await store.settings.find('count')).toBe('20')
      })

      it('runs in the order of asking', async () => {
        const order: number[] = []
        await Promise.all(
          [1, 2, 3].map((number) =>
            store.transaction(async () => void order.push(number), { alone: 'key' }),
          ),
        )

        expect(order).toEqual([1, 2, 3])
      })

      it('does not wait for another key, and goes on after one that broke', async () => {
        let release = () => {}
        const held = new Promise<void>((resolve) => {
          release = resolve
        })
        const slow = store.transaction(() => held, { alone: 'slow' })
        const broken = store.transaction(
          async () => {
            throw new Error('broken')
          },
          { alone: 'key' },
        )

        await expect(broken).rejects.toThrow('broken')
        await store.transaction(added, { alone: 'key' })
        release()
        await slow

        expect(await store.settings.find('count')).toBe('1')
      })
    })

    describe('signals', () => {
      const away = { type: 'away', person: AMINA } as const
      const shown = { type: 'shown', person: AMINA, ids: ['1', '2'] } as const

      it('are told to all who listen, once the transaction is kept', async () => {
        const heard: Signal[] = []
        const before: Signal[] = []
        store.listen((signal) => heard.push(signal))
        await store.transaction(async (kept) => {
          await kept.signals.send(away)
          await kept.signals.send(shown)
          before.push(...heard)
        })

        await vi.waitFor(() => expect(heard).toEqual([away, shown]))
        expect(before).toEqual([])
      })

      it('are not told where the work of the transaction broke', async () => {
        const heard: Signal[] = []
        store.listen((signal) => heard.push(signal))
        const broken = store.transaction(async (kept) => {
          await kept.signals.send(away)
          throw new Error('broken')
        })
        await expect(broken).rejects.toThrow('broken')
        await store.signals.send(shown)

        await vi.waitFor(() => expect(heard).toEqual([shown]))
      })

      it('are not told to who has stopped listening', async () => {
        const gone: Signal[] = []
        const there: Signal[] = []
        store.listen((signal) => gone.push(signal))()
        store.listen((signal) => there.push(signal))
        await store.signals.send({ type: 'question' })

        await vi.waitFor(() => expect(there).toHaveLength(1))
        expect(gone).toEqual([])
      })
    })

    describe('claims', () => {
      /** Work that lasts until it is let go. */
      function createWork() {
        let release = () => {}
        const ended = new Promise<void>((resolve) => {
          release = resolve
        })
        let begun = () => {}
        const started = new Promise<void>((resolve) => {
          begun = resolve
        })
        const work = () => {
          begun()
          return ended
        }
        return { work, started, release: () => release() }
      }

      it('run one piece of work at a time per key, in the order of asking', async () => {
        const order: string[] = []
        const first = createWork()
        const one = store.claims.run('key', async () => {
          await first.work()
          order.push('first')
        })
        const two = store.claims.run('key', async () => void order.push('second'))
        const other = store.claims.run('other', async () => void order.push('other'))
        await Promise.all([first.started, other])
        first.release()

        expect(await Promise.all([one, two])).toEqual([true, true])
        expect(order).toEqual(['other', 'first', 'second'])
      })

      it('are held while the work lasts', async () => {
        const held: boolean[] = []
        await store.claims.run('key', async (claim) => void held.push(claim.holds()))

        expect(held).toEqual([true])
      })

      it('are not waited for where only a free one is wanted', async () => {
        const { work, started, release } = createWork()
        const held = store.claims.run('key', work)
        await started
        const done: string[] = []
        const other = async () => void done.push('not waited for')
        const wanted = await store.claims.run('key', other, { ifFree: true })
        release()
        await held

        expect({ wanted, done }).toEqual({ wanted: false, done: [] })
        expect(await store.claims.run('key', async () => {}, { ifFree: true })).toBe(true)
      })

      it('are free again after work that broke', async () => {
        const broken = store.claims.run('key', async () => {
          throw new Error('broken')
        })

        await expect(broken).rejects.toThrow('broken')
        expect(await store.claims.run('key', async () => {}, { ifFree: true })).toBe(true)
      })
    })

    describe('close', () => {
      it('takes nothing more', async () => {
        await store.close()

        await expect(store.people.put(person('amina'))).rejects.toMatchObject({
          code: 'store:closed',
        })
      })

      it('leaves all that was kept for the next time', async ({ skip }) => {
        if (under.reopen === undefined) skip()
        await store.transaction(async (kept) => {
          await kept.people.put(person('amina'))
          await kept.deliveries.add('d-1', 1000)
          await kept.outbox.add(outgoing('1'))
          await kept.questions.put(question('q'))
          await kept.reminders.put(reminder('r'))
          await kept.referrals.put(referral('e', { askAt: 1000 }))
          await kept.staff.put(colleague('s'))
          await kept.audit.add(audited('1'))
          await kept.staff.putAttempts(LOCKED)
          await kept.figures.increment({ day: '2026-03-31', event: 'answered', facets: {} })
          await kept.campaigns.put(campaign('KAMILUZ'))
          await kept.settings.put('offset', '42')
        })
        await store.people.put(person('bilal'))
        await store.people.delete(BILAL)
        await store.close()

        store = (await under.reopen?.()) ?? store
        expect(await store.people.find(AMINA)).toEqual(person('amina'))
        expect(await store.people.count()).toBe(1)
        expect(await store.deliveries.has('d-1')).toBe(true)
        expect(await store.outbox.listDue(1000, 10)).toEqual([outgoing('1')])
        expect(await store.questions.find('q')).toEqual(question('q'))
        expect(await store.reminders.listDue(1000, 10)).toEqual([reminder('r')])
        expect(await store.referrals.listDue(1000, 10)).toEqual([referral('e', { askAt: 1000 })])
        expect(await store.staff.findByName('s')).toEqual(colleague('s'))
        expect(await store.audit.list({ limit: 9 })).toEqual([audited('1')])
        expect(await store.staff.findAttempts('b')).toEqual(LOCKED)
        expect(await store.figures.list('2026-01-01', '2026-12-31')).toEqual([
          { day: '2026-03-31', event: 'answered', facets: {}, count: 1 },
        ])
        expect(await store.campaigns.list()).toEqual([campaign('KAMILUZ')])
        expect(await store.settings.find('offset')).toBe('42')
      })
    })
  })
}
