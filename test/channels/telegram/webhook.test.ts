import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { type Bench, createBench } from './support.ts'
import { text } from './updates.ts'

const SECRET = 'a-secret_of-32-characters-or-more'
const URL = 'https://chat.example.org/webhooks/telegram'

let bench: Bench

beforeEach(async () => {
  bench = await createBench({ webhook: { url: URL, secret: SECRET } })
  await bench.start()
})

afterEach(() => bench.close())

function post(body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  const all = { 'x-telegram-bot-api-secret-token': SECRET, ...headers }
  return bench.channel.webhook(new Request(URL, { method: 'POST', body, headers: all }))
}

const update = (id: number, words = 'bonjour') =>
  JSON.stringify({ ...text(1, words), update_id: id })

describe('the webhook of Telegram', () => {
  it('is announced with its secret, and nothing is asked for', async () => {
    await until(() => bench.channel.state().type === 'on')

    expect(bench.channel.state()).toEqual({ type: 'on', detail: '@dalil_bot, by webhook' })
    expect(bench.api.callsOf('setWebhook')[0]?.payload).toEqual({
      url: URL,
      secret_token: SECRET,
      allowed_updates: ['message', 'edited_message', 'callback_query'],
    })
    expect(bench.api.callsOf('getUpdates')).toEqual([])
  })

  it('takes an update in', async () => {
    const response = await post(update(5))

    expect(response.status).toBe(200)
    expect(bench.received[0]).toMatchObject({
      deliveryId: '4200:5',
      content: { type: 'text', text: 'bonjour' },
    })
  })

  it('answers 503 when an update could not be kept, so that it comes again', async () => {
    bench.receive = async () => {
      throw new Error('disk full')
    }

    expect((await post(update(5))).status).toBe(503)
    bench.receive = async () => {}
    expect((await post(update(5))).status).toBe(200)
    expect(bench.received.map(({ deliveryId }) => deliveryId)).toEqual(['4200:5', '4200:5'])
  })

  it.each([
    ['a wrong secret', { 'x-telegram-bot-api-secret-token': 'another' }, 401],
    ['an empty secret', { 'x-telegram-bot-api-secret-token': '' }, 401],
  ])('refuses %s', async (_name, headers, status) => {
    expect((await post(update(5), headers)).status).toBe(status)
    expect(bench.received).toEqual([])
  })

  it('refuses a request without any secret', async () => {
    const request = new Request(URL, { method: 'POST', body: update(5) })

    expect((await bench.channel.webhook(request)).status).toBe(401)
  })

  it.each([
    ['what is not JSON', 'hello'],
    ['JSON that is no update', '[1]'],
    ['an update without a number', '{"update_id":"x"}'],
    ['nothing', ''],
  ])('refuses %s', async (_name, body) => {
    expect((await post(body)).status).toBe(400)
  })

  it('refuses what is too large, whatever its header says', async () => {
    expect((await post(update(5, 'x'.repeat(1024 * 1024)))).status).toBe(413)
  })

  it('takes an update of a kind or shape it does not know without an answer', async () => {
    expect((await post('{"update_id":6,"something_new":{}}')).status).toBe(200)
    expect((await post('{"update_id":7,"message":{"from":{},"text":"x"}}')).status).toBe(200)
    expect(bench.received).toEqual([])
  })

  it('answers only POST', async () => {
    expect((await bench.channel.webhook(new Request(URL))).status).toBe(405)
  })

  it('answers 503 after it was stopped', async () => {
    await bench.channel.stop()

    expect((await post(update(5))).status).toBe(503)
  })

  it('is not there where polling is used', async () => {
    const polling = await createBench()
    const response = await polling.channel.webhook(new Request(URL, { method: 'POST' }))
    await polling.close()

    expect(response.status).toBe(404)
  })
})
