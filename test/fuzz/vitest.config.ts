import { defineConfig } from 'vitest/config'

/** The properties of this folder at length: `npm run fuzz`, some minutes on two cores. */
export default defineConfig({
  test: {
    include: ['test/fuzz/**/*.test.ts'],
    globalSetup: 'test/global-setup.ts',
    pool: 'forks',
    maxWorkers: 2,
    env: { FUZZ_RUNS: process.env.FUZZ_RUNS ?? '100000' },
  },
})
