import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { checkApart, learnApart, watchProject } from '../../src/live/index.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dalil-live-'))
  for (const folder of ['content', 'flows']) {
    cpSync(join(PROJECT_ROOT, folder), join(root, folder), { recursive: true })
  }
})

afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

const never = new AbortController().signal

describe('a thread of its own', () => {
  it('finds what is wrong in the files, with its place', async () => {
    const path = join(root, 'flows/register-birth.yaml')
    writeFileSync(path, readFileSync(path, 'utf8').replace('next: count }', 'next: coutn }'))

    const faults = await checkApart(
      { root, documentCache: join(root, 'cache.json'), today: '2026-11-01' },
      never,
    )

    expect(faults).toContainEqual(
      expect.objectContaining({
        rule: 'flow/missing-target',
        file: 'flows/register-birth.yaml',
        suggestion: 'count',
      }),
    )
  })

  it('learns, and hands over what it learnt', async () => {
    const examples = ['one', 'two'].flatMap((label) =>
      ['alpha', 'beta', 'gamma', 'delta'].map((word) => ({ label, text: `${word} ${label}` })),
    )
    const none = { fr: [], ar: [], ary: [], en: [] }
    const harmless = { patterns: [], entries: [], phrases: none }
    const urgency = { numbers: [], words: new Map(), cards: [], harmless }
    const lesson = { hash: 'h', examples, lexicon: {}, foreign: [], urgency }

    const learnt = await learnApart({ lesson, modelDirs: [] }, never)

    expect(learnt.hash).toBe('h')
    expect(learnt.matcher.labels).toEqual(['one', 'two'])
  })

  it('ends when it is given up', async () => {
    const giving = new AbortController()

    const check = checkApart(
      { root, documentCache: join(root, 'cache.json'), today: '2026-11-01' },
      giving.signal,
    )
    giving.abort(new Error('given up'))

    await expect(check).rejects.toThrow('given up')
  })
})

describe('a watch over the files', () => {
  it('says once that somebody wrote a file, however many steps it took', async () => {
    let calls = 0
    const changed = new Promise<void>((resolve) => {
      const watch = watchProject(root, () => {
        calls++
        watch.stop()
        resolve()
      })
    })

    writeFileSync(join(root, 'flows/new-one.yaml'), 'flow: new-one\n')
    writeFileSync(join(root, 'flows/new-one.yaml'), 'flow: new-one\nversion: 1\n')
    await changed

    expect(calls).toBe(1)
  })
})
