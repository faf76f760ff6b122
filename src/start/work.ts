import { createRetention } from '../conversation/index.ts'
import { flawOf } from '../errors.ts'
import type { Job, Jobs } from '../ports/index.ts'
import type { Ground } from './ground.ts'
import type { Learning } from './learning.ts'
import type { Rooms } from './rooms.ts'
import type { Talk } from './talk.ts'

/** How often what is due is sent, in ms. */
const SWEEP_MS = 1000

/** How often it is seen that another process published something, in ms. */
const PUBLISHED_POLL_MS = 5000

/** What does the work that nobody asks for. */
export interface WorkParts {
  readonly ground: Ground
  readonly learning: Learning
  readonly rooms: Rooms
  readonly talk: Talk
  readonly jobs: Jobs
  /** The jobs that the store itself needs. */
  readonly own: readonly Job[]
}

/** Starts the work that nobody asks for; returns the end of it. */
export async function startWork(parts: WorkParts): Promise<() => Promise<void>> {
  const { ground, learning, rooms, talk, jobs, own } = parts
  const { config, store, clock, logger } = ground
  const { dalil } = talk
  const forget = createRetention({
    ...{ store, clock, logger },
    questionDays: config.retentionDays,
    personDays: config.personDays,
  })
  await jobs.start([
    ...own,
    { name: 'reminders', at: 'every-minute', work: dalil.remind },
    { name: 'silent-contacts', at: 'every-minute', work: rooms.referrals.silent.gather },
    { name: 'announcements', at: 'every-minute', work: dalil.announce },
    { name: 'forget', at: 'every-night', work: forget },
  ])
  const sweeper = setInterval(() => {
    dalil.sender.sweep().catch((error: unknown) => {
      logger.error('sending what is due failed', { ...flawOf(error) })
    })
  }, SWEEP_MS)
  const lookout = setInterval(() => {
    learning.followPublished().catch((error: unknown) => {
      logger.error('published content could not be read', { ...flawOf(error) })
    })
  }, PUBLISHED_POLL_MS)
  return async () => {
    clearInterval(sweeper)
    clearInterval(lookout)
    await jobs.stop()
  }
}
