import { describe, expect, it } from 'vitest'
import { LOCALES, NEEDS } from '../../src/core/index.ts'
import { PRESUMED } from '../../src/partners/presumed.ts'
import { shippedDirectory } from './directory.ts'

const { directory, faults } = shippedDirectory()
const partners = [...directory.partners.values()]

describe('the directory as it is shipped', () => {
  it('has no fault in any file', () => {
    expect(faults).toEqual([])
  })

  it('names at least 50 open partners', () => {
    expect(partners.filter((one) => one.status === 'open').length).toBeGreaterThanOrEqual(50)
  })

  it.each(NEEDS)('has an open partner for %s', (need) => {
    const open = partners.filter((one) => one.status === 'open' && one.needs.includes(need))
    expect(open).not.toEqual([])
  })

  it('gives every contact a source with a date', () => {
    const bare = partners.flatMap((one) =>
      one.contacts.filter(({ source }) => source.title === '' || source.date === ''),
    )
    expect(bare).toEqual([])
  })

  it('says whom to ask where no contact is known', () => {
    const silent = partners.filter(
      (one) => one.status !== 'closed' && one.contacts.length === 0 && one.via === undefined,
    )
    expect(silent).toEqual([])
  })

  it('leads on from every closed partner to one that is not closed', () => {
    const closed = partners.filter((one) => one.status === 'closed')
    expect(closed.map((one) => one.partner)).toEqual([
      'cqs-mohammedia',
      'gip-inter',
      'icosi',
      'piop',
      'reseau-associatif',
      'woippy-sale',
      'work4integration',
      'work4life',
    ])
    for (const one of closed) {
      expect(one.needs).toEqual([])
      expect(one.ledOnTo.length).toBeGreaterThan(0)
      for (const next of one.ledOnTo) {
        expect(directory.partners.get(next)?.status).toBe('open')
      }
    }
  })

  it('keeps the names of needs short enough for a menu', () => {
    for (const need of NEEDS) {
      for (const locale of LOCALES) {
        expect(directory.needs.get(need)?.[locale].length).toBeLessThanOrEqual(30)
      }
    }
  })

  it('presumes only audiences that have a name', () => {
    const presumed = Object.values(PRESUMED).flat()
    expect(presumed.filter((one) => !directory.audiences.has(one))).toEqual([])
  })

  it('knows at least 220 towns in 12 regions, all in Morocco', () => {
    const { all } = directory.towns
    expect(all.length).toBeGreaterThanOrEqual(220)
    expect(new Set(all.map((town) => town.region)).size).toBe(12)
    expect(all.filter((town) => !directory.regions.has(town.region))).toEqual([])
    expect(new Set(all.map((town) => town.id)).size).toBe(all.length)
  })
})
