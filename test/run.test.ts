import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../src/cli/paths.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dalil-test-'))
  for (const folder of ['cli', 'apart']) mkdirSync(join(dir, 'src', folder), { recursive: true })
  mkdirSync(join(dir, 'node_modules'))
  for (const name of ['esbuild', '@esbuild', 'tsx', 'get-tsconfig', 'resolve-pkg-maps']) {
    symlinkSync(join(PROJECT_ROOT, 'node_modules', name), join(dir, 'node_modules', name))
  }
  for (const name of ['src/run.mjs', 'src/translate.mjs']) {
    copyFileSync(join(PROJECT_ROOT, name), join(dir, name))
  }
  writeFileSync(join(dir, 'package.json'), '{"type":"module"}')
  writeFileSync(join(dir, 'src/main.ts'), 'console.log(import.meta.url)')
  writeHello('one')
  writeThread('of before')
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

function writeHello(text: string): void {
  const source = `const said: string = '${text}'\nconsole.log(said, ...process.argv.slice(2))`
  writeFileSync(join(dir, 'src/cli/hello.ts'), source)
}

/** What runs in a thread of its own. */
function writeThread(text: string): void {
  writeFileSync(join(dir, 'src/apart/work.ts'), `console.log('a thread ${text}')`)
}

function run(...args: readonly string[]): string {
  const ran = spawnSync(process.execPath, [join(dir, 'src/run.mjs'), ...args], { encoding: 'utf8' })
  return ran.stdout + ran.stderr
}

function kept(): readonly string[] {
  return readdirSync(join(dir, 'node_modules/.cache/dalil'))
}

describe('src/run.mjs', () => {
  it('runs a command with what is given to it', () => {
    expect(run('cli/hello.ts', 'a', '--b')).toBe('one a --b\n')
  })

  it('translates once, and again when a file is another one', () => {
    run('cli/hello.ts')
    const first = kept()
    expect(first).toHaveLength(1)
    run('cli/hello.ts')
    expect(kept()).toEqual(first)
    writeHello('two or three')

    expect(run('cli/hello.ts')).toBe('two or three\n')
    expect(kept()).toHaveLength(2)
  })

  it('runs in a thread what it runs itself, also where the files are newer by now', () => {
    const begin = `
      import { writeFileSync } from 'node:fs'
      import { Worker } from 'node:worker_threads'
      writeFileSync(new URL('../apart/work.ts', import.meta.url), "console.log('a thread of after')")
      new Worker(new URL('../run.mjs', import.meta.url), { argv: ['apart/work.ts'] })`
    writeFileSync(join(dir, 'src/cli/hello.ts'), begin)

    expect(run('cli/hello.ts')).toBe('a thread of before\n')
    expect(kept()).toHaveLength(1)
  })

  it('leaves every file the place it was written in', () => {
    expect(run('main.ts')).toContain('/src/main.ts')
  })

  it('runs all the same where nothing can be kept', () => {
    writeFileSync(join(dir, 'node_modules/.cache'), 'no folder')

    expect(run('cli/hello.ts')).toBe('one\n')
  })
})
