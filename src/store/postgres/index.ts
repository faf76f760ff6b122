/**
 * The store for many machines: the same repositories over PostgreSQL. Whatever only one process may
 * do at a time is settled by the database, so that any number of them may run and die.
 */

export { createPostgresJobs, type PostgresJobsOptions } from './jobs.ts'
export { openPostgresData, type PostgresData, type ReplaceCheck } from './maintenance.ts'
export { openPostgresStore, type PostgresStoreOptions } from './open.ts'
