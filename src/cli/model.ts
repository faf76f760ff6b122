import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { openTransformersEncoder } from '../embeddings/transformers/index.ts'
import { fetchModel, modelFolderOf } from '../models/index.ts'
import { createProgress } from './progress.ts'
import { EXIT, runCommand, UsageError } from './run.ts'

const USAGE = `Usage: npm run model -- pull <id>            fetches a model once, into DATA_DIR/models
       npm run -s model -- try <folder or id>  loads one for meaning, and says what it is
For meaning (EMBEDDINGS): Xenova/multilingual-e5-small, Xenova/paraphrase-multilingual-MiniLM-L12-v2.
For speech (SPEECH_MODEL): onnx-community/whisper-base.`

/** What is tried out on a model. */
const TEXTS = ['bonjour', 'السلام', 'salam', 'hello']

await runCommand(async () => {
  const { positionals } = parseArgs({ allowPositionals: true })
  const [command, name, ...rest] = positionals
  if (name === undefined || rest.length > 0) throw new UsageError(USAGE)
  const config = readConfig(process.env)
  const dir = modelFolderOf(name, join(config.dataDir, 'models'))
  switch (command) {
    case 'pull':
      return pull(name, dir, config.modelHub)
    case 'try':
      return tryOut(dir)
    default:
      throw new UsageError(USAGE)
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
