import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { examineTelegramChannel, examineWebChat } from '../../src/cli/doctor/channels.ts'
import { type Diagnosis, formatDiagnoses } from '../../src/cli/doctor/diagnosis.ts'
import { readTraffic, type Traffic } from '../../src/cli/doctor/traffic.ts'
import { examineWhatsAppCloudChannel } from '../../src/cli/doctor/whatsapp-cloud.ts'
import { examineWhatsAppWeb } from '../../src/cli/doctor/whatsapp-web.ts'
import { toPersonId } from '../../src/core/index.ts'
import { silentLogger } from '../../src/ports/index.ts'
import { LAST_OUT_SETTING } from '../../src/start/last-out.ts'
import { openLowdbStore } from '../../src/store/lowdb/index.ts'
import { type BotApi, createBotApi } from '../channels/telegram/bot-api.ts'
import { text } from '../channels/telegram/updates.ts'
import { ACCESS } from '../channels/whatsapp-cloud/bench.ts'
import { ACCOUNT_ID, createGraphApi } from '../channels/whatsapp-cloud/graph-api.ts'
import { createClock } from '../support/clock.ts'

const QUIET: Traffic = {
  factsOf: () => ['no message came in yet'],
  settingOf: () => undefined,
}

let api: BotApi

beforeEach(async () => {
  api = await createBotApi()
})

afterEach(() => api.close())

const CONFIG = {
  association: { name: 'Association Exemple', contact: 'a@exemple.example' },
  web: { widgetOrigins: [], proxies: 1, perMinute: 300 },
  port: 1,
  publicUrl: 'https://chat.example.org',
}

function telegram(token?: string, webhookSecret?: string): Promise<Diagnosis> {
  const config = {
    ...CONFIG,
    telegramBotToken: token,
    telegramApiRoot: api.url,
    telegramWebhookSecret: webhookSecret,
  }
  return examineTelegramChannel(config, QUIET)
}

function setWebhook(url: string): Promise<unknown> {
  const address = `${api.url}/bot${api.token}/setWebhook`
  return fetch(address, { method: 'POST', body: JSON.stringify({ url }) })
}

describe('the doctor on Telegram', () => {
  it('says how to switch it on', async () => {
    expect(await telegram()).toEqual({
      channel: 'telegram',
      state: 'off',
      facts: ['not configured'],
      todo: 'To switch it on, set TELEGRAM_BOT_TOKEN to the token that @BotFather gives.',
    })
  })

  it('names the bot, and what waits for it, without taking it', async () => {
    api.deliver(text(1, 'bonjour'))

    expect(await telegram(api.token)).toEqual({
      channel: 'telegram',
      state: 'ok',
      facts: [
        '@dalil_bot is reachable, messages come by asking',
        '1 message(s) wait at Telegram',
        'no message came in yet',
      ],
    })
    expect(api.callsOf('getUpdates')).toEqual([])
  })

  it('says that the token is wrong', async () => {
    expect(await telegram(`1:${'B'.repeat(35)}`)).toMatchObject({
      state: 'failing',
      facts: ['Telegram does not know this token', 'no message came in yet'],
      todo: 'Copy the token again from @BotFather into TELEGRAM_BOT_TOKEN and start again.',
    })
  })

  it('says that a webhook is in the way, without its path, which may be secret', async () => {
    await setWebhook('https://other.example.org/secret-path')
    const found = await telegram(api.token)

    expect(found).toMatchObject({ state: 'failing' })
    expect(found.facts[0]).toBe(
      'a webhook to other.example.org is set, so that nobody can ask for messages',
    )
    expect(JSON.stringify(found)).not.toContain('secret-path')
  })

  it('says whether the webhook that is wanted is set', async () => {
    const secret = 'a-secret'
    expect(await telegram(api.token, secret)).toMatchObject({
      state: 'failing',
      facts: expect.arrayContaining(['the webhook leads nowhere, not to chat.example.org']),
    })
    await setWebhook('https://chat.example.org/webhooks/telegram')
    expect(await telegram(api.token, secret)).toMatchObject({
      state: 'ok',
      facts: expect.arrayContaining([
        '@dalil_bot is reachable, messages come by webhook to chat.example.org',
      ]),
    })
  })

  it('says that Telegram is not reached', async () => {
    await api.close()

    expect(await telegram(api.token)).toMatchObject({
      state: 'failing',
      facts: ['Telegram could not be reached', 'no message came in yet'],
      todo: 'Check the network of this machine, and whether Telegram is blocked here.',
    })
  })
})

describe('the doctor on WhatsApp by way of a phone', () => {
  const ON = {
    whatsapp: 'web' as const,
    chromium: '/usr/bin/chromium',
    publicUrl: 'https://chat.example.org',
    whatsappPerDay: 1000,
  }
  const now = Date.parse('2026-11-23T11:00:00Z')
  const kept = (remembered: object): Traffic => {
    return { ...QUIET, settingOf: () => JSON.stringify(remembered) }
  }

  it('says how to switch it on', () => {
    const found = examineWhatsAppWeb({ ...ON, whatsapp: undefined }, QUIET, now)

    expect(found).toMatchObject({ state: 'off', todo: expect.stringContaining('WHATSAPP=web') })
  })

  it('says when it was connected, and how much of its share of the day is used', () => {
    const traffic = kept({ connectedAt: now - 60_000, day: '2026-11-23', sent: 12 })

    expect(examineWhatsAppWeb(ON, traffic, now)).toEqual({
      channel: 'whatsapp-web',
      state: 'ok',
      facts: [
        'a phone is linked, connected at 23 Nov 2026, 11:59',
        '12 of at most 1000 messages sent today',
        'no message came in yet',
      ],
    })
  })

  it.each([
    ['there is no Chromium on this machine', { ...ON, chromium: undefined }, kept({})],
    ['no phone is linked', ON, kept({})],
    [
      'not connected since 20 Nov 2026, 12:00',
      ON,
      kept({ connectedAt: now - 3 * 86_400_000, day: '2026-11-20', sent: 5 }),
    ],
  ])('says that %s, and what to do', (fact, config, traffic) => {
    const found = examineWhatsAppWeb(config, traffic, now)

    expect(found).toMatchObject({ state: 'failing', todo: expect.any(String) })
    expect(found.facts[0]).toBe(fact)
    expect(found.facts[1]).toContain('0 of at most')
  })
})

describe("the doctor on WhatsApp's Cloud API", () => {
  it('says how to switch it on', async () => {
    expect(await examineWhatsAppCloudChannel(CONFIG, QUIET)).toMatchObject({
      state: 'off',
      todo: expect.stringContaining('WHATSAPP=cloud'),
    })
  })

  it('looks up the templates that the settings name', async () => {
    const graph = await createGraphApi()
    graph.templates = [{ name: 'answer', language: 'fr', status: 'APPROVED' }]
    const factsOf = async (more: object) => {
      const whatsappCloud = { ...ACCESS, apiRoot: graph.url, perDay: 250, ...more }
      return await examineWhatsAppCloudChannel({ ...CONFIG, whatsappCloud }, QUIET)
    }
    const templates = { 'team.fr': 'answer' }
    const blind = await factsOf({ templates })
    const well = await factsOf({ templates, accountId: ACCOUNT_ID })
    const ill = await factsOf({ templates: { 'team.ar': 'answer' }, accountId: ACCOUNT_ID })
    await graph.close()

    expect(blind.facts).toContain('set WHATSAPP_CLOUD_ACCOUNT_ID to have the templates looked up')
    expect(well.facts).toContain('1 of 1 templates are approved')
    expect(ill).toMatchObject({
      state: 'failing',
      facts: expect.arrayContaining(['there is no template answer in ar, only in fr']),
    })
  })

  it('tells the number, the webhook and what became of messages, or what is wrong', async () => {
    const graph = await createGraphApi()
    const url = 'https://chat.example.org/webhooks/whatsapp'
    graph.about = { quality_rating: 'GREEN', webhook_configuration: { application: url } }
    const config = { ...CONFIG, whatsappCloud: { ...ACCESS, perDay: 250, apiRoot: graph.url } }
    const kept = JSON.stringify({ sent: 3, delivered: 2, read: 1, failed: 0 })
    const well = await examineWhatsAppCloudChannel(config, {
      ...QUIET,
      settingOf: () => kept,
    })
    graph.failing = { status: 401, code: 190 }
    const ill = await examineWhatsAppCloudChannel(config, QUIET)
    await graph.close()

    expect(well).toEqual({
      channel: 'whatsapp-cloud',
      state: 'ok',
      facts: [
        '+1 555-078-3881 is reachable, its quality is GREEN',
        'messages come by webhook to chat.example.org',
        'no approved template for: team, reminder, announcement, partner (WHATSAPP_CLOUD_TEMPLATES)',
        'no message came in yet',
        'of what WhatsApp took: 3 sent, 2 delivered, 1 read, 0 failed',
      ],
    })
    expect(ill).toMatchObject({
      state: 'failing',
      todo: expect.stringContaining('WHATSAPP_CLOUD_TOKEN'),
    })
  })
})

describe('the doctor on the chat page', () => {
  it.each([
    [200, 'ok'],
    [503, 'failing'],
  ])('takes an answer of %i for %s', async (status, state) => {
    const server = createServer((_request, response) => response.writeHead(status).end())
    await new Promise<void>((resolve) => server.listen(0, resolve))
    const address = server.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    const found = await examineWebChat({ ...CONFIG, port }, QUIET)
    server.closeAllConnections()
    server.close()

    expect(found.state).toBe(state)
  })

  it('asks for what the data-protection notice has to say', async () => {
    const server = createServer((_request, response) => response.writeHead(200).end())
    await new Promise<void>((resolve) => server.listen(0, resolve))
    const address = server.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    const found = await examineWebChat({ ...CONFIG, association: {}, port }, QUIET)
    server.closeAllConnections()
    server.close()

    expect(found).toMatchObject({ state: 'ok', todo: expect.stringContaining('ASSOCIATION_NAME') })
  })

  it('says that Dalil does not run', async () => {
    const found = await examineWebChat(CONFIG, QUIET)

    expect(found).toMatchObject({ state: 'failing', todo: 'Start it with npm start.' })
  })

  it('names the sites of the widget, and says where a flood could not be stopped', async () => {
    const web = { widgetOrigins: ['https://www.example.org'], proxies: 0, perMinute: 300 }
    const factsOf = async (config: object) =>
      (await examineWebChat({ ...CONFIG, web, ...config }, QUIET)).facts.slice(2)

    expect(await factsOf({})).toEqual([
      'the widget opens on https://www.example.org',
      'behind a proxy nobody can be told apart: set TRUST_PROXY=1',
    ])
    expect(await factsOf({ web: { ...web, widgetOrigins: [], proxies: 1 } })).toEqual([])
  })
})

describe('the data folder', () => {
  it('tells when a person of each channel last wrote, and what waits, while it is in use', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'dalil-doctor-'))
    const clock = createClock()
    const store = await openLowdbStore({ dir, clock, logger: silentLogger })
    const channel = 'telegram' as const
    const kept = { channel, address: '', createdAt: 0 }
    const person = toPersonId('p')
    await store.people.put({
      ...kept,
      id: person,
      session: '',
      lastSeenAt: clock.now(),
      gone: false,
    })
    const waiting = { ...kept, person, message: '', dueAt: 0, attempts: 0 }
    await store.outbox.add({ ...waiting, id: 'a', state: 'waiting' })
    await store.outbox.add({ ...waiting, id: 'b', state: 'failed' })
    await store.settings.put(LAST_OUT_SETTING, JSON.stringify({ telegram: clock.now() }))
    const traffic = await readTraffic({ dataDir: dir })
    await store.close()
    rmSync(dir, { recursive: true })

    expect(traffic.factsOf('telegram')).toEqual([
      'last message in: 23 Nov 2026, 12:00',
      'last message out: 23 Nov 2026, 12:00',
      '1 message(s) wait to be sent',
      '1 message(s) could not be delivered',
    ])
    expect(traffic.factsOf('web-chat')).toEqual(['no message came in yet'])
    expect(traffic.factsOf('email')).toEqual([])
  })
})

describe('the report', () => {
  it('is one block a channel, with what to do at its end', () => {
    const report = formatDiagnoses([
      { channel: 'web-chat', state: 'ok', facts: ['http://localhost:3000 answers', 'quiet'] },
      { channel: 'telegram', state: 'off', facts: ['not configured'], todo: 'Set it.' },
    ])

    expect(report.split('\n')).toEqual([
      'web-chat       ok       http://localhost:3000 answers',
      '                        quiet',
      'telegram       off      not configured',
      '                        -> Set it.',
    ])
  })

  it('goes on without a data folder', async () => {
    const traffic = await readTraffic({ dataDir: '/nowhere/at/all' })

    expect(traffic.factsOf('telegram')).toEqual(['there is no data folder yet'])
  })
})
