import { Hono } from 'hono'
import { isSecret } from '../core/index.ts'

/** What a watcher from outside may ask. */
export interface HealthOptions {
  /** Whether people can be answered now. */
  readonly ready: () => boolean
  /** Whether what is said now is kept: rejects where the store does not answer. */
  readonly reachStore: () => Promise<void>
  /** Left out where nobody may read metrics. */
  readonly metrics?: MetricsAccess | undefined
}

/** Figures for Prometheus, for whoever knows the token. */
export interface MetricsAccess {
  readonly token: string
  readonly contentType: string
  read(): Promise<string>
}

/**
 * `/healthz`: the process lives and answers people. `/readyz`: it may be sent people now; 503 while
 * it starts, ends or cannot keep anything. `/metrics`: figures, behind `Authorization: Bearer`.
 */
export function healthRoutes({ ready, reachStore, metrics }: HealthOptions): Hono {
  const routes = new Hono()
  routes.get('/healthz', (c) =>
    ready() ? c.json({ status: 'ok' }) : c.json({ status: 'starting' }, 503),
  )
  routes.get('/readyz', async (c) => {
    if (!ready()) return c.json({ status: 'starting' }, 503)
    try {
      await reachStore()
      return c.json({ status: 'ok' })
    } catch {
      return c.json({ status: 'store' }, 503)
    }
  })
  if (metrics === undefined) return routes
  routes.get('/metrics', async (c) => {
    const given = c.req.header('Authorization')?.replace(/^Bearer /u, '')
    if (!isSecret(given, metrics.token)) return c.text('Unauthorized', 401)
    return c.body(await metrics.read(), 200, { 'Content-Type': metrics.contentType })
  })
  return routes
}
