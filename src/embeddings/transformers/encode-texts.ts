import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Embedder } from '../../ports/index.ts'

/** Texts as an encoder sees them, in their order. */
export interface EncodedTexts {
  readonly id: string
  readonly dimensions: number
  /** `[text][dimension]`, unit length. */
  readonly vectors: Float32Array
}

/** How texts are encoded. */
export interface EncodeOptions {
  /** The folder that remembers vectors between runs; not remembered where left out. */
  readonly dir?: string
  readonly onProgress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
}

/** Texts between two looks at the signal. */
const STEP = 64
const KEY_BYTES = 16
const MAGIC = Buffer.from('DALILVEC')

/**
 * Encodes texts, those alone whose vectors are not remembered from an earlier run: after a phrasing
 * was published, that one.
 */
export async function encodeTexts(
  embedder: Embedder,
  texts: readonly string[],
  { dir, onProgress, signal }: EncodeOptions = {},
): Promise<EncodedTexts> {
  const { id, dimensions } = embedder
  const file = dir === undefined ? undefined : join(dir, `${id}.vectors`)
  const known = file === undefined ? new Map<string, Float32Array>() : read(file, dimensions)
  const keys = texts.map(keyOf)
  const unknown = new Map(keys.map((key, at) => [key, texts[at] ?? '']))
  for (const key of known.keys()) unknown.delete(key)
  const missing = [...unknown]
  for (let from = 0; from < missing.length; from += STEP) {
    signal?.throwIfAborted()
    const part = missing.slice(from, from + STEP)
    const vectors = await embedder.embed(part.map(([, text]) => text))
    part.forEach(([key], at) => {
      known.set(key, vectors[at] ?? new Float32Array(dimensions))
    })
    onProgress?.(Math.min(from + STEP, missing.length), missing.length)
  }
  if (file !== undefined && missing.length > 0) keep(file, new Set(keys), known, dimensions)
  const vectors = new Float32Array(texts.length * dimensions)
  keys.forEach((key, at) => {
    vectors.set(known.get(key) ?? [], at * dimensions)
  })
  return { id, dimensions, vectors }
}

function keyOf(text: string): string {
  return createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, 2 * KEY_BYTES)
}

/** What is remembered; nothing of a file that is missing, damaged or of another shape. */
function read(file: string, dimensions: number): Map<string, Float32Array> {
  const known = new Map<string, Float32Array>()
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch {
    return known
  }
  const size = KEY_BYTES + 4 * dimensions
  const start = MAGIC.length + 32
  const digest = createHash('sha256').update(bytes.subarray(start)).digest()
  const isWhole = bytes.length >= start && (bytes.length - start) % size === 0
  if (!isWhole || !digest.equals(bytes.subarray(MAGIC.length, start))) return known
  for (let at = start; at < bytes.length; at += size) {
    const numbers = new Uint8Array(bytes.subarray(at + KEY_BYTES, at + size))
    known.set(bytes.toString('hex', at, at + KEY_BYTES), new Float32Array(numbers.buffer))
  }
  return known
}

/** Keeps the vectors that are in use; those of phrasings that are gone go too. */
function keep(
  file: string,
  used: ReadonlySet<string>,
  known: ReadonlyMap<string, Float32Array>,
  dimensions: number,
): void {
  const records = [...used].map((key) => {
    const { buffer, byteOffset, byteLength } = known.get(key) ?? new Float32Array(dimensions)
    return Buffer.concat([Buffer.from(key, 'hex'), Buffer.from(buffer, byteOffset, byteLength)])
  })
  const body = Buffer.concat(records)
  const digest = createHash('sha256').update(body).digest()
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.tmp`, Buffer.concat([MAGIC, digest, body]))
    renameSync(`${file}.tmp`, file)
  } catch {
    // What cannot be kept is worked out again at the next start; nothing else is lost.
  }
}
