import { describe, expect, it } from 'vitest'
import { createMetrics } from '../../src/start/metrics.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import { type HealthOptions, healthRoutes } from '../../src/web/health.ts'

const TOKEN = 'a token for the watcher'

function routes(options: Partial<HealthOptions> = {}) {
  return healthRoutes({ ready: () => true, reachStore: async () => {}, ...options })
}

function withMetrics() {
  const metrics = createMetrics({ token: TOKEN, store: createMemoryStore(), channels: [] })
  const ask = (authorization?: string) =>
    routes({ metrics }).request('/metrics', {
      headers: authorization === undefined ? {} : { authorization },
    })
  return { metrics, ask }
}

describe('/healthz and /readyz', () => {
  it('say 200 while people can be answered', async () => {
    expect((await routes().request('/healthz')).status).toBe(200)
    expect((await routes().request('/readyz')).status).toBe(200)
  })

  it('say 503 while Dalil starts or ends', async () => {
    const starting = routes({ ready: () => false })

    expect((await starting.request('/healthz')).status).toBe(503)
    expect((await starting.request('/readyz')).status).toBe(503)
  })

  it('keep people away from a machine whose store does not answer, which lives all the same', async () => {
    const lame = routes({ reachStore: () => Promise.reject(new Error('gone')) })

    expect((await lame.request('/readyz')).status).toBe(503)
    expect((await lame.request('/healthz')).status).toBe(200)
  })
})

describe('/metrics', () => {
  it('is not there without a token in the settings', async () => {
    expect((await routes().request('/metrics')).status).toBe(404)
  })

  it('is read by nobody who does not know the token', async () => {
    const { ask } = withMetrics()

    expect((await ask()).status).toBe(401)
    expect((await ask('Bearer something else')).status).toBe(401)
  })

  it('counts turns by channel and kind, and says nothing of who or what', async () => {
    const { metrics, ask } = withMetrics()
    metrics.onTurn({ id: 't1', channel: 'telegram', kind: 'answer', ms: 4, broke: false })
    metrics.onTurn({ id: 't2', channel: 'telegram', kind: 'unknown', ms: 30, broke: true })

    const text = await (await ask(`Bearer ${TOKEN}`)).text()

    expect(text).toContain('dalil_turns_total{channel="telegram",kind="answer"} 1')
    expect(text).toContain('dalil_turns_broken_total 1')
    expect(text).toContain('dalil_outbox{state="waiting"} 0')
    expect(text).toContain('dalil_turn_seconds_bucket{le="0.005"} 1')
    expect(text).not.toContain('t1')
  })
})
