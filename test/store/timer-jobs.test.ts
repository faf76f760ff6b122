import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Job, type Jobs, silentLogger } from '../../src/ports/index.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import { createTimerJobs } from '../../src/store/timer-jobs.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Noon in Morocco. */
const NOON = Date.parse('2026-11-23T11:00:00Z')

describe('jobs of one process', () => {
  let store = createMemoryStore()
  let jobs: Jobs
  let ran: number[]

  beforeEach(() => {
    vi.useFakeTimers({ now: NOON })
    store = createMemoryStore()
    ran = []
  })

  afterEach(async () => {
    await jobs.stop()
    vi.useRealTimers()
  })

  /** Starts a job as a process does that has just begun. */
  async function begin(job: Pick<Job, 'at'> & Partial<Job>): Promise<void> {
    const clock = { now: () => Date.now() }
    jobs = createTimerJobs({ settings: store.settings, clock, logger: silentLogger })
    const work = async () => void ran.push((Date.now() - NOON) / MINUTE)
    await jobs.start([{ name: 'job', work, ...job }])
    await pass(0)
  }

  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

  it('of every minute run at the start and every minute', async () => {
    await begin({ at: 'every-minute' })
    await pass(2 * MINUTE)

    expect(ran).toEqual([0, 1, 2])
  })

  it('are not begun again while they last', async () => {
    const starts: number[] = []
    let end = () => {}
    const ended = new Promise<void>((resolve) => {
      end = resolve
    })
    await begin({
      at: 'every-minute',
      work: () => {
        starts.push(Date.now())
        return ended
      },
    })
    await pass(3 * MINUTE)
    const before = starts.length
    end()
    await pass(MINUTE)

    expect([before, starts.length]).toEqual([1, 2])
  })

  it('of every night run at three in Morocco, once', async () => {
    await begin({ at: 'every-night' })
    await pass(24 * HOUR)

    expect(ran).toEqual([15 * 60])
  })

  it('make up at the next start for a night in which nothing ran, and only for one', async () => {
    await begin({ at: 'every-night' })
    await jobs.stop()
    vi.setSystemTime(NOON + 72 * HOUR)
    await begin({ at: 'every-night' })
    await jobs.stop()
    await begin({ at: 'every-night' })

    expect(ran).toEqual([72 * 60])
  })

  it('of every night that broke run again after an hour, those of every minute at once', async () => {
    const tries: string[] = []
    const work = (name: string) => async () => {
      tries.push(`${name} ${(Date.now() - NOON) / MINUTE}`)
      if (Date.now() < NOON + 16 * HOUR) throw new Error('the disk is full')
    }
    await begin({ at: 'every-night', work: work('night') })
    await pass(17 * HOUR)
    await jobs.stop()
    vi.setSystemTime(NOON)
    await begin({ at: 'every-minute', work: work('minute') })
    await pass(MINUTE)

    expect(tries).toEqual(['night 900', 'night 960', 'minute 0', 'minute 1'])
  })

  it('are waited for when they are to stop', async () => {
    let end = () => {}
    const ended = new Promise<void>((resolve) => {
      end = resolve
    })
    await begin({ at: 'every-minute', work: () => ended.then(() => void ran.push(1)) })
    const stopped = jobs.stop().then(() => [...ran])
    end()

    expect(await stopped).toEqual([1])
  })
})
