import { defineConfig, mergeConfig } from 'vitest/config'
import base from '../../vitest.config.ts'

/** The pages of the staff at length, in a real browser: too long for `npm test`, run by CI. */
export default mergeConfig(
  defineConfig({ ...base, test: { ...base.test, include: [], exclude: ['**/node_modules/**'] } }),
  defineConfig({ test: { include: ['test/pages/**/*.test.ts'] } }),
)
