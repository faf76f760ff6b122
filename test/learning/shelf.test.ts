import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openShelf, pack, unpack } from '../../src/learning/index.ts'
import { type Logger, silentLogger } from '../../src/ports/index.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dalil-test-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const learnt = {
  words: new Set(['déclarer', 'تصريح']),
  nested: { weights: Float32Array.from([0.5, -1]), units: Int8Array.from([1, -128, 127]) },
  counts: Uint16Array.from([65535]),
}

function isShared({ nested, counts }: typeof learnt): boolean {
  const arrays = [nested.weights, nested.units, counts]
  return arrays.every(({ buffer }) => (buffer as ArrayBufferLike) instanceof SharedArrayBuffer)
}

describe('pack', () => {
  it('gives back sets and arrays of numbers as they were', () => {
    expect(unpack(pack(learnt))).toEqual(learnt)
  })

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 1)],
    ['altered', (bytes: Buffer) => bytes.fill(7, bytes.length - 4)],
    ['of another kind', () => Buffer.from('PK and much more than a header would be, to be sure')],
    ['empty', () => Buffer.alloc(0)],
  ])('says of bytes that are %s that they cannot be read', (_, spoil) => {
    expect(() => unpack(spoil(pack(learnt)))).toThrow(/could not be read.*learnt again/u)
  })
})

describe('the shelf', () => {
  it('learns once, and remembers at the next start', () => {
    let times = 0
    const ask = () =>
      openShelf({ modelDirs: [dir], logger: silentLogger }).recall('a', 'matcher', () => {
        times += 1
        return learnt
      })

    expect(ask()).toEqual(learnt)
    expect(ask()).toEqual(learnt)
    expect(times).toBe(1)
  })

  it('finds in a further folder what was learnt when the project was installed', () => {
    const installed = join(dir, 'installed')
    openShelf({ modelDirs: [installed], logger: silentLogger }).recall('a', 'm', () => learnt)
    const shelf = openShelf({ modelDirs: [join(dir, 'data'), installed], logger: silentLogger })

    const found = shelf.recall('a', 'm', () => ({ again: true }))

    expect(found).toEqual(learnt)
  })

  it('learns again what was damaged, and says so', () => {
    const said: string[] = []
    const logger: Logger = { ...silentLogger, warn: (message) => void said.push(message) }
    const shelf = openShelf({ modelDirs: [dir], logger })
    shelf.recall('a', 'm', () => learnt)
    writeFileSync(join(dir, 'a.m'), readFileSync(join(dir, 'a.m')).subarray(0, 60))

    expect(shelf.recall('a', 'm', () => learnt)).toEqual(learnt)
    expect(said).toEqual(['what was learnt is damaged and is learnt again'])
  })

  it.each([0, 60, 64, 200])('learns again what was cut short after %i bytes', (length) => {
    const shelf = openShelf({ modelDirs: [dir], logger: silentLogger })
    shelf.recall('a', 'm', () => learnt)
    const whole = readFileSync(join(dir, 'a.m'))
    writeFileSync(join(dir, 'a.m'), whole.subarray(0, length))

    const again = shelf.recall('a', 'm', () => learnt)

    expect(again).toEqual(learnt)
    expect(isShared(again)).toBe(true)
    expect(readFileSync(join(dir, 'a.m'))).toEqual(whole)
  })

  it('gives what threads share without a copy, also right after it was learnt', () => {
    const ask = () =>
      openShelf({ modelDirs: [dir], logger: silentLogger }).recall('a', 'm', () => learnt)

    const first = ask()
    const second = ask()

    expect(isShared(first)).toBe(true)
    expect(isShared(second)).toBe(true)
    expect(structuredClone(first)).toEqual(learnt)
  })

  it('goes on where nothing can be written', () => {
    writeFileSync(join(dir, 'file'), '')
    const said: string[] = []
    const logger: Logger = { ...silentLogger, warn: (message) => void said.push(message) }
    const shelf = openShelf({ modelDirs: [join(dir, 'file')], logger })

    expect(shelf.recall('a', 'm', () => learnt)).toEqual(learnt)
    expect(said).toEqual(['what was learnt could not be kept'])
  })

  it('keeps the newest of a kind, however often something is published', () => {
    const shelf = openShelf({ modelDirs: [dir], logger: silentLogger })
    for (const name of 'abcde') shelf.recall(name, 'm', () => ({ name }))
    shelf.recall('a', 'other', () => learnt)

    expect(readdirSync(dir).filter((file) => file.endsWith('.m'))).toHaveLength(3)
    expect(readdirSync(dir)).toContain('e.m')
    expect(readdirSync(dir)).toContain('a.other')
  })
})
