import { join } from 'node:path'
import { readConfig } from '../config.ts'
import { openTransformersEncoder } from '../embeddings/transformers/index.ts'
import { fetchModel, modelFolderOf } from '../models/index.ts'
import { COMMANDS } from './commands.ts'
import { createProgress } from './progress.ts'
import { EXIT, noSuchCommand, runCommand } from './run.ts'

/** What is tried out on a model. */
const TEXTS = ['bonjour', 'السلام', 'salam', 'hello']

await runCommand(COMMANDS.model, async ({ positionals }) => {
  const [command, name, ...rest] = positionals
  if (name === undefined || rest.length > 0) throw noSuchCommand(COMMANDS.model, undefined)
  const config = readConfig(process.env)
  const dir = modelFolderOf(name, join(config.dataDir, 'models'))
  switch (command) {
    case 'pull':
      return pull(name, dir, config.modelHub)
    case 'try':
      return tryOut(dir)
    default:
      throw noSuchCommand(COMMANDS.model, command)
  }
})

async function pull(id: string, dir: string, url: string): Promise<number> {
  const bars = new Map<string, (done: number, total: number) => void>()
  const onProgress = (file: string, done: number, total: number) => {
    const bar = bars.get(file) ?? createProgress(file, process.stderr)
    bars.set(file, bar)
    bar(done, total)
  }
  await fetchModel({ id, dir, hub: { url, fetch }, onProgress })
  process.stdout.write(`${dir}\n`)
  return EXIT.ok
}

async function tryOut(dir: string): Promise<number> {
  const encoder = await openTransformersEncoder(dir)
  const start = performance.now()
  try {
    for (const text of TEXTS) await encoder.embed([text])
  } finally {
    await encoder.close()
  }
  const ms = (performance.now() - start) / TEXTS.length
  const { id, dimensions } = encoder
  process.stdout.write(`${JSON.stringify({ id, dimensions, msPerText: Number(ms.toFixed(2)) })}\n`)
  return EXIT.ok
}
