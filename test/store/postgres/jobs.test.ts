import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { type Job, type Jobs, silentLogger } from '../../../src/ports/index.ts'
import { createMemoryStore } from '../../../src/store/memory/index.ts'
import { createPostgresJobs, openPostgresStore } from '../../../src/store/postgres/index.ts'
import { createDatabase } from '../../support/postgres/database.ts'

const database = await createDatabase()
const url = database?.url ?? ''
const store = database && (await openPostgresStore({ url, logger: silentLogger }))
const claims = store?.claims ?? createMemoryStore().claims
const WITHIN = { timeout: 20_000 }

describe.skipIf(database === undefined)('jobs of several processes', () => {
  const started: Jobs[] = []

  afterEach(async () => {
    await Promise.all(started.splice(0).map((jobs) => jobs.stop()))
  })

  afterAll(async () => {
    await store?.close()
    await database?.drop()
  })

  async function begin(jobs: readonly Job[]): Promise<void> {
    const logger = silentLogger
    const process = createPostgresJobs({ url, claims, logger, pollSeconds: 1 })
    started.push(process)
    await process.start(jobs)
  }

  /** Makes a job due, as its plan does when its time has come. */
  async function due(name: string): Promise<void> {
    await database?.query(
      `insert into pgboss.job (name, policy, retry_limit, retry_delay)
       values ('${name}', 'stately', 3, 60)`,
    )
  }

  async function stateOf(name: string): Promise<unknown> {
    const jobs = await database?.query(`select state::text from pgboss.job where name = '${name}'`)
    return jobs?.[0]?.state
  }

  it('run once at their time, in one of them', async () => {
    const ran: string[] = []
    const job = (by: string): Job => ({
      ...{ name: 'one', at: 'every-minute' },
      work: async () => void ran.push(by),
    })

    await Promise.all([begin([job('a')]), begin([job('b')])])
    const plans = await database?.query('select name, cron, timezone from pgboss.schedule')
    await due('one')
    await vi.waitFor(async () => expect(await stateOf('one')).toBe('completed'), WITHIN)

    expect(ran).toHaveLength(1)
    expect(plans).toEqual([{ name: 'one', cron: '* * * * *', timezone: 'Africa/Casablanca' }])
  })

  it('are planned for the nights of Morocco', async () => {
    await begin([{ name: 'night', at: 'every-night', work: async () => {} }])

    const plans = await database?.query('select name, cron, timezone from pgboss.schedule')
    expect(plans).toEqual([{ name: 'night', cron: '0 3 * * *', timezone: 'Africa/Casablanca' }])
  })

  it('are logged where they break, and planned again', async () => {
    const errors: unknown[] = []
    const logger = { ...silentLogger, error: (...line: unknown[]) => errors.push(line) }
    const jobs = createPostgresJobs({ url, claims, logger, pollSeconds: 1 })
    started.push(jobs)
    const work = async () => {
      throw new Error('zoubaydaxq is not valid')
    }
    await jobs.start([{ name: 'breaks', at: 'every-night', work }])
    await due('breaks')

    await vi.waitFor(async () => expect(await stateOf('breaks')).toBe('retry'), WITHIN)
    expect(errors).toHaveLength(1)
    expect(errors[0]).toEqual([
      'a job broke; it is run again',
      { job: 'breaks', reason: 'Error', at: expect.any(Array) },
    ])
    const kept = JSON.stringify(await database?.query('select output from pgboss.job'))
    expect(kept).toContain('The job breaks broke')
    expect(JSON.stringify(errors) + kept).not.toContain('zoubaydaxq')
  })
})
