import { serveModel } from '../../models/index.ts'
import { loadEncoder } from './load-encoder.ts'

// What runs in the thread of an encoder.
await serveModel(async (dir) => {
  const { id, dimensions, embed } = await loadEncoder(dir)
  return { about: { id, dimensions }, answer: (texts) => embed(texts as readonly string[]) }
})
