import { describe, expect, it } from 'vitest'
import { toPersonId } from '../../src/core/index.ts'
import { describePartner } from '../../src/partners/index.ts'
import { sealReferral } from '../../src/referrals/index.ts'
import { createReferralRoom } from '../../src/start/referral-room.ts'
import { realServices } from '../support/project.ts'
import { createStaffRoom, sealer } from '../support/staff.ts'
import { pseudonym } from '../web/staff/workspace.ts'

const PARTNER = 'amvef'

function openRoom(mail: boolean) {
  const { store, clock, staff } = createStaffRoom()
  const publicUrl = () => 'https://dalil.example.org'
  const room = createReferralRoom({
    ...{ store, clock, sealer, pseudonym, audit: staff.audit, publicUrl, notices: { mail } },
  })
  return { store, room }
}

const numberOf = () => {
  const { contacts = [] } = realServices().knowledge.directory.partners.get(PARTNER) ?? {}
  return contacts.find(({ type }) => type === 'phone')?.value ?? ''
}

describe('the services of a turn', () => {
  it('warn of a number that three people could not reach, and of no other', async () => {
    const { store, room } = openRoom(false)
    const card = () => {
      const { knowledge } = room.dress(realServices())
      const { directory, texts } = knowledge
      const partner = directory.partners.get(PARTNER)
      if (partner === undefined) throw new Error(`${PARTNER} is gone`)
      return describePartner(texts, directory, { partner, score: 0, reasons: [] }, 'fr')
    }
    const before = card()
    for (const person of ['amina', 'bilal', 'chadia']) {
      await store.referrals.put(
        sealReferral(
          { sealer, hide: pseudonym },
          {
            ...{ id: person, code: person, partner: PARTNER, need: 'violence', locale: 'fr' },
            ...{ createdAt: 1, saidAt: 2, personSays: 'not-reached', silent: numberOf() },
          },
          { person: toPersonId(person), channel: 'telegram' },
        ),
      )
    }
    await room.silent.gather()
    const warned = card()
      .split('\n')
      .filter((line) => line.includes('ce contact ne répond pas'))

    expect(before).not.toContain('ce contact ne répond pas')
    expect(warned).toHaveLength(1)
    expect(warned[0]).toContain(numberOf())
  })

  it('know whether letters can be sent', () => {
    expect(openRoom(false).room.dress(realServices()).notices.mail).toBe(false)
    expect(openRoom(true).room.dress(realServices()).notices.mail).toBe(true)
  })
})
