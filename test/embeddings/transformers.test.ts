import {
  copyFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  encodeTexts,
  type OpenEncoder,
  openTransformersEncoder,
} from '../../src/embeddings/transformers/index.ts'
import type { Embedder } from '../../src/ports/index.ts'
import { writeEncoderModel } from '../support/models/encoder-model.ts'

const root = mkdtempSync(join(tmpdir(), 'dalil-models-'))
const words = [
  ['impot', 'tax', 'dariba'],
  ['enfant', 'child'],
]
const sound = join(root, 'tiny')
const opened: OpenEncoder[] = []
let encoder: OpenEncoder

beforeAll(async () => {
  encoder = await open(writeEncoderModel(sound, { words }))
})
afterAll(async () => {
  for (const one of opened) await one.close()
  rmSync(root, { recursive: true, force: true })
})

async function open(dir: string): Promise<OpenEncoder> {
  const one = await openTransformersEncoder(dir)
  opened.push(one)
  return one
}

function likeness(a: Float32Array | undefined, b: Float32Array | undefined): number {
  return (a ?? new Float32Array()).reduce((sum, value, at) => sum + value * (b?.[at] ?? 0), 0)
}

describe('a model of transformers.js', () => {
  it('makes unit vectors in which what means the same is near', async () => {
    const [tax, impot, child] = await encoder.embed(['tax', 'impôt', 'child'])

    expect(tax).toHaveLength(32)
    expect(likeness(tax, tax)).toBeCloseTo(1, 5)
    expect(likeness(tax, impot)).toBeCloseTo(1, 5)
    expect(likeness(tax, child)).toBeLessThan(0.7)
  })

  it('gives a text the same vector among many as alone', async () => {
    const texts = Array.from({ length: 40 }, (_, n) => `tax ${'abc '.repeat(n % 7)}${n}`)

    const together = await encoder.embed(texts)
    const [alone] = await encoder.embed([texts[33] ?? ''])

    expect(together).toHaveLength(40)
    expect(likeness(together[33], alone)).toBeCloseTo(1, 5)
  })

  it('is read in eight bits where it has them', async () => {
    const small = writeEncoderModel(join(root, 'small'), { words, precision: 'q8' })
    const inEight = await open(small)

    const [tax, dariba] = await inEight.embed(['tax', 'dariba'])

    expect(likeness(tax, dariba)).toBeCloseTo(1, 3)
  })

  it('of the E5 family is asked as it was taught', async () => {
    cpSync(sound, join(root, 'tiny-e5-small'), { recursive: true })
    const e5 = await open(join(root, 'tiny-e5-small'))

    const [asked] = await e5.embed(['tax'])
    const [spelt] = await encoder.embed(['query: tax'])

    expect(likeness(asked, spelt)).toBeCloseTo(1, 5)
    expect(e5.id).not.toBe(encoder.id)
  })

  it('ends what was asked of it when it is closed', async () => {
    const other = await open(sound)

    const asked = other.embed(['tax'])
    await other.close()

    await expect(asked).rejects.toMatchObject({ code: 'models:failed' })
    await expect(other.embed(['tax'])).rejects.toMatchObject({ code: 'models:failed' })
  })
})

describe('a folder that is no sound model', () => {
  const spoilt = (name: string, spoil: (dir: string) => void) => {
    const dir = join(root, name)
    cpSync(sound, dir, { recursive: true })
    spoil(dir)
    return dir
  }
  const half = (path: string) => truncateSync(path, Math.floor(readFileSync(path).length / 2))

  it.each<[string, string, (dir: string) => void]>([
    ['lacks config.json', 'config.json is missing', (dir) => rmSync(join(dir, 'config.json'))],
    ['lacks its words', 'tokenizer.json is missing', (dir) => rmSync(join(dir, 'tokenizer.json'))],
    ['lacks its numbers', 'model.onnx is missing', (dir) => rmSync(join(dir, 'onnx/model.onnx'))],
    [
      'has half its words',
      'tokenizer.json is cut short',
      (dir) => half(join(dir, 'tokenizer.json')),
    ],
    [
      'has half its numbers',
      'model.onnx is cut short',
      (dir) => half(join(dir, 'onnx/model.onnx')),
    ],
    ['has none', 'model.onnx is empty', (dir) => truncateSync(join(dir, 'onnx/model.onnx'), 0)],
    [
      'has a text for numbers',
      'model.onnx is no ONNX model',
      (dir) => writeFileSync(join(dir, 'onnx/model.onnx'), 'version https://git-lfs'),
    ],
    [
      'has another kind of words',
      'tokenizer.json',
      (dir) => copyFileSync(join(dir, 'config.json'), join(dir, 'tokenizer.json')),
    ],
  ])('%s: says "%s" in one line', async (name, said, spoil) => {
    const opening = open(spoilt(name.replaceAll(' ', '-'), spoil))

    const error = await opening.catch((reason: Error) => reason)

    expect(error).toMatchObject({ code: 'models:unusable', message: expect.stringContaining(said) })
    expect(error).toMatchObject({ message: expect.not.stringContaining('\n') })
  })

  it('is of another kind: says which it has to be', async () => {
    const other = writeEncoderModel(join(root, 'other'), { output: 'boxes' })

    await expect(open(other)).rejects.toMatchObject({
      code: 'models:unusable',
      message: expect.stringContaining('a model for feature-extraction is needed'),
    })
  })

  it('is not there: says how to get it', async () => {
    await expect(open(join(root, 'nothing'))).rejects.toMatchObject({
      code: 'models:missing',
      message: expect.stringContaining('npm run model -- pull'),
    })
  })
})

describe('encoded texts', () => {
  /** An encoder that tells what it was asked. */
  function createCounting() {
    const asked: string[] = []
    const embedder: Embedder = {
      id: 'counting',
      dimensions: 2,
      async embed(texts) {
        asked.push(...texts)
        return texts.map((text) => Float32Array.of(text.length, 1))
      },
    }
    return { asked, embedder }
  }

  it('are in order, and only the new ones are worked out the next time', async () => {
    const dir = mkdtempSync(join(root, 'kept-'))
    const { asked, embedder } = createCounting()
    await encodeTexts(embedder, ['a', 'bb', 'a'], { dir })

    const again = await encodeTexts(embedder, ['bb', 'ccc', 'a'], { dir })

    expect(asked).toEqual(['a', 'bb', 'ccc'])
    expect([...again.vectors]).toEqual([2, 1, 3, 1, 1, 1])
  })

  it('are worked out again where what was kept is damaged', async () => {
    const dir = mkdtempSync(join(root, 'kept-'))
    const { asked, embedder } = createCounting()
    await encodeTexts(embedder, ['a', 'bb'], { dir })
    const file = join(dir, 'counting.vectors')
    const bytes = readFileSync(file)
    bytes[60] = (bytes[60] ?? 0) ^ 1
    writeFileSync(file, bytes)

    const again = await encodeTexts(embedder, ['a', 'bb'], { dir })

    expect(asked).toEqual(['a', 'bb', 'a', 'bb'])
    expect([...again.vectors]).toEqual([1, 1, 2, 1])
  })
})
