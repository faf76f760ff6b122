import { streamSSE } from 'hono/streaming'
import type { PreviewStep } from '../../review/index.ts'
import { showStep } from './changes/effect.tsx'
import type { Workspace } from './workspace.ts'

/** Less than what a proxy in between waits for before it hangs up, in ms. */
const HEARTBEAT_MS = 20_000

/** What a change would do, told while it is worked out: for as long as the page stays open. */
export function effectRoutes(work: Workspace): void {
  const { on, pageOf, previews, publishing, services } = work

  on('GET /changes/:id/effect', async (c) => {
    const page = pageOf(c, '/staff/changes')
    const record = await publishing.find(c.req.param('id') ?? '')
    if (record === undefined) return c.notFound()
    return streamSSE(c, async (stream) => {
      const leaving = new AbortController()
      stream.onAbort(() => leaving.abort())
      const heartbeat = setInterval(() => {
        stream.write(': \n\n').catch(() => leaving.abort())
      }, HEARTBEAT_MS)
      const tell = (step: PreviewStep) => {
        const { part, body } = showStep({ page, services: services(), change: record.change }, step)
        stream.writeSSE({ event: part, data: String(body) }).catch(() => leaving.abort())
      }
      await previews.watch(record, tell, leaving.signal)
      clearInterval(heartbeat)
      await stream.writeSSE({ event: 'end', data: '' })
    })
  })
}
