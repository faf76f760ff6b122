import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['**/node_modules/**', 'test/bench/**', 'test/pages/**'],
    environment: 'node',
    globalSetup: ['test/global-setup.ts', 'test/support/postgres/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    // Files of a worker share what they import: the content is read once, not a hundred times.
    isolate: false,
  },
})
