import { describe, expect, it } from 'vitest'
import { createSlipPictures } from '../../src/conversation/index.ts'
import { toPersonId } from '../../src/core/index.ts'
import { silentLogger } from '../../src/ports/index.ts'
import {
  createSlipPrinter,
  type Referral,
  sealReferral,
  toPictureToken,
  toToken,
} from '../../src/referrals/index.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import { createClock } from '../support/clock.ts'
import { pseudonym } from '../support/conversation.ts'
import { realServices } from '../support/project.ts'
import { readPng } from '../support/qr.ts'
import { sealer } from '../support/staff.ts'

const DAY_MS = 86_400_000

async function open() {
  const [store, clock] = [createMemoryStore(), createClock('2026-11-23')]
  const publicUrl = () => 'https://dalil.example.org'
  const picture = createSlipPictures({
    ...{ store, clock, sealer, pseudonym, services: realServices, logger: silentLogger },
    slips: { publicUrl, draw: createSlipPrinter() },
  })
  const referral: Referral = {
    ...{ id: '0mi7k2x9a', code: '48273-K', partner: '100-mamans', need: 'shelter', locale: 'ary' },
    createdAt: clock.now(),
  }
  const of = { person: toPersonId('amina'), channel: 'web-chat' } as const
  await store.referrals.put(sealReferral({ sealer, hide: pseudonym }, referral, of))
  const token = toPictureToken(referral.id, { hide: pseudonym, now: clock.now() })
  return { store, clock, picture, referral, token }
}

describe('the picture of a slip for the chat page', () => {
  it('is drawn when it is asked for, and its code leads to the page of the partner', async () => {
    const { picture, referral, token } = await open()
    const bytes = await picture(token)

    expect(readPng(bytes ?? new Uint8Array())).toBe(
      `https://dalil.example.org/partner/${toToken(referral.id, referral.createdAt, pseudonym)}`,
    )
  })

  it('is there for a day, and not for who has only the link of the partner', async () => {
    const { clock, picture, referral, token } = await open()
    const link = await picture(toToken(referral.id, referral.createdAt, pseudonym))
    clock.advance(DAY_MS - 1)
    const inTime = await picture(token)
    clock.advance(1)
    const late = await picture(token)

    expect(link).toBeUndefined()
    expect(inTime).toBeDefined()
    expect(late).toBeUndefined()
  })

  it('is gone with the slip', async () => {
    const { store, picture, token } = await open()
    await store.referrals.deleteOf(toPersonId('amina'))

    expect(await picture(token)).toBeUndefined()
  })
})
