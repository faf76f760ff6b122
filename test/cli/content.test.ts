import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { exportContent, settleContent } from '../../src/cli/content/export.ts'
import { importContent } from '../../src/cli/content/import.ts'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import type { ContentChange, Store } from '../../src/ports/index.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import { override } from '../store/records.ts'
import { createClock } from '../support/clock.ts'

const CARD = 'content/faq/work/card-delay.yaml'
const ZERO = 'content/faq/work/zero-turnover.yaml'

const WHOLE = { type: 'whole', kind: 'entry', target: 'card-delay' } as const
const MORE: ContentChange = {
  ...{ type: 'phrasings', kind: 'entry', target: 'zero-turnover' },
  phrasings: { fr: ['walou ce mois je declare quand meme hein'] },
}

describe('npm run content', () => {
  let root: string
  let store: Store
  let said: string[]

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'dalil-content-'))
    for (const folder of ['content', 'flows']) {
      cpSync(join(PROJECT_ROOT, folder), join(root, folder), { recursive: true })
    }
    store = createMemoryStore()
    said = []
  })

  afterEach(() => {
    rmSync(root, { recursive: true, force: true })
  })

  const say = (line: string) => void said.push(line)
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  const publish = async (id: string, change: ContentChange) =>
    store.overrides.put(
      override(id, { change, state: 'published', publishedAt: Number(id), updatedAt: Number(id) }),
    )
  const published = async () => (await store.overrides.listPublished()).map(({ id }) => id)
  const settle = () => settleContent({ root, store, say, clock: createClock() })

  it('writes what was published into the files, and nothing else', async () => {
    const before = { card: read(CARD), zero: read(ZERO) }
    const title = /^ {2}fr: .*/mu
    await publish('1', { ...WHOLE, source: before.card.replace(title, '  fr: Ma carte, quand ?') })
    await publish('2', MORE)

    expect(await exportContent({ root, store, say })).toBe(true)

    expect(read(CARD)).toBe(before.card.replace(title, '  fr: Ma carte, quand ?'))
    const added = read(ZERO)
      .split('\n')
      .filter((line) => !before.zero.split('\n').includes(line))
    expect(added).toEqual(['    - walou ce mois je declare quand meme hein'])
    expect(said.at(-1)).toBe('2 files written')
    expect(await published()).toEqual(['1', '2'])
  })

  it('takes out of use what the files hold by now, and keeps what they do not', async () => {
    await publish('1', { ...WHOLE, source: read(CARD).replace(/^ {2}fr: .*/mu, '  fr: Ma carte') })
    await publish('2', MORE)
    await settle()
    expect(await published()).toEqual(['1', '2'])
    await exportContent({ root, store, say })
    writeFileSync(join(root, CARD), read(CARD).replace('Ma carte', 'Ma carte, quand ?'))

    await settle()

    expect(await published()).toEqual(['1'])
    expect(said.at(-1)).toBe('1 settled, 1 still on top of the files')
    expect(await store.audit.list({ limit: 9 })).toMatchObject([
      { by: 'terminal', action: 'change-withdrawn', target: 'zero-turnover' },
    ])
  })

  it('keeps a spreadsheet in use, and what lies over it, until the files hold all of its rows', async () => {
    const title = /^ {2}fr: .*/mu
    const rows = [
      { row: 2, target: 'card-delay', source: read(CARD).replace(title, '  fr: Ma carte') },
      { row: 3, target: 'zero-turnover', source: read(ZERO).replace(title, '  fr: Zéro') },
    ]
    await publish('1', { type: 'import', kind: 'entry', target: 'a.csv', rows })
    await publish('2', MORE)
    await exportContent({ root, store, say })
    const [card, zero] = [read(CARD), read(ZERO)]
    writeFileSync(join(root, CARD), card.replace('Ma carte', 'Ma carte, quand ?'))
    await settle()
    expect(await published()).toEqual(['1', '2'])
    writeFileSync(join(root, CARD), card)

    await settle()

    expect(zero).toContain('  fr: Zéro')
    expect(await published()).toEqual([])
  })

  it('writes nothing where the content would have a mistake', async () => {
    const before = read(CARD)
    await publish('1', { ...WHOLE, source: before.replace('need: ', 'need: x') })

    expect(await exportContent({ root, store, say })).toBe(false)

    expect(read(CARD)).toBe(before)
    expect(said[0]).toContain(`${CARD}:4:`)
  })

  it('leaves the files alone where a copy is asked for', async () => {
    const before = read(CARD)
    const to = join(root, 'copy')
    await publish('1', { ...WHOLE, source: before.replace(/^ {2}fr: .*/mu, '  fr: Ma carte') })

    await exportContent({ root, to, store, say })

    expect(read(CARD)).toBe(before)
    expect(readFileSync(join(to, CARD), 'utf8')).toContain('  fr: Ma carte\n')
    expect(existsSync(join(to, ZERO))).toBe(true)
  })

  it('reads a spreadsheet into files, or only its good rows, and else writes nothing', async () => {
    const sheet = join(root, 'sheet.csv')
    const before = { card: read(CARD), zero: read(ZERO) }
    const rows = [
      'entry,title.fr,expires',
      'card-delay,Ma carte,2027-05-31',
      'zero-turnover,Rien,x',
    ]
    writeFileSync(sheet, rows.join('\n'))

    const options = { root, say, onlyGood: false }
    expect(await importContent(sheet, options)).toBe(false)
    expect(said[0]).toMatch(/^row 3, expires: .+ \(content\/shape\)$/u)
    expect(read(CARD)).toBe(before.card)
    expect(await importContent(sheet, { ...options, onlyGood: true })).toBe(false)

    expect(read(CARD)).toContain('\n  fr: "Ma carte"\n')
    expect(read(ZERO)).toBe(before.zero)
    expect(said.at(-1)).toBe('1 files written, 0 rows unchanged, 1 mistakes')
  })

  it('refuses rows of a spreadsheet that what was published says or covers', async () => {
    const [words = ''] = MORE.type === 'phrasings' ? (MORE.phrasings.fr ?? []) : []
    const sheet = join(root, 'a.csv')
    const phrasings = (path: string): readonly string[] =>
      parse(read(path)).phrasings.fr.map((phrasing: string) => phrasing.replaceAll('"', '""'))
    const bring = (name: string, cell: readonly string[]) => {
      writeFileSync(sheet, `entry,phrasings.fr\n${name},"${cell.join('\n')}"`)
      return importContent(sheet, { root, say, onlyGood: false, store })
    }
    await publish('1', MORE)

    expect(await bring('card-delay', [...phrasings(CARD), words])).toBe(false)
    expect(await bring('zero-turnover', phrasings(ZERO))).toBe(false)

    expect(said).toEqual([
      expect.stringMatching(
        /^row 2, phrasings\.fr: .+"zero-turnover".+\(content\/phrasing-twice\)$/u,
      ),
      '0 files written, 0 rows unchanged, 1 mistakes',
      expect.stringMatching(/^row 2: .+"zero-turnover" would cover this row.+\(published\)$/u),
      '0 files written, 0 rows unchanged, 1 mistakes',
    ])
  })

  it('says how it is used', () => {
    const flags = ['src/run.mjs', 'cli/content.ts', 'nonsense']
    const { status, stderr } = spawnSync(process.execPath, flags)

    expect(status).toBe(2)
    expect(stderr.toString()).toContain(
      'There is no command "nonsense". It is one of export, import, settle.',
    )
  })
})
