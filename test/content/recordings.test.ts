import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { loadRecordings } from '../../src/content/recordings.ts'
import type { Entry } from '../../src/core/index.ts'
import { oggOpus } from '../support/ogg.ts'
import { realProject } from '../support/project.ts'

let root: string
const roots: string[] = []
const { entries } = realProject()
const entry = entries.get('birth-deadline')
if (entry === undefined) throw new Error('the entry of these tests is gone')

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dalil-audio-'))
  roots.push(root)
})
afterAll(() => {
  for (const one of roots) rmSync(one, { recursive: true, force: true })
})

function put(path: string, bytes: Buffer = oggOpus(1)): string {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), bytes)
  return join(root, path)
}

const load = (known: ReadonlyMap<string, Entry> = entries) => loadRecordings(root, known)
/** The file that is asked for, for this entry in Darija. */
const wanted = () =>
  load().recordings.coverage([entry]).ary.missing[0] ?? 'content/audio/ary/birth-deadline.none.ogg'

describe('recordings', () => {
  it('are none where nobody recorded anything, which is no fault', () => {
    const { recordings, faults } = load()

    expect(faults).toEqual([])
    expect(recordings.fileOf(entry, 'ary')).toBeUndefined()
    expect(recordings.coverage(entries.values()).fr.recorded).toBe(0)
  })

  it('are found by their entry and language, once they have the name that is asked for', () => {
    const file = put(wanted())

    const { recordings, faults } = load()

    expect(faults).toEqual([])
    expect(recordings.fileOf(entry, 'ary')).toBe(file)
    expect(recordings.fileOf(entry, 'fr')).toBeUndefined()
    expect(recordings.find(file.split('/').slice(-2).join('/'))).toBe(file)
    expect(recordings.find('ary/../../../etc/passwd')).toBeUndefined()
    expect(recordings.coverage([entry])).toMatchObject({
      ary: { recorded: 1, missing: [] },
      fr: {
        recorded: 0,
        missing: [expect.stringMatching(/^content\/audio\/fr\/birth-deadline\./u)],
      },
    })
  })

  it('are no longer heard once the answer has other words', () => {
    put(wanted())
    const changed = { ...entry, answers: { ...entry.answers, ary: 'كلام آخر' } }

    const { recordings, faults } = load(new Map(entries).set(entry.entry, changed))

    expect(recordings.fileOf(changed, 'ary')).toBeUndefined()
    expect(faults).toMatchObject([{ rule: 'audio/outdated', severity: 'warning' }])
  })

  it.each([
    [
      'of an entry that is not there',
      'content/audio/fr/nothing.00000000.ogg',
      oggOpus(1),
      'unknown-entry',
    ],
    [
      'of another format',
      undefined,
      Buffer.from('ID3 music that somebody renamed to .ogg'),
      'wrong-format',
    ],
    [
      'that is too large',
      undefined,
      Buffer.concat([oggOpus(1), Buffer.alloc(1_000_000)]),
      'too-large',
    ],
  ])('%s is an error, and nobody hears it', (_, path, bytes, rule) => {
    put(path ?? wanted(), bytes)

    const { recordings, faults } = load()

    expect(faults).toMatchObject([{ rule: `audio/${rule}`, severity: 'error' }])
    expect(recordings.fileOf(entry, 'ary')).toBeUndefined()
  })
})
