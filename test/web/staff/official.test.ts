import { describe, expect, it } from 'vitest'
import { toPersonId } from '../../../src/core/index.ts'
import { WHEN_BACK, type WhatsAppDeliveries } from '../../../src/ports/index.ts'
import { outgoing } from '../../store/records.ts'
import { createWorkspace } from './workspace.ts'

const TALLY: WhatsAppDeliveries = { sent: 9, delivered: 8, read: 4, failed: 0, failures: [] }

async function open(deliveries?: () => Promise<WhatsAppDeliveries>) {
  const work = createWorkspace(true, undefined, undefined, deliveries)
  const { cookie } = await work.enter('amina', 'reviewer')
  const page = async (lang = 'en') =>
    (await work.visit(`/staff/undelivered?lang=${lang}`, cookie)).text()
  return { work, page }
}

describe('what the staff see of WhatsApp’s official API', () => {
  it('is nothing where it is off', async () => {
    const { page } = await open()

    expect(await page()).not.toContain('Official WhatsApp')
  })

  it('is what became of messages, in the language of the staff', async () => {
    const { page } = await open(async () => TALLY)

    expect(await page()).toContain('Sent: 9. Delivered: 8. Read: 4. Not delivered: 0.')
    expect(await page('fr')).toMatch(/Envoyés\s: 9\./u)
    expect(await page('ar')).toContain('أُرسلت: 9')
  })

  it('is what waits for people to write again, with the question that the team answered', async () => {
    const { work, page } = await open(async () => TALLY)
    const channel = 'whatsapp-cloud'
    const questionId = await work.ask('ma carte', { channel, group: 'g', state: 'answered' })
    const person = toPersonId('a')
    const put = (id: string, change: object) =>
      work.store.outbox.add(outgoing(id, { person, channel, dueAt: WHEN_BACK, ...change }))
    await put('1', { questionId })
    await put('2', {})
    await put('3', { channel: 'web-chat' })
    await put('4', { dueAt: work.clock.now() })

    const body = await page()

    expect(body).toContain('Waiting for the person to write: 2')
    expect(body).toContain('href="/staff/groups/g"')
    expect(body).toContain('ma carte')
  })

  it('is what failed late, with its reason, and the question where it is kept', async () => {
    const failures = [
      { at: 2000, code: 131026, reason: 'unreachable', question: 'gone' },
      { at: 1000, code: 131000, reason: 'busy' },
    ] as const
    const kept: { question?: string } = {}
    const { work, page } = await open(async () => ({
      ...TALLY,
      failed: 2,
      failures: [{ ...failures[0], ...kept }, failures[1]],
    }))
    kept.question = await work.ask('ma carte', { group: 'g', state: 'answered' })

    const body = await page()

    expect(body).toContain('Nothing reaches this number. (131026)')
    expect(body).toContain('WhatsApp was down or asked us to wait. (131000)')
    expect(body.match(/href="\/staff\/groups\/g"/gu)).toHaveLength(1)
  })
})
