import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { createPage, type Page } from './page.ts'

/** What people saw in the end. */
export interface Seen {
  /** Messages that a server said it keeps. */
  readonly acknowledged: number
  /** Replies that never came, and replies on top. */
  readonly lost: number
  readonly doubled: number
  /** Replies that were shown before an earlier one. */
  readonly disordered: number
}

/** People who write at the same time, each on a page of their own. */
export interface Crowd {
  /** Everybody writes so many messages, one after the other was kept. */
  write(messages: number): Promise<void>
  /** As {@link Crowd.write}; something happens at a random one of these messages. */
  writeThrough(messages: number, happens: () => Promise<void>): Promise<void>
  /** Whether everybody has all replies; waits for them at most so long. */
  settle(withinMs: number): Promise<boolean>
  seen(): Seen
  close(): Promise<void>
}

const PEOPLE = 20
const SETTLE_MS = 60_000

/**
 * Creates a crowd and lets it write a little, to learn how many replies a message has when nothing
 * goes wrong.
 */
export async function createCrowd(
  servers: () => readonly string[],
  people = PEOPLE,
): Promise<Crowd> {
  const pages = Array.from({ length: people }, () => createPage(servers))
  for (const page of pages) page.open()
  await repliesTo(pages, (page) => page.say({ type: 'start', payload: '' }))
  // Twice: a greeting that came late would look like replies to what was written after it.
  const replies = [...(await repliesTo(pages, menu)), ...(await repliesTo(pages, menu))]
  const [each = 0] = replies
  if (replies.some((count) => count !== each)) {
    throw new Error(`People have ${replies.join(', ')} replies to the same message.`)
  }
  const first = pages.map(({ shown }) => shown.length)
  const kept = pages.map(() => 0)
  const missing = (page: Page, at: number) =>
    (first[at] ?? 0) + (kept[at] ?? 0) * each - page.shown.length

  const total = () => kept.reduce((sum, count) => sum + count, 0)
  const write = async (messages: number) => {
    await Promise.all(
      pages.map(async (page, at) => {
        for (let count = 0; count < messages; count += 1) {
          await menu(page)
          kept[at] = (kept[at] ?? 0) + 1
        }
      }),
    )
  }

  return {
    write,
    async writeThrough(messages, happens) {
      const writing = write(messages)
      const moment = total() + randomInt(1, (pages.length * messages * 3) / 4)
      while (total() < moment) await pause(2)
      await Promise.all([happens(), writing])
    },
    async settle(withinMs = SETTLE_MS) {
      const deadline = Date.now() + withinMs
      while (pages.some((page, at) => missing(page, at) > 0)) {
        if (Date.now() > deadline) return false
        await pause(50)
      }
      // What comes on top comes late.
      await quiet(pages)
      return true
    },
    seen() {
      const differences = pages.map(missing)
      return {
        acknowledged: total(),
        lost: differences.reduce((sum, count) => sum + Math.max(0, count), 0),
        doubled: differences.reduce((sum, count) => sum + Math.max(0, -count), 0),
        disordered: pages.reduce((sum, { shown }) => sum + disorderOf(shown), 0),
      }
    },
    async close() {
      await Promise.all(pages.map((page) => page.close()))
    },
  }
}

function menu(page: Page): Promise<void> {
  return page.say({ type: 'text', text: 'menu' })
}

/** Everybody does the same, and waits until everybody has replies and no more come: how many each. */
async function repliesTo(
  pages: readonly Page[],
  write: (page: Page) => Promise<void>,
): Promise<readonly number[]> {
  const before = pages.map(({ shown }) => shown.length)
  const counts = () => pages.map(({ shown }, at) => shown.length - (before[at] ?? 0))
  await Promise.all(pages.map(write))
  const deadline = Date.now() + SETTLE_MS
  while (counts().includes(0) && Date.now() < deadline) await pause(50)
  if (counts().includes(0)) throw new Error('Somebody has no reply within a minute.')
  await quiet(pages)
  return counts()
}

/** Resolves when nothing was shown for a while. */
async function quiet(pages: readonly Page[]): Promise<void> {
  const count = () => pages.reduce((sum, { shown }) => sum + shown.length, 0)
  for (let before = -1; before !== count(); ) {
    before = count()
    await pause(1500)
  }
}

/** Ids sort by the time of their making. */
function disorderOf(ids: readonly string[]): number {
  return ids.filter((id, at) => at > 0 && id < (ids[at - 1] ?? '')).length
}
