import { describe, expect, it } from 'vitest'
import { toPersonId } from '../../src/core/index.ts'
import { contactKey, createSilentBook, sealReferral } from '../../src/referrals/index.ts'
import { createStaffRoom, sealer } from '../support/staff.ts'

const NUMBER = '05 00 00 00 01'
const hide = (value: string) => `hidden ${value}`

function open() {
  const { store, clock, staff } = createStaffRoom()
  const book = createSilentBook({ store, sealer, clock, audit: staff.audit })
  const report = (person: string, id = person) =>
    store.referrals.put(
      sealReferral(
        { sealer, hide },
        {
          ...{ id, code: `code ${id}`, partner: '100-mamans', need: 'shelter', locale: 'fr' },
          ...{ createdAt: 1, personSays: 'not-reached', saidAt: clock.now(), silent: NUMBER },
        },
        { person: toPersonId(person), channel: 'telegram' },
      ),
    )
  return { store, clock, staff, book, report }
}

const KEY = contactKey('100-mamans', NUMBER)

describe('a contact that does not answer', () => {
  it('is warned of once three different people said so', async () => {
    const { book, report } = open()
    await report('amina')
    await report('amina', 'again')
    await report('bilal')
    await book.gather()
    const two = [...book.warned()]
    await report('chadia')
    await book.gather()

    expect(two).toEqual([])
    expect([...book.warned()]).toEqual([KEY])
    expect(await book.list()).toMatchObject([{ value: NUMBER, people: 3 }])
  })

  it('stays so where one of them erases their words, until the staff looked', async () => {
    const { book, report, store, clock } = open()
    for (const person of ['amina', 'bilal', 'chadia']) await report(person)
    await book.gather()
    await store.referrals.deleteOf(toPersonId('amina'))
    clock.advance(1000)
    await book.gather()
    const kept = [...book.warned()]
    await book.check({ partner: '100-mamans', value: NUMBER }, '1')
    await book.gather()

    expect(kept).toEqual([KEY])
    expect([...book.warned()]).toEqual([])
    expect(await store.audit.list({ limit: 1 })).toMatchObject([
      { by: '1', action: 'contact-checked', target: '100-mamans' },
    ])
  })

  it('that was found to answer is warned of again only after three new words', async () => {
    const { book, report, clock } = open()
    for (const person of ['amina', 'bilal', 'chadia']) await report(person)
    await book.gather()
    clock.advance(1000)
    await book.check({ partner: '100-mamans', value: NUMBER }, '1')
    clock.advance(1000)
    for (const person of ['driss', 'elias']) await report(person)
    await book.gather()
    const two = [...book.warned()]
    await report('fadwa')
    await book.gather()

    expect(two).toEqual([])
    expect([...book.warned()]).toEqual([KEY])
  })

  it('is known to another machine within a minute', async () => {
    const { store, clock, staff, book, report } = open()
    const other = createSilentBook({ store, sealer, clock, audit: staff.audit })
    other.warned()
    for (const person of ['amina', 'bilal', 'chadia']) await report(person)
    await book.gather()
    clock.advance(61_000)
    other.warned()
    await new Promise((resolve) => setImmediate(resolve))

    expect([...other.warned()]).toEqual([KEY])
  })

  it('is not written down again where nothing changed', async () => {
    const { book, report, store } = open()
    await report('amina')
    await book.gather()
    const first = await store.settings.find('silent-contacts')
    await book.gather()

    expect(first).toContain(NUMBER)
    expect(await store.settings.find('silent-contacts')).toBe(first)
  })
})
