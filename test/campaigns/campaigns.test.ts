import { beforeEach, describe, expect, it } from 'vitest'
import { codeAt } from '../../src/campaigns/code.ts'
import {
  type CampaignDraft,
  campaignLinks,
  createCampaigns,
  FRESH_MS,
  isCode,
  parseDraft,
  widgetTag,
} from '../../src/campaigns/index.ts'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { readProject } from '../../src/content/index.ts'
import { campaign } from '../store/records.ts'
import { createStaffRoom, type StaffRoom } from '../support/staff.ts'

const { texts } = readProject(PROJECT_ROOT)

const DRAFT: CampaignDraft = {
  name: 'Affiche maternité',
  topic: 'mothers',
  locale: 'ary',
  channel: 'any',
  from: '2026-11-01',
  flow: 'register-birth',
}

let room: StaffRoom

beforeEach(() => {
  room = createStaffRoom()
})

function campaignsOf({ store, clock, staff }: StaffRoom, chances: number[] = []) {
  let next = 0
  return createCampaigns({
    ...{ store, clock, audit: staff.audit },
    random: (limit) => chances[next++] ?? (next * 7919) % limit,
    isFlow: (flow) => flow === 'register-birth',
  })
}

describe('the campaigns', () => {
  it('get a code each, and stand in the audit log', async () => {
    const campaigns = campaignsOf(room)
    const first = await campaigns.create(DRAFT, 'salma')
    room.clock.advance(1000)
    const second = await campaigns.create({ ...DRAFT, name: 'Radio' }, 'salma')

    expect(isCode(first.code) && isCode(second.code)).toBe(true)
    expect(await campaigns.list()).toEqual([
      { ...DRAFT, name: 'Radio', code: second.code, createdAt: second.createdAt, revision: 1 },
      { ...DRAFT, code: first.code, createdAt: first.createdAt, revision: 1 },
    ])
    expect(await room.audited()).toContainEqual({
      by: 'salma',
      action: 'campaign-made',
      target: second.code,
    })
  })

  it('never get a code that is taken or that nobody wants to read', async () => {
    const unfortunate = 32
    const campaigns = campaignsOf(room, [0, unfortunate, 0, 1])
    const first = await campaigns.create(DRAFT, 'salma')
    const second = await campaigns.create(DRAFT, 'salma')

    expect(codeAt(unfortunate)).toBe('ZUBABAK')
    expect([first.code, second.code]).toEqual([codeAt(0), codeAt(1)])
  })

  it('keep their code when they are changed', async () => {
    const campaigns = campaignsOf(room)
    const { code } = await campaigns.create(DRAFT, 'salma')
    await campaigns.change(code, { ...DRAFT, until: '2026-12-31' }, 'salma', 1)

    expect(await campaigns.find(code)).toMatchObject({ code, until: '2026-12-31', revision: 2 })
  })

  it('are not changed by two people unaware of each other', async () => {
    const campaigns = campaignsOf(room)
    const { code } = await campaigns.create(DRAFT, 'salma')
    await campaigns.change(code, { ...DRAFT, name: 'Un' }, 'salma', 1)

    await expect(campaigns.change(code, DRAFT, 'omar', 1)).rejects.toMatchObject({
      code: 'campaigns:changed',
    })
    await expect(campaigns.change('DAKUKUD', DRAFT, 'omar', 1)).rejects.toMatchObject({
      code: 'campaigns:not_found',
    })
  })

  it.each([
    ['campaigns:name', { name: '' }],
    ['campaigns:name', { name: 'x'.repeat(81) }],
    ['campaigns:place', { place: 'x'.repeat(81) }],
    ['campaigns:dates', { from: '2026-02-30' }],
    ['campaigns:dates', { from: '' }],
    ['campaigns:dates', { until: '2026-10-31' }],
    ['campaigns:flow', { flow: 'nothing' }],
  ])('refuse with %s what cannot be: %j', async (code, change) => {
    const campaigns = campaignsOf(room)

    await expect(campaigns.create({ ...DRAFT, ...change }, 'salma')).rejects.toMatchObject({ code })
    expect(await campaigns.list()).toEqual([])
  })

  it('are known to turns at once, and on another machine within a minute', async () => {
    const here = campaignsOf(room)
    const there = campaignsOf(room)
    await there.refresh()
    const { code } = await here.create(DRAFT, 'salma')

    expect(here.book(texts).ofPayload(code)?.name).toBe('Affiche maternité')
    expect(there.book(texts).ofPayload(code)).toBeUndefined()
    room.clock.advance(FRESH_MS + 1)
    there.book(texts)
    await new Promise((resolve) => setImmediate(resolve))
    expect(there.book(texts).ofPayload(code)?.name).toBe('Affiche maternité')
  })
})

describe('parseDraft', () => {
  it('takes what a form says, and leaves out what it leaves empty', () => {
    const form: Record<string, string> = {
      ...{ name: '  Affiche \n maternité ', locale: 'ary', channel: 'web', topic: 'nothing' },
      ...{ from: '2026-11-01', until: '', place: '', flow: 'register-birth' },
    }

    expect(parseDraft((name) => form[name] ?? '')).toEqual({
      ...{ name: 'Affiche maternité', locale: 'ary', channel: 'web' },
      ...{ from: '2026-11-01', flow: 'register-birth' },
    })
  })
})

describe('campaignLinks', () => {
  const doors = {
    publicUrl: 'https://dalil.example',
    telegramBot: 'dalil_bot',
    whatsappNumber: '212600000000',
  }

  it('leads to each way that is open, the one for posters first', () => {
    expect(campaignLinks(campaign('DAKUKUD', { locale: 'ary' }), doors, texts)).toEqual([
      {
        channel: 'whatsapp',
        url: `https://wa.me/212600000000?text=${encodeURIComponent('السلام دليل، الكود DAKUKUD')}`,
      },
      { channel: 'telegram', url: 'https://t.me/dalil_bot?start=DAKUKUD' },
      { channel: 'web', url: 'https://dalil.example/?c=DAKUKUD&lang=ary' },
    ])
  })

  it('leads only where the campaign wants, and nowhere that is switched off', () => {
    const { publicUrl } = doors
    const onTelegram = campaign('DAKUKUD', { channel: 'telegram' })
    const anywhere = campaign('DAKUKUD')

    expect(campaignLinks(onTelegram, doors, texts).map(({ channel }) => channel)).toEqual([
      'telegram',
    ])
    expect(campaignLinks(onTelegram, { publicUrl }, texts)).toEqual([])
    expect(campaignLinks(anywhere, { publicUrl }, texts).map(({ channel }) => channel)).toEqual([
      'web',
    ])
  })

  it('gives the line for a site of the association', () => {
    const widget = 'https://dalil.example/widget.js'

    expect(widgetTag(campaign('DAKUKUD'), doors)).toBeUndefined()
    expect(widgetTag(campaign('DAKUKUD'), { ...doors, widget })).toBe(
      '<script src="https://dalil.example/widget.js" data-campaign="DAKUKUD" defer></script>',
    )
  })
})
