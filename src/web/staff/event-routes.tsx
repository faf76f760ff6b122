import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { say } from './page.ts'
import type { Workspace } from './workspace.ts'

const HEARTBEAT_MS = 20_000

/** The news that something changed, and who is writing to whom. */
export function eventRoutes(work: Workspace): void {
  const { on, pageOf, presence } = work

  on('GET /events', (c) =>
    streamSSE(c, async (stream) => {
      // A stream outlives the request that opened it, but not the session.
      const session = work.cookie.read(c) ?? ''
      const isSignedIn = async () =>
        (await work.staff.entrance.find(session, { active: false })) !== undefined
      await tellNews(stream, work.subscribe, isSignedIn)
    }),
  )

  on('POST /groups/:id/writing', async (c) => {
    const { id, name } = c.get('signedIn').staff
    await presence.note(c.req.param('id') ?? '', { id, name })
    return c.body(null, 204)
  })

  on('GET /groups/:id/writers', (c) => {
    const own = c.get('signedIn').staff.id
    const writers = presence.writers(c.req.param('id') ?? '').filter(({ id }) => id !== own)
    if (writers.length === 0) return c.html('')
    const page = pageOf(c, '/staff')
    const names = writers.map(({ name }) => name).join(', ')
    return c.html(<span>{say(page, 'desk:group.writing', { names })}</span>)
  })
}

async function tellNews(
  stream: SSEStreamingApi,
  subscribe: Workspace['subscribe'],
  isSignedIn: () => Promise<boolean>,
): Promise<void> {
  let finish = () => {}
  const ended = new Promise<void>((resolve) => {
    finish = resolve
  })
  const stop = subscribe((event, data) => void stream.writeSSE({ event, data }))
  const beat = async () => {
    if (await isSignedIn()) await stream.write(': \n\n')
    else finish()
  }
  const heartbeat = setInterval(() => void beat().catch(finish), HEARTBEAT_MS)
  stream.onAbort(finish)
  await ended
  clearInterval(heartbeat)
  stop()
}
