/**
 * The properties of this folder at length, some minutes on two cores.
 * `npm run fuzz [-- --runs 1000] [-- files turn]`
 */
import { spawn } from 'node:child_process'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { amount, argumentsOf } from '../support/arguments.ts'

const { positionals, number } = argumentsOf({
  ...{ name: 'fuzz', usage: ['[--runs <n>] [name…]'], words: true },
  about: 'Writes what nobody writes: each property of test/fuzz, or those of the files named.',
  options: { runs: amount(process.env.FUZZ_RUNS ?? '100000', 'how often each is tried') },
})
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/fuzz/vitest.config.ts']
const names = positionals.map((name) => `test/fuzz/${name}`)
const child = spawn(process.execPath, [...vitest, ...names], {
  ...{ cwd: PROJECT_ROOT, stdio: 'inherit' },
  env: { ...process.env, FUZZ_RUNS: String(number('runs')) },
})
child.once('exit', (status) => {
  process.exitCode = status ?? 1
})
