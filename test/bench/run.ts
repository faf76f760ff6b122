/** `npm run -s bench -- <name> [options]`: one measurement, in a process of its own. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const NAMES = ['flow', 'questions', 'store', 'turns', 'understanding']
const [name = '', ...rest] = process.argv.slice(2)

if (!NAMES.includes(name)) {
  process.stderr.write(`Usage: npm run -s bench -- ${NAMES.join('|')} [--json]\n`)
  process.exitCode = 2
} else {
  const file = fileURLToPath(new URL(`./${name}.ts`, import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...rest], { stdio: 'inherit' })
  child.once('exit', (code) => {
    process.exitCode = code ?? 1
  })
}
