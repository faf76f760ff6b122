import { describe, expect, it } from 'vitest'
import type { Fault } from '../../src/core/index.ts'
import type { ContentChange, OverrideRecord } from '../../src/ports/index.ts'
import { createPublishing } from '../../src/review/index.ts'
import { colleague } from '../store/records.ts'
import { createStaffRoom } from '../support/staff.ts'

const AMINA = { id: 'amina', name: 'Amina' }
const BILAL = { id: 'bilal', name: 'Bilal' }

const FAULT: Fault = {
  ...{ rule: 'content/phrasing-twice', severity: 'error', file: 'content/faq/work/a.yaml' },
  ...{ line: 1, column: 1, message: 'It stands under two entries.' },
}

const phrasing = (text: string): ContentChange => ({
  ...{ type: 'phrasings', kind: 'entry', target: 'card-delay', phrasings: { fr: [text] } },
})

const WHOLE: ContentChange = {
  ...{ type: 'whole', kind: 'entry', target: 'card-delay', source: 'entry: card-delay\n' },
}

function open(faults: readonly Fault[] = []) {
  const { store, clock, newId, staff, audited } = createStaffRoom()
  const checked: (readonly ContentChange[])[] = []
  let applied = 0
  const publishing = createPublishing({
    ...{ store, clock, newId, audit: staff.audit },
    check: async (overlay) => {
      checked.push(overlay)
      return faults
    },
    apply: async () => {
      applied += 1
    },
  })
  const state = async ({ id }: OverrideRecord) => (await store.overrides.find(id))?.state
  return { publishing, store, clock, checked, audited, state, applied: () => applied }
}

describe('a change of the content', () => {
  it('is checked together with all that is published, and then answers', async () => {
    const { publishing, checked, store, audited, applied } = open()
    const first = await publishing.draft(phrasing('un'), AMINA)
    await publishing.publish(first.id, AMINA, 1)
    const second = await publishing.draft(phrasing('deux'), AMINA)

    const published = await publishing.publish(second.id, BILAL, 1)

    expect(published).toMatchObject({
      type: 'published',
      record: { state: 'published', by: 'amina', publishedBy: 'bilal', revision: 2 },
    })
    expect(checked).toEqual([[phrasing('un')], [phrasing('un'), phrasing('deux')]])
    expect((await store.overrides.listPublished()).map(({ id }) => id)).toEqual([
      first.id,
      second.id,
    ])
    expect(applied()).toBe(2)
    expect(await audited()).toEqual([
      { by: 'amina', action: 'change-drafted', target: 'card-delay' },
      { by: 'amina', action: 'change-published', target: 'card-delay' },
      { by: 'amina', action: 'change-drafted', target: 'card-delay' },
      { by: 'bilal', action: 'change-published', target: 'card-delay' },
    ])
  })

  it('that fails the checks stays a draft, and says why', async () => {
    const { publishing, state, audited, applied } = open([FAULT])
    const draft = await publishing.draft(phrasing('un'), AMINA)

    expect(await publishing.publish(draft.id, AMINA, 1)).toEqual({
      type: 'refused',
      faults: [FAULT],
    })
    expect(await state(draft)).toBe('draft')
    expect(applied()).toBe(0)
    expect((await audited()).map(({ action }) => action)).toEqual(['change-drafted'])
  })

  it('with a mere warning is published', async () => {
    const { publishing, state } = open([{ ...FAULT, severity: 'warning' }])
    const draft = await publishing.draft(phrasing('un'), AMINA)
    await publishing.publish(draft.id, AMINA, 1)

    expect(await state(draft)).toBe('published')
  })

  it('is taken back if the content holds without it', async () => {
    const { publishing, checked, state, applied } = open()
    const draft = await publishing.draft(phrasing('un'), AMINA)
    await publishing.publish(draft.id, AMINA, 1)
    await publishing.withdraw(draft.id, BILAL, 2)

    expect(checked.at(-1)).toEqual([])
    expect(await state(draft)).toBe('withdrawn')
    expect(applied()).toBe(2)
  })

  it('is shown to another for review, and a draft again when it is rewritten', async () => {
    const { publishing, state } = open()
    const draft = await publishing.draft(phrasing('un'), AMINA)
    await publishing.propose(draft.id, AMINA, 1)
    expect(await state(draft)).toBe('proposed')
    const again = await publishing.revise(draft.id, phrasing('deux'), BILAL, 2)

    expect(again).toMatchObject({ state: 'draft', by: 'bilal', change: phrasing('deux') })
  })

  it('of a whole entry is published by its author once another one has reviewed it', async () => {
    const { publishing, store, state, audited } = open()
    await store.staff.put(colleague('bilal', { role: 'editor' }))
    const draft = await publishing.draft(WHOLE, AMINA)

    const early = publishing.publish(draft.id, AMINA, 1)
    await expect(early).rejects.toMatchObject({ code: 'review:not_reviewed' })
    const own = publishing.review(draft.id, AMINA, 1)
    await expect(own).rejects.toMatchObject({ code: 'review:own_change' })
    const reviewed = await publishing.review(draft.id, BILAL, 1)
    await publishing.publish(draft.id, AMINA, 2)

    expect(reviewed).toMatchObject({ state: 'reviewed', by: 'amina', reviewedBy: 'bilal' })
    expect(await state(draft)).toBe('published')
    expect((await audited()).map(({ action }) => action)).toEqual([
      'change-drafted',
      'change-reviewed',
      'change-published',
    ])
  })

  it('of a whole entry has been read when another one publishes it', async () => {
    const { publishing, store, state } = open()
    await store.staff.put(colleague('bilal', { role: 'editor' }))
    const draft = await publishing.draft(WHOLE, AMINA)
    await publishing.publish(draft.id, BILAL, 1)

    expect(await state(draft)).toBe('published')
  })

  it('of a whole entry needs no second reader where there is none', async () => {
    const { publishing, store, state } = open()
    await store.staff.put(colleague('amina', { role: 'admin' }))
    await store.staff.put(colleague('bilal', { role: 'editor', disabled: true }))
    await store.staff.put(colleague('chafik', { role: 'reviewer' }))
    const draft = await publishing.draft(WHOLE, AMINA)
    await publishing.publish(draft.id, AMINA, 1)

    expect(await state(draft)).toBe('published')
  })

  it('that was reviewed is to be reviewed again when it is rewritten', async () => {
    const { publishing } = open()
    const draft = await publishing.draft(WHOLE, AMINA)
    await publishing.review(draft.id, BILAL, 1)
    const again = await publishing.revise(draft.id, WHOLE, AMINA, 2)

    expect(again.state).toBe('draft')
    expect(again.reviewedBy).toBeUndefined()
  })

  it('that is not in use can be deleted, one in use cannot', async () => {
    const { publishing, store } = open()
    const draft = await publishing.draft(phrasing('un'), AMINA)
    const used = await publishing.draft(phrasing('deux'), AMINA)
    await publishing.publish(used.id, AMINA, 1)
    await publishing.discard(draft.id, AMINA, 1)

    expect(await store.overrides.find(draft.id)).toBeUndefined()
    await expect(publishing.discard(used.id, AMINA, 2)).rejects.toMatchObject({
      code: 'review:change_changed',
    })
    await expect(publishing.publish(draft.id, AMINA, 1)).rejects.toMatchObject({
      code: 'review:change_not_found',
    })
  })

  it('of a spreadsheet loses rows, and stays whose it is and reviewed', async () => {
    const { publishing, store, audited } = open()
    for (const id of ['amina', 'bilal']) await store.staff.put(colleague(id, { role: 'editor' }))
    const rows = ['a', 'b', 'c'].map((target, row) => ({ row, target, source: `entry: ${target}` }))
    const sheet: ContentChange = { type: 'import', kind: 'entry', target: 'a.csv', rows }
    const draft = await publishing.draft(sheet, AMINA)
    await expect(publishing.publish(draft.id, AMINA, 1)).rejects.toMatchObject({
      code: 'review:not_reviewed',
    })
    await publishing.review(draft.id, BILAL, 1)

    const left = await publishing.leaveOut(draft.id, new Set(['b']), BILAL, 2)

    expect(left).toMatchObject({ state: 'reviewed', by: 'amina', revision: 3 })
    expect(new Set((await audited()).map(({ target }) => target))).toEqual(new Set([draft.id]))
    expect(left.change).toEqual({ ...sheet, rows: [rows[0], rows[2]] })
    await publishing.publish(draft.id, AMINA, 3)
    await expect(publishing.leaveOut(draft.id, new Set(['a']), BILAL, 4)).rejects.toMatchObject({
      code: 'review:change_changed',
    })
  })

  it('is published once, also where two do it at the same moment', async () => {
    const { publishing, audited } = open()
    const draft = await publishing.draft(phrasing('un'), AMINA)

    const outcomes = await Promise.allSettled([
      publishing.publish(draft.id, AMINA, 1),
      publishing.publish(draft.id, BILAL, 1),
    ])

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect((await audited()).map(({ action }) => action)).toEqual([
      'change-drafted',
      'change-published',
    ])
  })
})
