/** `npm run -s bench` measures all of the table; `-- <name> [options]` one thing alone. */
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { flagsOf, translateBenches } from './support/translated.ts'
import { BENCHES } from './table/benches.ts'

const given = process.argv.slice(2)
const isNamed = given[0] !== undefined && !given[0].startsWith('-')
const [name = '', ...rest] = isNamed ? given : ['table', ...given]

if (![...BENCHES, 'table'].includes(name)) {
  const names = BENCHES.join('|')
  process.stderr.write(`There is no ${name}. Usage: npm run -s bench -- [${names}] [--json]\n`)
  process.exitCode = 2
} else {
  const folder = await translateBenches()
  // In a process of its own, where nothing else was loaded.
  const child = spawn(process.execPath, [...flagsOf(folder, name), ...rest], { stdio: 'inherit' })
  child.once('exit', (code) => {
    rmSync(folder, { recursive: true, force: true })
    process.exitCode = code ?? 1
  })
}
