import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { silentLogger } from '../../../src/ports/index.ts'
import { openChannels } from '../../../src/start/open-channels.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { until } from '../support/until.ts'
import { ANNA, APP_SECRET, signed, VERIFY_TOKEN } from './bench.ts'
import { status, text } from './bodies.ts'
import { createGraphApi, type GraphApi, PHONE_ID, TOKEN } from './graph-api.ts'

let api: GraphApi
let server: TestServer

beforeAll(async () => {
  api = await createGraphApi()
  const config = readConfig({
    WHATSAPP: 'cloud',
    WHATSAPP_CLOUD_TOKEN: TOKEN,
    WHATSAPP_CLOUD_PHONE_ID: PHONE_ID,
    WHATSAPP_CLOUD_APP_SECRET: APP_SECRET,
    WHATSAPP_CLOUD_VERIFY_TOKEN: VERIFY_TOKEN,
    WHATSAPP_CLOUD_API_ROOT: api.url,
  })
  server = await startServer({ channels: openChannels(config, silentLogger) })
})

afterAll(async () => {
  await server.stop()
  await api.close()
})

describe('a whole Dalil on the Cloud API', () => {
  it('proves to the platform that the address is ours', async () => {
    const query = `hub.mode=subscribe&hub.challenge=42&hub.verify_token=${VERIFY_TOKEN}`
    const response = await fetch(`${server.url}/webhooks/whatsapp?${query}`)

    expect(response.status).toBe(200)
    expect(await response.text()).toBe('42')
  })

  it('answers what somebody wrote', async () => {
    const now = String(Math.floor(Date.now() / 1000))
    const body = JSON.stringify(text(ANNA, 'bonjour')).replace('1749416383', now)
    const { headers } = signed(body)
    const url = `${server.url}/webhooks/whatsapp`
    const response = await fetch(url, { method: 'POST', body, headers })

    expect(response.status).toBe(200)
    await until(() => api.shown.length > 0, 'a reply')
    expect(api.shown[0]?.to).toBe(ANNA)
  })

  it('says once more, when they write, what WhatsApp could not deliver', async () => {
    const last = api.shown.length
    const bring = async (body: string) => {
      const url = `${server.url}/webhooks/whatsapp`
      return fetch(url, { method: 'POST', body, headers: signed(body).headers })
    }
    const told = JSON.stringify(status(ANNA, 'failed', 131047)).replace('wamid.1', `wamid.${last}`)
    expect((await bring(told)).status).toBe(200)
    expect((await bring(told)).status).toBe(200)
    expect(await server.running.store.outbox.count()).toEqual({ waiting: 1, failed: 0 })
    const now = String(Math.floor(Date.now() / 1000))
    await bring(JSON.stringify(text(ANNA, 'merci')).replace('1749416383', now))

    await until(() => api.shown.length === last + 2, 'the message and the reply')
    expect(api.shown[last]?.text).toBe(api.shown[last - 1]?.text)
  })
})
