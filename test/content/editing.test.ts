import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { CHANNEL_LIMITS } from '../../src/channels/limits.ts'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import {
  createEditing,
  type EditingOptions,
  readEntryValue,
  readPartnerValue,
  writeEntryValue,
  writePartnerValue,
} from '../../src/content/index.ts'
import { ENTRY_STYLE, PARTNER_STYLE, rewrite } from '../../src/content/rewrite.ts'
import { readTree } from '../../src/documents/index.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import { createClock } from '../support/clock.ts'
import { realProject } from '../support/project.ts'

const read = (path: string) => readFileSync(join(PROJECT_ROOT, path), 'utf8')
const ENTRY = read('content/faq/work/card-delay.yaml')
const PARTNER = read('content/partners/insaf.yaml')

const editingOf = (knowledge: EditingOptions['knowledge']) =>
  createEditing({
    ...{ root: PROJECT_ROOT, store: createMemoryStore(), clock: createClock() },
    ...{ knowledge, limits: Object.values(CHANNEL_LIMITS) },
  })

const editing = editingOf(realProject)

describe('writing a file anew', () => {
  it('leaves each file of the content as it is where nothing changes', () => {
    for (const { path, source } of readTree(PROJECT_ROOT, 'content/faq')) {
      expect(writeEntryValue(readEntryValue(source), source), path).toBe(source)
    }
    for (const { path, source } of readTree(PROJECT_ROOT, 'content/partners')) {
      expect(writePartnerValue(readPartnerValue(source), source), path).toBe(source)
    }
  })

  it('changes the lines of what changes, and keeps comments', () => {
    const source = ENTRY.replace('title:', '# as people say it\ntitle:')
    const value = { ...parse(source), confirm: ['dgi', 'cnss'], reviewed: '2027-01-01' }

    const written = rewrite(source, value, ENTRY_STYLE).split('\n')

    const changed = written.filter((line) => !source.split('\n').includes(line))
    expect(changed).toEqual(['confirm: [dgi, cnss]', 'reviewed: 2027-01-01'])
    expect(written).toContain('# as people say it')
  })

  it('puts what is new in its place, in the style of the files', () => {
    const contact = { type: 'phone', value: '05', source: { title: 'Site', date: '2026' } }
    const written = rewrite(PARTNER, { ...parse(PARTNER), contacts: [contact] }, PARTNER_STYLE)

    expect(written).toContain(
      'contacts:\n  - type: phone\n    value: "05"\n    source: { title: Site, date: "2026" }\nvia:',
    )
  })

  it('begins anew where the old text cannot be read', () => {
    const value = { entry: 'x', title: { fr: 'A: b' }, answers: { fr: 'One.' }, related: ['y'] }

    expect(rewrite('a: [', value, ENTRY_STYLE)).toBe(
      'entry: x\ntitle:\n  fr: "A: b"\nanswers:\n  fr: |\n    One.\nrelated: [y]\n',
    )
  })

  it('never makes of a text anything but a text', () => {
    const odd = [
      'yes',
      '1',
      '- a',
      '{{x}}',
      '#c',
      'a: b',
      '"',
      "'",
      '*a',
      '&a',
      '!t',
      '\u202e',
      '0x1',
    ]
    const value = { ...readEntryValue(ENTRY), phrasings: { fr: odd } }

    expect(readEntryValue(writeEntryValue(value, ENTRY)).phrasings.fr).toEqual(odd)
  })
})

describe('the checks of one entry', () => {
  it('find nothing in any that is published', () => {
    for (const { path, source } of readTree(PROJECT_ROOT, 'content/faq')) {
      const target = path.slice(path.lastIndexOf('/') + 1, -'.yaml'.length)
      expect(editing.inspectEntry(target, source).notes, path).toEqual([])
    }
  })

  it('name the place and the rule of each mistake', () => {
    const value = readEntryValue(ENTRY)
    const [first = ''] = value.phrasings.fr ?? []
    const wrong = {
      ...{ ...value, group: 'nowhere', flow: 'nowhere', expires: '2026-01-01' },
      phrasings: { ...value.phrasings, fr: [...(value.phrasings.fr ?? []), first] },
    }
    const { notes } = editing.inspectEntry('card-delay', writeEntryValue(wrong, ENTRY))

    const found = notes.map(({ rule, path }) => `${rule} ${path.join('.')}`)
    expect(found).toContain(`content/phrasing-twice phrasings.fr.${value.phrasings.fr?.length}`)
    expect(found).toContain('content/dates expires')
    expect(found).toContain('content/missing-reference flow')
    expect(found).toContain('content/not-in-menu group')
  })

  it('find a group of the menu that has no room for one more', () => {
    const ten = Array.from({ length: 10 }, (_, at) => `entry-${at}`)
    const menu = realProject().menu.map((topic) => ({
      ...{ ...topic, groups: topic.groups.map((group) => ({ ...group, entries: ten })) },
    }))
    const crowded = editingOf(() => ({ ...realProject(), menu }))
    const { notes } = crowded.inspectEntry('card-delay', ENTRY)

    expect(notes.map(({ rule }) => rule)).toContain('content/group-size')
  })

  it('say which fields are empty or have the wrong form', () => {
    const value = readEntryValue(ENTRY)
    const sources = [{ title: 'a', url: 'no address', date: '2026', confidence: '1' }]
    const wrong = { ...value, answers: { fr: 'a' }, reviewed: 'soon', sources }
    const { value: entry, notes } = editing.inspectEntry('card-delay', writeEntryValue(wrong))

    expect(entry).toBeUndefined()
    expect(notes.map(({ path }) => path.join('.'))).toEqual([
      ...['answers.ar', 'answers.ary', 'answers.en', 'sources.0.url', 'reviewed'],
    ])
  })
})

describe('the checks of one partner', () => {
  it('find nothing in any that is published', () => {
    for (const { path, source } of readTree(PROJECT_ROOT, 'content/partners')) {
      const target = path.slice(path.lastIndexOf('/') + 1, -'.yaml'.length)
      expect(editing.inspectPartner(target, source).notes, path).toEqual([])
    }
  })

  it('find unknown places, figures that differ, and a partner that leads nowhere', () => {
    const value = parse(PARTNER)
    value.place.cities = ['atlantis']
    value.does.ar = 'ابتداء من الثلث 30'
    value.status = 'closed'
    const { notes } = editing.inspectPartner('insaf', rewrite(PARTNER, value, PARTNER_STYLE))

    expect(notes.map(({ rule, path }) => `${rule} ${path.join('.')}`)).toEqual([
      ...['partners/unknown-town place', 'partners/leads-nowhere ledOnTo'],
      'texts/figures-differ does.ar',
    ])
  })
})
