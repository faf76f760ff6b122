import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { examineTemplates } from '../../../src/channels/whatsapp-cloud/index.ts'
import { ACCESS } from './bench.ts'
import { ACCOUNT_ID, createGraphApi, type GraphApi } from './graph-api.ts'

let api: GraphApi

beforeEach(async () => {
  api = await createGraphApi()
  api.templates = [
    { name: 'hello', language: 'fr', status: 'APPROVED' },
    { name: 'news', language: 'en_US', status: 'APPROVED' },
    { name: 'answer', language: 'ar', status: 'PAUSED' },
    { name: 'answer', language: 'en', status: 'APPROVED' },
    { name: 'answer', language: 'fr', status: 'APPROVED' },
  ]
})

afterEach(() => api.close())

const examine = (templates: Readonly<Record<string, string>>, account = ACCOUNT_ID) =>
  examineTemplates({ ...ACCESS, apiRoot: api.url, fetch }, account, templates)

describe('the examination of templates', () => {
  it('finds those of the settings on whatever page they stand', async () => {
    expect(await examine({ 'reminder.fr': 'hello', 'team.fr': 'answer' })).toEqual({ approved: 2 })
  })

  it.each([
    ['is not approved', { 'team.ar': 'answer' }, 'answer (ar) cannot be sent: it is PAUSED'],
    [
      'stands in another language',
      { 'reminder.en': 'news' },
      'no template news in en, only in en_US',
    ],
    ['is not there', { 'reminder.ar': 'other' }, 'there is no template other in ar'],
  ])('says that one %s, and what to do', async (_what, faulty, reason) => {
    const found = await examine({ 'team.fr': 'answer', ...faulty })

    expect(found).toMatchObject({
      approved: 1,
      failing: {
        reason: expect.stringContaining(reason),
        hint: expect.stringContaining('WHATSAPP_CLOUD_TEMPLATES'),
      },
    })
  })

  it('says which setting to check where the account is not found', async () => {
    expect((await examine({ 'team.fr': 'answer' }, '1234567')).failing?.hint).toContain(
      'WHATSAPP_CLOUD_ACCOUNT_ID',
    )
  })
})
