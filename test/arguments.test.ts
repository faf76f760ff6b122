import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../src/cli/paths.ts'
import { BENCHES } from './bench/table/benches.ts'

/** Every script that somebody calls with options. */
const SCRIPTS = [
  ...['soak/run', 'fuzz/run', 'year/run', 'kill', 'bench/table'],
  ...BENCHES.map((name) => `bench/${name}`),
].map((name) => `test/${name}.ts`)

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', ...args], {
    ...{ cwd: PROJECT_ROOT, encoding: 'utf8' },
  })

describe('the scripts of test/', () => {
  it('read their options in one way', () => {
    const sources = SCRIPTS.map((file) => [file, readFileSync(join(PROJECT_ROOT, file), 'utf8')])
    const others = sources.filter(
      ([, source = '']) => !/(?:arguments|bench|crowd)(?:Of|Arguments)\(/u.test(source),
    )

    expect(others.map(([file]) => file)).toEqual([])
    expect(sources.filter(([, source = '']) => source.includes('parseArgs'))).toEqual([])
  })

  it('are all that package.json runs', () => {
    const { scripts } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8'))
    const named = Object.values<string>(scripts).flatMap(
      (line) => line.match(/(?<=tsx )test\/\S+\.ts$/u) ?? [],
    )

    expect(named.filter((file) => ![...SCRIPTS, 'test/bench/run.ts'].includes(file))).toEqual([])
    expect(readdirSync(join(PROJECT_ROOT, 'test/bench')).length).toBeGreaterThan(BENCHES.length)
  })

  it.each([
    [['test/bench/run.ts', 'dialogs', '--peopel', '10'], 'Did you mean "--people"?'],
    [['test/bench/run.ts', 'dialogs', '--people', 'many'], 'must be a number above 0, not "many"'],
    [['test/bench/run.ts', 'nowhere'], 'There is no nowhere. Usage: npm run -s bench'],
  ])('end with status 2 and their usage after wrong use: %j', (args, said) => {
    const { status, stderr, stdout } = run(...args)

    expect(stderr).toContain(said)
    expect(stderr).toContain('npm run -s bench -- ')
    expect(stderr).not.toMatch(/^ +at /mu)
    expect([status, stdout]).toEqual([2, ''])
  })

  it('print their help when they are asked for it', () => {
    const { status, stdout } = run('test/fuzz/run.ts', '--help')

    expect(stdout).toContain('npm run -s fuzz -- [--runs <n>]')
    expect(status).toBe(0)
  })
})
