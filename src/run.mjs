// Runs a file of src/ from JavaScript that was made of it before: node src/run.mjs cli/ask.ts "…"
//
// Reading five hundred TypeScript files one by one takes longer than answering a question. So all
// of src/ is translated at once, kept under node_modules/.cache, and made again when any file of it
// is another one. Where nothing can be kept, the files are read one by one, as tests do.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads'

const SRC = dirname(fileURLToPath(import.meta.url))
const CACHE = join(SRC, '..', 'node_modules', '.cache', 'dalil')
/** Besides the newest, the one before it: another process may be starting from it. */
const KEPT = 2
/** Under which name threads are told the folder. */
const PLACE = 'dalil:translated'
/** What runs in a thread of its own. */
const THREADS = ['apart/work.ts']
const OURS = `run-${digest(SRC)}-`

/** The folder with the translated files, made if it is not there. */
async function translated() {
  const files = readdirSync(SRC, { recursive: true }).map((name) => join(SRC, name))
  const state = files.sort().map((file) => {
    const { size, mtimeMs } = statSync(file)
    return `${file}:${size}:${mtimeMs}`
  })
  const packages = readFileSync(join(SRC, '..', 'package.json'), 'utf8')
  const folder = join(CACHE, OURS + digest(`${packages}\n${state.join('\n')}`))
  if (existsSync(folder)) return folder
  const unfinished = `${folder}.${process.pid}`
  const { translate } = await import('./translate.mjs')
  const commands = readdirSync(join(SRC, 'cli')).filter((name) => name.endsWith('.ts'))
  const entries = [join(SRC, 'main.ts'), ...commands.map((name) => join(SRC, 'cli', name))]
  const alone = THREADS.map((name) => join(SRC, name))
  await translate(entries, { from: SRC, to: unfinished, alone })
  // Another process may have been as fast; then theirs is as good.
  if (existsSync(folder)) rmSync(unfinished, { recursive: true, force: true })
  else renameSync(unfinished, folder)
  forgetOlder()
  return folder
}

function forgetOlder() {
  const folders = readdirSync(CACHE)
    .filter((name) => name.startsWith(OURS))
    .map((name) => ({ path: join(CACHE, name), at: statSync(join(CACHE, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at)
  for (const { path } of folders.slice(KEPT)) rmSync(path, { recursive: true, force: true })
}

function digest(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

const [, self, entry = 'main.ts', ...rest] = process.argv
process.argv = [process.argv[0], self, ...rest]
// A thread runs what its process runs, also where the files are newer by now.
const place = getEnvironmentData(PLACE) ?? (await translated().catch(() => undefined))
setEnvironmentData(PLACE, place)
if (place === undefined) (await import('tsx/esm/api')).register()
await import(
  pathToFileURL(
    place === undefined ? join(SRC, entry) : join(place, entry.replace(/\.ts$/, '.mjs')),
  ).href
)
