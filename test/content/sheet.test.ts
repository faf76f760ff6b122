import { deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { CHANNEL_LIMITS } from '../../src/channels/limits.ts'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { createEditing, kindOf, readSheet, toXlsx } from '../../src/content/index.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import { toCsv } from '../../src/web/csv.ts'
import { createClock } from '../support/clock.ts'
import { realProject } from '../support/project.ts'

const editing = createEditing({
  ...{ root: PROJECT_ROOT, store: createMemoryStore(), clock: createClock() },
  ...{ knowledge: realProject, limits: Object.values(CHANNEL_LIMITS) },
})

const bytes = (text: string) => new TextEncoder().encode(text)
const csv = (...rows: readonly (readonly string[])[]) =>
  readSheet(bytes(Papa.unparse(rows.map((row) => [...row]))))
const rulesOf = async (file: Uint8Array) => (await readSheet(file)).faults.map(({ rule }) => rule)

const NEW = {
  ...{ entry: 'lost-card', topic: 'work', group: 'change', need: 'tax', incomplete: 'true' },
  ...{ 'title.fr': 'Carte perdue', 'answers.fr': 'Demandez un duplicata.' },
  ...{ 'phrasings.fr': 'carte perdue sans trace\nma carte est perdue hier' },
  ...{ sources: 'Guide | 2026-01 | C', reviewed: '2026-11-01', expires: '2027-05-01' },
}

const importing = async (...rows: readonly Readonly<Record<string, string>>[]) => {
  const header = Object.keys(rows[0] ?? {})
  const table = await csv(header, ...rows.map((row) => header.map((name) => row[name] ?? '')))
  return editing.importSheet(table, kindOf(table) ?? 'entry')
}

describe('a spreadsheet', () => {
  it.each(['entry', 'partner'] as const)(
    'of each %s says what is in use, as XLSX and as CSV',
    async (kind) => {
      const rows = await editing.rows(kind)
      for (const file of [await toXlsx(rows), bytes(toCsv(rows))]) {
        const table = await readSheet(file)

        expect(kindOf(table)).toBe(kind)
        expect(await editing.importSheet(table, kind)).toEqual({
          ...{ kind, documents: [], faults: [], unchanged: rows.length - 1 },
        })
      }
    },
  )

  it('begins new answers, and changes nothing but the columns that it has', async () => {
    const made = await importing(NEW)
    const changed = await importing({ entry: 'card-delay', 'title.fr': 'Ma carte' })

    expect(made.faults).toEqual([])
    expect(made.documents).toMatchObject([{ row: 2, target: 'lost-card' }])
    expect(made.documents[0]?.source).toContain('answers:\n  fr: |\n    Demandez un duplicata.\n')
    expect(changed.documents[0]?.source).toContain('\n  fr: "Ma carte"\n')
    expect(changed.documents[0]?.source).toContain('\nconfirm: [')
  })

  it('with mistakes names each by row and column', async () => {
    const twice = { ...NEW, entry: 'other-card', topic: 'nowhere', reviewed: 'soon' }
    const { documents, faults } = await importing(
      { ...NEW, 'phrasings.fr': 'imta nchedd lkarta' },
      twice,
      { ...NEW, entry: 'Perdue !' },
      { ...NEW, entry: '' },
      NEW,
    )

    expect(documents).toEqual([])
    expect(faults.map(({ row, column, rule }) => `${row} ${column} ${rule}`)).toEqual([
      '2 phrasings.fr content/phrasing-twice',
      '3 topic content/shape',
      '3 reviewed content/shape',
      '4 entry bad-name',
      '5 entry no-name',
      '6 entry twice',
    ])
  })

  it('whose rows say the same words is a mistake of both', async () => {
    const { faults } = await importing(NEW, { ...NEW, entry: 'other-card' })

    expect(new Set(faults.map(({ row, rule }) => `${row} ${rule}`))).toEqual(
      new Set(['2 content/phrasing-twice', '3 content/phrasing-twice']),
    )
  })

  it('with columns that nobody knows says so', async () => {
    const { faults } = await importing({ ...NEW, 'titre.fr': 'x' })

    expect(faults).toMatchObject([{ row: 1, column: 'titre.fr', rule: 'unknown-column' }])
  })

  it('is read as text: a formula of a CSV file is nothing but words', async () => {
    const { documents } = await importing({ ...NEW, 'title.fr': '=HYPERLINK("https://x.example")' })

    expect(documents[0]?.source).toContain(`  fr: =HYPERLINK("https://x.example")\n`)
  })

  it('with a formula in an XLSX file is a mistake of that cell', async () => {
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet('a')
    sheet.addRow(['entry', 'title.fr'])
    sheet.addRow(['card-delay', { formula: '1+1', result: 2 }])
    const table = await readSheet(new Uint8Array(await workbook.xlsx.writeBuffer()))

    expect(table.faults).toMatchObject([{ row: 2, column: 'B2', rule: 'formula' }])
    expect((await editing.importSheet(table, 'entry')).documents).toEqual([])
  })

  it('that is no spreadsheet, or a broken one, is refused', async () => {
    const sound = await toXlsx([['entry'], ['card-delay']])
    const half = sound.slice(0, sound.length / 2)
    const garbled = sound.map((byte, at) => (at > 60 && at < 400 ? byte ^ 0x5a : byte))

    for (const file of [
      half,
      garbled,
      bytes('PK\u0003\u0004'),
      new Uint8Array([0xff, 0xfe, 0x00]),
    ]) {
      expect(await rulesOf(file)).toEqual(['unreadable'])
    }
    expect(await rulesOf(bytes(''))).toEqual(['no-rows'])
    expect(await rulesOf(bytes('entry\n"card-delay\n'))).toEqual(['quotes'])
  })

  it('that would fill the memory is refused before it does', async () => {
    const bomb = zip({ 'xl/worksheets/sheet1.xml': Buffer.alloc(200 * 1024 * 1024, ' ') })
    const cells = zip({ 'xl/worksheets/sheet1.xml': Buffer.from('<c/>'.repeat(200_000)) })
    const range = '<definedName name="a">Sheet1!$A$1:$XFD$1048576</definedName>'
    const named = zip({ 'xl/workbook.xml': Buffer.from(range) })
    const entity = zip({ 'xl/workbook.xml': Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]>') })
    const before = process.memoryUsage().rss

    expect(await rulesOf(bomb)).toEqual(['too-large'])
    expect(await rulesOf(cells)).toEqual(['too-large'])
    expect(await rulesOf(named)).toEqual(['too-large'])
    expect(await rulesOf(entity)).toEqual(['unreadable'])
    expect(await rulesOf(new Uint8Array(5 * 1024 * 1024))).toEqual(['too-large'])
    expect(await rulesOf(bytes(`entry\n${'a\n'.repeat(3000)}`))).toEqual(['too-large'])
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024)
  })
})

/** A zip whose directory says that its files are small. */
function zip(files: Readonly<Record<string, Buffer>>): Uint8Array {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(files)) {
    const packed = deflateRawSync(content)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(100, 22)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(100, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    parts.push(local, Buffer.from(name), packed)
    directory.push(entry, Buffer.from(name))
    at += local.length + name.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(at, 16)
  return new Uint8Array(Buffer.concat([...parts, ...directory, end]))
}
